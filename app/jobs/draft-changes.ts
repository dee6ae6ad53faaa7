import { errorLabel, fieldsOfStep, type FillStep, type PostForm } from "./post-form.ts";

/** A field that two versions of a draft fill differently, each in words. */
export type DraftChange = { field: string; theirs: string; yours: string };

/** Where two versions of a step differ, for a person who must choose between them. Long texts are cut. */
export function draftChanges(theirs: PostForm, yours: PostForm, step: FillStep): DraftChange[] {
  return fieldsOfStep(step).flatMap((name) => {
    const [one, other] = [inWords(theirs[name]), inWords(yours[name])];
    return one === other ? [] : [{ field: fieldWords(name), theirs: cut(one), yours: cut(other) }];
  });
}

function fieldWords(name: string): string {
  const label = errorLabel(name);
  return label === "This form" ? name.replace(/([A-Z])/g, " $1").replace(/^./, (first) => first.toUpperCase()) : label;
}

function inWords(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.map(inWords).filter(Boolean).join("; ");
  if (!value || typeof value !== "object") return "";
  return (
    Object.entries(value)
      .filter(([cell]) => cell !== "id")
      // A ticked box says the name of its cell.
      .map(([cell, text]) => (text === "on" ? cell : inWords(text)))
      .filter(Boolean)
      .join(", ")
  );
}

const cut = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
