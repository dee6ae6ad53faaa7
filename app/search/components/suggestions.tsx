import Combobox from "@github/combobox-nav";
import { useEffect, useRef, useState, type RefObject } from "react";
import { frontPaths } from "~/platform/front-paths.ts";
import { CodeChip } from "~/ui/codes.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import type { Suggestion, SuggestField } from "../suggestion.ts";

/** After so long without a key, what stands in the field is asked about. */
const PAUSE_MS = 100;
/** An answer that takes longer is of no use to someone who types. */
const ANSWER_MS = 10_000;

const kindWords: Record<Suggestion["kind"], string> = {
  title: "Title",
  employer: "Employer",
  place: "Place",
  mode: "Where",
  credential: "Credential",
  apprentice: "Apprentices",
  function: "Function",
  setting: "Setting",
  specialty: "Specialty",
  codeset: "Code set",
  ehr: "EHR",
  encoder: "Encoder",
  type: "Employment",
};

export type SuggestionsProps = {
  field: SuggestField;
  input: RefObject<HTMLInputElement>;
  /** Whether the form keeps other choices than its words and its place. */
  hasChoices: boolean;
  /** Called with what the form asks once a suggestion is chosen. */
  onSearch: (form: FormData) => void;
};

/**
 * Makes a text field a combobox (WAI-ARIA APG: list autocomplete, manual selection) that offers what is typed to become:
 * the list below it, moved through by arrows, chosen by Enter or a press, closed by Escape or by leaving the field. Enter
 * with nothing selected submits the form as it stands. The field itself is never mounted anew.
 */
export function Suggestions({ field, input, hasChoices, onSearch }: SuggestionsProps) {
  const list = useRef<HTMLUListElement>(null);
  const combobox = useRef<Combobox>();
  const [offered, setOffered] = useState<readonly Suggestion[]>([]);
  const [counted, setCounted] = useState(false);
  const latest = useRef({ hasChoices, onSearch, offered });
  useEffect(() => {
    latest.current = { hasChoices, onSearch, offered };
  });

  useEffect(() => {
    const element = input.current;
    if (!element || !list.current) return;
    const box = new Combobox(element, list.current, { tabInsertsSuggestions: false });
    combobox.current = box;
    const typedBefore = element.getAttribute("autocomplete");
    // The browser's own list would lie over this one.
    element.setAttribute("autocomplete", "off");
    let asking: AbortController | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      setOffered([]);
    };
    const ask = async () => {
      asking?.abort();
      const text = element.value;
      if (!text.trim()) return close();
      const mine = (asking = new AbortController());
      const late = setTimeout(() => mine.abort(), ANSWER_MS);
      const suggestions = await fetchSuggestions(field, text, mine.signal);
      clearTimeout(late);
      // An older answer, or one to a field that was left, is of no use.
      if (asking !== mine || mine.signal.aborted || document.activeElement !== element) return;
      // Beside other choices one gets fewer jobs than a suggestion alone would bring.
      setCounted(!latest.current.hasChoices && !otherField(element)?.value.trim());
      setOffered(suggestions);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), PAUSE_MS);
    };
    const key = (event: KeyboardEvent) => {
      const open = latest.current.offered.length > 0;
      if (event.key === "Escape" && open) {
        event.preventDefault();
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !open && !event.isComposing) {
        event.preventDefault();
        void ask();
      }
    };

    const { form } = element;
    element.addEventListener("input", later);
    element.addEventListener("keydown", key);
    element.addEventListener("blur", close);
    form?.addEventListener("submit", close);
    // What was typed while this was being loaded.
    if (document.activeElement === element && element.value !== element.defaultValue) later();
    return () => {
      close();
      element.removeEventListener("input", later);
      element.removeEventListener("keydown", key);
      element.removeEventListener("blur", close);
      form?.removeEventListener("submit", close);
      if (typedBefore === null) element.removeAttribute("autocomplete");
      box.destroy();
    };
  }, [field, input]);

  useEffect(() => {
    const element = list.current;
    const commit = (event: Event) => {
      const option = event.target instanceof HTMLElement ? event.target : null;
      const chosen = latest.current.offered[Number(option?.dataset.at)];
      if (!chosen || !input.current) return;
      setOffered([]);
      latest.current.onSearch(fillIn(input.current, chosen));
    };
    element?.addEventListener("combobox-commit", commit);
    return () => element?.removeEventListener("combobox-commit", commit);
  }, [input]);

  useEffect(() => {
    if (offered.length > 0) combobox.current?.start();
    else combobox.current?.stop();
  }, [offered]);

  return (
    <>
      <ul
        ref={list}
        id={`${field}-suggestions`}
        className="suggest"
        role="listbox"
        aria-label="Suggestions"
        hidden={offered.length === 0}
        // A press must not take the focus from the field.
        onMouseDown={(event) => event.preventDefault()}
      >
        {offered.map((suggestion, at) => (
          <Option key={JSON.stringify(suggestion.params)} {...{ suggestion, field, at, counted }} />
        ))}
      </ul>
      <p className="vh" role="status">
        {offered.length > 0 ? `${countOf(offered.length, "suggestion")}, arrows to choose` : ""}
      </p>
    </>
  );
}

function Option({
  suggestion: { kind, label, detail, jobs },
  field,
  at,
  counted,
}: {
  suggestion: Suggestion;
  field: SuggestField;
  at: number;
  counted: boolean;
}) {
  const isCode = kind === "credential" || kind === "codeset";
  return (
    <li role="option" aria-selected={false} id={`${field}-suggestion-${at}`} data-at={at}>
      <span className="suggest-label">
        {isCode ? <CodeChip code={label} kind={kind === "codeset" ? "set" : "pref"} /> : label}
        {detail ? <> {detail}</> : null}
      </span>{" "}
      {field === "q" ? <span className="suggest-kind">{kindWords[kind]}</span> : null}
      {counted && jobs !== null ? (
        <>
          {" "}
          <span className="suggest-n">
            {formatNumber(jobs)}
            <span className="vh"> {jobs === 1 ? "job" : "jobs"}</span>
          </span>
        </>
      ) : null}
    </li>
  );
}

/** The place beside the words, and the other way around. */
function otherField(input: HTMLInputElement): HTMLInputElement | null {
  const other = input.form?.elements.namedItem(input.name === "q" ? "place" : "q");
  return other instanceof HTMLInputElement ? other : null;
}

/** What was typed gives way to what it leads to; the rest of the form stays. Gives what the form asks then. */
function fillIn(input: HTMLInputElement, { params }: Suggestion): FormData {
  input.value = params[input.name] ?? "";
  const other = otherField(input);
  if (other) other.value = params[other.name] ?? other.value;
  const form = new FormData(input.form ?? undefined);
  for (const [name, value] of Object.entries(params))
    if (name !== input.name && name !== other?.name) form.append(name, value);
  return form;
}

/** What the board offers; nothing where it does not answer: one can search without. */
async function fetchSuggestions(field: SuggestField, text: string, signal: AbortSignal): Promise<Suggestion[]> {
  try {
    const answer = await fetch(frontPaths.apiSuggest(new URLSearchParams({ [field]: text.slice(0, 200) })), { signal });
    if (!answer.ok) return [];
    return ((await answer.json()) as { suggestions: Suggestion[] }).suggestions;
  } catch {
    return [];
  }
}
