import { useEffect } from "react";
import { zones } from "../alert.ts";

/** What the clock of a zone shows at a moment: two zones that show the same in winter and summer are one to us. */
function shownIn(timeZone: string | undefined): string {
  const clock = new Intl.DateTimeFormat("en-US", { timeZone, dateStyle: "short", timeStyle: "short" });
  const year = new Date().getFullYear();
  return [0, 6].map((month) => clock.format(Date.UTC(year, month, 15))).join();
}

/** Chooses the browser's own time zone in the select with this id, as long as nobody has chosen one. */
export function useOwnZone(id: string, chosen: boolean): void {
  useEffect(() => {
    const select = document.getElementById(id);
    if (chosen || !(select instanceof HTMLSelectElement)) return;
    const here = shownIn(undefined);
    const own = zones.find(({ value }) => shownIn(value) === here);
    if (own) select.value = own.value;
  }, [id, chosen]);
}
