import { useEffect, useState } from "react";

const KEPT = "cc-decide-keys";

/**
 * What a key does: it names the control to bring to the focus, or does something and answers "done". Null: nothing here.
 * No key decides by itself: it chooses, and another one, or Enter, sends.
 */
export type DeskKeys = Record<string, () => HTMLElement | "done" | null>;

/**
 * Listens for single keys on a desk's page; never while somebody types or a modifier is held, and Escape leaves a field.
 * They can be turned off, since a single letter is easily spoken or brushed by accident (WCAG 2.1.4); the choice is kept
 * in this browser.
 * @returns whether they are on (undefined until script runs), and how to change that.
 */
export function useDeskKeys(keys: DeskKeys): { on: boolean | undefined; set: (on: boolean) => void } {
  const [on, setOn] = useState<boolean>();
  useEffect(() => setOn(readChoice()), []);
  useEffect(() => {
    if (!on) return;
    function listen(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector("dialog[open]")) return;
      if (isTyping(event.target)) {
        if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
        return;
      }
      const target = keys[event.key.toLowerCase()]?.();
      if (!target) return;
      event.preventDefault();
      if (target !== "done") target.focus();
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on, keys]);
  return {
    on,
    set(next) {
      setOn(next);
      try {
        localStorage.setItem(KEPT, next ? "on" : "off");
      } catch {
        // A browser that keeps nothing: the choice holds for this page.
      }
    },
  };
}

/** The control of that id. */
export const byId = (id: string) => () => document.getElementById(id);

/** Presses the button of that id, if it is there. */
export const press = (id: string) => () => {
  const button = document.getElementById(id);
  button?.click();
  return button && ("done" as const);
};

/** The next of the controls that `selector` finds, from the one that has the focus (else from `from`), or the one before. */
export function step(selector: string, by: 1 | -1, from?: string): () => HTMLElement | null {
  return () => {
    const all = [...document.querySelectorAll<HTMLElement>(selector)];
    const at = all.findIndex((one) => one === document.activeElement);
    const start = at >= 0 ? at : from ? all.findIndex((one) => one.matches(from)) : by > 0 ? -1 : 0;
    return all[Math.min(Math.max(start + by, 0), all.length - 1)] ?? null;
  };
}

function readChoice(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
