import { type FormEvent, useEffect, useRef, useState } from "react";
import { paths } from "~/platform/paths.ts";
import { Button } from "./button";

/** What the board asks the browser to ask of a passkey. @throws Error with words for the person. */
async function fetchOptions(purpose: "add" | "check") {
  const answer = await fetch(paths.passkey(), { method: "POST", body: new URLSearchParams({ purpose }) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message ?? "The passkey could not be asked. Try it again.");
  return told;
}

/** The library, which only these forms need, comes when it is used. */
const library = () => import("@simplewebauthn/browser");

/** Why a passkey did not answer. A person who said no to the browser's question knows it. */
const troubleOf = (error: unknown) =>
  error instanceof Error && error.name === "Error" ? error.message : "The passkey did not answer.";

/** Sends the form as its own button would. */
function submit(form: HTMLFormElement): void {
  form.requestSubmit(form.querySelector<HTMLButtonElement>("button[type=submit]"));
}

/**
 * Beside a field for a code: answers with a passkey instead, and sends the form. Nothing without script, or where the
 * person has no passkey.
 * @param name the field's. @param attempt anything that is new after a refusal.
 */
export function PasskeyButton({ name, attempt }: { name: string; attempt: unknown }) {
  const [offered, setOffered] = useState(false);
  const [trouble, setTrouble] = useState("");
  const answer = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!window.PublicKeyCredential) return;
    const stopped = new AbortController();
    fetch(paths.passkey(), { signal: stopped.signal })
      .then((response) => response.json())
      .then((told: { offered: boolean }) => setOffered(told.offered))
      .catch(() => undefined);
    return () => stopped.abort();
  }, []);
  useEffect(() => {
    if (answer.current) answer.current.disabled = true;
  }, [attempt]);

  async function use() {
    setTrouble("");
    try {
      const [optionsJSON, { startAuthentication }] = await Promise.all([fetchOptions("check"), library()]);
      const said = await startAuthentication({ optionsJSON });
      if (!answer.current?.form) return;
      answer.current.disabled = false;
      answer.current.value = JSON.stringify(said);
      submit(answer.current.form);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  }

  if (!offered) return null;
  return (
    <div className="stack">
      <input ref={answer} type="hidden" name={name} disabled />
      <div>
        <Button type="button" onClick={() => void use()}>
          Use a passkey instead
        </Button>
      </div>
      <p role="status">{trouble}</p>
    </div>
  );
}

/**
 * For a form that adds a passkey: its hidden field `name`, and the handler that has the browser make the passkey before
 * the form is sent. `attempt` is new after a refusal: then another one is made.
 */
export function useNewPasskey(name: string, attempt: unknown) {
  const [trouble, setTrouble] = useState("");
  const answer = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (answer.current) answer.current.value = "";
  }, [attempt]);
  async function make(form: HTMLFormElement) {
    setTrouble("");
    try {
      const [optionsJSON, { startRegistration }] = await Promise.all([fetchOptions("add"), library()]);
      const said = await startRegistration({ optionsJSON });
      if (!answer.current) return;
      answer.current.value = JSON.stringify(said);
      submit(form);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  }
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    if (!answer.current || answer.current.value) return;
    event.preventDefault();
    void make(event.currentTarget);
  }
  return { onSubmit, trouble, field: <input ref={answer} type="hidden" name={name} /> };
}
