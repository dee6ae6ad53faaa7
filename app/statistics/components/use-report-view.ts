import { useLocation, useNavigationType } from "@remix-run/react";
import { useEffect } from "react";
import { paths, safeReturnPath } from "~/platform/paths.ts";

/**
 * Tells the board that a job's page is shown where the board cannot see it: reached from another page of the board (what
 * it needs may have been fetched before the click), loaded ahead by the browser, or sent by a shared cache (`always`).
 * Every other view is counted as its document is sent, and one person's views of a day count once.
 */
export function useReportView(slug: string | undefined, always: boolean): void {
  const { key, state } = useLocation() as { key: string; state: unknown };
  const followed = useNavigationType() !== "POP";
  useEffect(() => {
    if (!slug) return;
    const said = state && typeof state === "object" && "from" in state ? safeReturnPath(state.from) : undefined;
    // A link was followed; else the page was loaded, or gone back to, and then it was seen before.
    if (!followed && !always && !loadedAhead()) return;
    const told = followed ? { from: said ?? "elsewhere" } : { referrer: document.referrer };
    const report = () => void navigator.sendBeacon(paths.seen(slug, told));
    if ("prerendering" in document && document.prerendering === true)
      document.addEventListener("prerenderingchange", report, { once: true });
    else report();
    return () => document.removeEventListener("prerenderingchange", report);
  }, [slug, key]);
}

/** Whether the browser fetched or rendered this document before anybody had clicked. */
function loadedAhead(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as (PerformanceEntry & {
    activationStart?: number;
    deliveryType?: string;
  })[];
  return (
    (entry?.activationStart ?? 0) > 0 ||
    entry?.deliveryType === "navigational-prefetch" ||
    ("prerendering" in document && document.prerendering === true)
  );
}
