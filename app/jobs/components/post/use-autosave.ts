import { useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { Conflict } from "./conflict-note.tsx";

/** How long after the last key the draft is saved. */
const PAUSE = 2_000;

/** What the edit page's action answers to a save. */
export type SaveAnswer = { mark?: string; savedAt?: Date; conflict?: Conflict; refused?: string };

/**
 * Saves the form by itself, a moment after something was typed, and keeps the marks that let the server tell a stale page
 * from a busy one (save-draft.server.ts). Without script the hidden fields keep what the server rendered.
 * @param loaded the mark of the step and the page's token, as loaded.
 * @param answered what the action answered to the last whole submission.
 */
export function useAutosave(loaded: { mark: string; tab: string }, answered: SaveAnswer | undefined) {
  const fetcher = useFetcher<SaveAnswer>();
  const { key } = useLocation();
  const [tab] = useState(loaded.tab);
  const [known, setKnown] = useState({
    key,
    saved: fetcher.data,
    answered,
    mark: answered?.conflict?.mark ?? answered?.mark ?? loaded.mark,
    conflict: answered?.conflict,
  });
  // Each news is taken once, while rendering. What is merely loaded anew is not: it may be another's, unseen here.
  if (known.key !== key)
    // A redirect to this step follows a save of this page: what was loaded then is what this page wrote.
    setKnown({ ...known, key, mark: loaded.mark, conflict: undefined });
  else if (known.saved !== fetcher.data) setKnown({ ...known, saved: fetcher.data, ...news(fetcher.data, known.mark) });
  else if (known.answered !== answered) setKnown({ ...known, answered, ...news(answered, known.mark) });

  const timer = useRef<number>();
  const posts = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  /** Numbers a post, so that the server can tell which of two was typed later. */
  function number(form: HTMLFormElement) {
    const field = form.elements.namedItem("seq");
    if (field instanceof HTMLInputElement) field.value = String(++posts.current);
  }
  function onInput(event: FormEvent<HTMLFormElement>) {
    const form = event.currentTarget;
    window.clearTimeout(timer.current);
    if (known.conflict) return;
    timer.current = window.setTimeout(() => {
      number(form);
      const data = new FormData(form);
      data.set("go", "autosave");
      fetcher.submit(data, { method: "post", action: window.location.pathname });
    }, PAUSE);
  }
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    window.clearTimeout(timer.current);
    number(event.currentTarget);
  }

  return {
    onInput,
    onSubmit,
    hidden: { seen: known.mark, tab },
    conflict: known.conflict,
    saving: fetcher.state !== "idle",
    savedAt: fetcher.data?.savedAt,
    refused: fetcher.data?.refused,
  };
}

function news(answer: SaveAnswer | undefined, mark: string) {
  return { conflict: answer?.conflict, mark: answer?.conflict?.mark ?? answer?.mark ?? mark };
}
