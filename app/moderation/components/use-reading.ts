import type { JobId } from "~/platform/ids.ts";
import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { paths } from "~/platform/paths.ts";
import { SECOND } from "~/platform/clock.ts";
import { KEEP_EVERY } from "../reading.ts";

const signs = ["keydown", "pointerdown", "scroll"] as const;

/**
 * Keeps a job one's own while one is at work on its page, and lets it go when the page is left. A page that lies open
 * untouched renews nothing: its time runs out, and the job is anybody's.
 * @param own whether the job is this moderator's.
 * @returns until when it is, once it was renewed.
 */
export function useReading(jobId: JobId, own: boolean): Date | undefined {
  const [until, setUntil] = useState<Date>();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!own) return;
    const url = paths.reading(jobId);
    let worked = true;
    const notice = () => {
      worked = true;
    };
    async function keep() {
      if (!worked) return;
      worked = false;
      const init = {
        method: "POST",
        body: new URLSearchParams({ deed: "keep" }),
        signal: AbortSignal.timeout(20 * SECOND),
      };
      // Without an answer it is tried again the next time.
      const answer = await fetch(url, init).catch(() => undefined);
      if (answer?.ok) setUntil(new Date(await answer.text()));
      else if (answer?.status === 409) revalidate();
    }
    const leave = () => navigator.sendBeacon(url, new URLSearchParams({ deed: "leave" }));
    void keep();
    const timer = window.setInterval(() => void keep(), KEEP_EVERY);
    for (const sign of signs) document.addEventListener(sign, notice, { passive: true, capture: true });
    window.addEventListener("pagehide", leave);
    return () => {
      window.clearInterval(timer);
      for (const sign of signs) document.removeEventListener(sign, notice, { capture: true });
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [jobId, own, revalidate]);
  return until;
}
