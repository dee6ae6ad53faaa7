/** What the data of a page that was asked for on intent may be used without asking again: the seconds until the click. */
export const PREFETCHED = "private, max-age=10";

/** Whether the value of a `Sec-Purpose` or `Purpose` header says that nobody has clicked yet. */
export function isPrefetch(purpose: string | null | undefined): boolean {
  return purpose?.includes("prefetch") ?? false;
}
