import type { Env } from "~/platform/env.server.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { GuestPages } from "./guest-pages.server.ts";
import { guestRenderer, type Handle } from "./render-guest.server.ts";
import { GuestServer, VARY } from "./serve-guests.server.ts";

/** The guests' pages of this process, rendered by `handle`. `headers` go with every answer. */
export function openGuestServer(
  handle: Handle,
  headers: readonly [string, string][],
  { BASE_URL, CDN, GUEST_PAGES_MB }: Pick<Env, "BASE_URL" | "CDN" | "GUEST_PAGES_MB">,
): GuestServer {
  const pages = new GuestPages({
    render: guestRenderer(handle, BASE_URL),
    version: () => jobSearch().version,
    now: Date.now,
    maxBytes: GUEST_PAGES_MB * 1_000_000,
    vary: VARY,
  });
  return new GuestServer(pages, headers.flat(), CDN);
}
