import { useEffect, useState } from "react";

const KEPT = "cc-decide-keys";

/** Keys by what they bring to the focus: nothing is decided by one key alone. */
export type DecideKeys = Record<string, () => HTMLElement | null>;

/**
 * Listens for single keys on the page and moves the focus. They can be turned off, since a single letter is easily
 * spoken or brushed by accident (WCAG 2.1.4); the choice is kept in this browser.
 * @returns whether they are on (undefined until script runs), and how to change that.
 */
export function useDecideKeys(keys: DecideKeys): { on: boolean | undefined; set: (on: boolean) => void } {
  const [on, setOn] = useState<boolean>();
  useEffect(() => setOn(readChoice()), []);
  useEffect(() => {
    if (!on) return;
    function listen(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || isTyping(event.target)) return;
      const target = keys[event.key.toLowerCase()]?.();
      if (!target) return;
      event.preventDefault();
      target.focus();
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
