import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * Has a page look again by itself while it waits for something: its loaders run once more `every` milliseconds after they
 * last answered, `most` times at most. Does nothing without script, so the page needs a link to itself.
 */
export function useLooking(waiting: boolean, { every, most }: { every: number; most: number }): void {
  const { revalidate, state } = useRevalidator();
  const looks = useRef(0);
  useEffect(() => {
    if (!waiting || state !== "idle" || looks.current >= most) return;
    const timer = window.setTimeout(() => {
      looks.current++;
      revalidate();
    }, every);
    return () => window.clearTimeout(timer);
  }, [waiting, state, revalidate, every, most]);
}
