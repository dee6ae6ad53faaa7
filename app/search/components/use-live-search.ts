import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, type ChangeEvent, type FormEvent, type RefObject } from "react";
import { frontPaths } from "~/platform/front-paths.ts";
import { parseCriteria, toSearchParams } from "../criteria.ts";

/** After so long without a key, what is typed into a field of the facets is searched for. */
const TYPING_MS = 500;

/**
 * The search that a form asks for, as its URL: in canonical order where all of it is understood, else as it stands, so
 * that the page can say what was not. Empty fields are left out.
 */
export function searchParamsOf(form: FormData): URLSearchParams {
  const typed = new URLSearchParams();
  for (const [name, value] of form) if (typeof value === "string" && value.trim()) typed.append(name, value);
  const { criteria, ignored } = parseCriteria(typed, true);
  return ignored.length ? typed : toSearchParams(criteria);
}

/**
 * Handlers that make a search form act at once where there is script: a change leads to the new results and keeps the
 * place on the page and the focus. Without script the form submits by its button.
 */
export function useLiveSearch() {
  const navigate = useNavigate();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (form: FormData, keepScroll = false) => {
    clearTimeout(timer.current);
    navigate(frontPaths.jobs(searchParamsOf(form)), { preventScrollReset: keepScroll });
  };
  const go = (form: HTMLFormElement, keepScroll: boolean) => search(new FormData(form), keepScroll);

  return {
    /** Searches for what a form would ask. */
    search,
    /** For the form: searches as it is submitted. */
    submit: (keepScroll: boolean) => (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      go(event.currentTarget, keepScroll);
    },
    /** For the form or one of its controls: a choice is searched for at once, typing when it pauses. */
    change: (event: ChangeEvent<HTMLElement> | FormEvent<HTMLElement>) => {
      const control = event.target;
      if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || !control.form) return;
      const { form } = control;
      clearTimeout(timer.current);
      if (control instanceof HTMLInputElement && control.type === "text")
        timer.current = setTimeout(() => go(form, true), TYPING_MS);
      else go(form, true);
    },
  };
}

/**
 * An uncontrolled field that follows the URL: a removed chip or the way back changes what it shows. A field somebody is
 * typing in is left alone while `patient`.
 */
export function useFollowing<Control extends HTMLInputElement | HTMLSelectElement>(
  value: string,
  patient = false,
): RefObject<Control> {
  const control = useRef<Control>(null);
  const known = useRef(value);
  useEffect(() => {
    const element = control.current;
    const typing = patient && element === document.activeElement;
    if (element && known.current !== value && !typing) element.value = value;
    known.current = value;
  }, [value, patient]);
  return control;
}
