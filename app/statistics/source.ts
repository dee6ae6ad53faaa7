/** Where people come from to a job's page: a closed vocabulary. */
export const sources = [
  "search",
  "home",
  "board",
  "google",
  "bing",
  "indeed",
  "linkedin",
  "mail",
  "site",
  "direct",
] as const;

export type Source = (typeof sources)[number];

export const sourceWords: Record<Source, string> = {
  search: "Search on this board",
  home: "The board’s home page",
  board: "Other pages of the board",
  google: "Google",
  bing: "Bing",
  indeed: "Indeed",
  linkedin: "LinkedIn",
  mail: "E-mail",
  site: "Other sites",
  direct: "Direct or not told",
};

const hosts: readonly [RegExp, Source][] = [
  [
    /^(?:mail\.google|com\.google\.android\.gm|outlook\.(?:live|office|office365)|mail\.(?:yahoo|aol|proton))\b/,
    "mail",
  ],
  [/(?:^|\.)google(?:\.[a-z]{2,3}){1,2}$|^com\.google\.android\.googlequicksearchbox$/, "google"],
  [/(?:^|\.)bing\.com$/, "bing"],
  [/(?:^|\.)indeed\.[a-z]{2,3}(?:\.[a-z]{2})?$/, "indeed"],
  [/(?:^|\.)(?:linkedin\.com|lnkd\.in)$|^com\.linkedin\.android$/, "linkedin"],
];

/** What somebody who set up a link to a job may have written into it, as these sites themselves do. */
const marks: readonly [RegExp, Source][] = [
  [/[?&]utm_medium=e-?mail(?:&|$)/i, "mail"],
  [/[?&]utm_source=google/i, "google"],
  [/[?&]utm_source=bing(?:&|$)/i, "bing"],
  [/[?&]utm_source=indeed/i, "indeed"],
  [/[?&]utm_source=linkedin/i, "linkedin"],
];

/**
 * Where a visitor came from.
 * @param asked.url the path and query that were asked for: its utm parameters, where it has them, are believed first
 * @param asked.referer the Referer header: a whole address from a page of the board, from others mostly their origin
 * @param asked.host the board's own host, with its port
 */
export function sourceOf({ url, referer, host }: { url: string; referer: string | undefined; host: string }): Source {
  if (url.includes("utm_")) for (const [mark, source] of marks) if (mark.test(url)) return source;
  if (!referer || referer.length > 2_000 || !URL.canParse(referer)) return "direct";
  const from = new URL(referer);
  if (from.host === host) return sourceOfOwnPath(from.pathname);
  for (const [pattern, source] of hosts) if (pattern.test(from.hostname)) return source;
  return "site";
}

/** What a page of the board is as a source; its query says nothing. */
export function sourceOfOwnPath(path: string): Source {
  const [pathname] = path.split("?", 1);
  if (pathname === "/") return "home";
  return pathname === "/jobs" ? "search" : "board";
}
