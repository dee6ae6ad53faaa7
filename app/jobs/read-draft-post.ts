import { editRows, takeTypedCredentials, withRowIds } from "./edit-post-rows.ts";
import { takeOffer } from "./post-offers.ts";
import { readPart, type FillStep, type PostForm } from "./post-form.ts";

/** A step as its page posted it. */
export type DraftPost = {
  step: FillStep;
  part: PostForm;
  seen: string;
  hand: { tab: string; seq?: number };
  /** The control that takes the focus after a builder button. */
  focus?: string;
};

/**
 * Reads a posted step: its fields, the deed of the builder button that was pressed, and who wrote it. What is saved by
 * itself while somebody types is taken as it is; only a press of a button moves typed credentials into their group.
 */
export function readDraftPost(step: FillStep, form: FormData): DraftPost {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const seq = /^\d{1,9}$/.test(text("seq")) ? Number(text("seq")) : undefined;
  const tab = /^[\w-]{1,40}$/.test(text("tab")) ? text("tab") : "";
  const post = { step, seen: text("seen").slice(0, 40), hand: { tab, ...(seq === undefined ? {} : { seq }) } };
  const typed = readPart(step, form);
  if (text("go") === "autosave") return { ...post, part: typed };
  const part = withRowIds(takeTypedCredentials(typed));
  return { ...post, ...(takeOffer(part, text("op")) ?? editRows(part, text("op"))) };
}
