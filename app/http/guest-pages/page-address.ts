import { parseCriteria, toSearchParams } from "~/search/criteria.ts";
import { keptRoutes, type KeptRoute } from "./kept-routes.ts";

/** The longest address that is kept, in characters; a longer one is answered anew every time. */
const LONGEST = 1_024;
const SLUG = "[A-Za-z0-9][A-Za-z0-9-]{0,299}";

const routes = Object.values(keptRoutes).map(({ path, query }) => ({
  pattern: new RegExp(`^${path.replace(/:\w+/g, SLUG).replace(/\//g, "\\/")}$`),
  query,
}));

/**
 * The address under which a guest's page is kept: of all that lead to the same page, the one in canonical form. It is an
 * address itself, and the page kept under it is the one that was rendered for it; so whatever a page says of its own
 * address (where the theme form leads back to) is right, if not always letter for letter. The data of a page (`.data`)
 * has an address of its own.
 *
 * `url` is a request's path and query. Undefined for what is not kept: other paths, addresses that are too long or that
 * the page would redirect.
 */
export function pageAddress(url: string): string | undefined {
  if (url.length > LONGEST || url.includes("#")) return undefined;
  const mark = url.indexOf("?");
  const pathname = mark < 0 ? url : url.slice(0, mark);
  const isData = pathname.endsWith(".data");
  const page = isData ? pathname.slice(0, -".data".length).replace(/^\/_root$/, "/") : pathname;
  if (isData && pathname === "/.data") return undefined;
  const route = routes.find(({ pattern }) => pattern.test(page));
  if (!route) return undefined;

  const params = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  const only = takeRemixParams(params, isData);
  const query = only && canonicalQuery(route.query, params);
  if (!query) return undefined;
  if (only.routes) query.set("_routes", only.routes);
  const address = query.size > 0 ? `${pathname}?${query}` : pathname;
  return address.length > LONGEST ? undefined : address;
}

/** Takes out what Remix adds to a page's own parameters. Undefined where they stand where Remix puts none. */
function takeRemixParams(params: URLSearchParams, isData: boolean): { routes: string | null } | undefined {
  const routes = params.getAll("_routes");
  if (params.has("_data") || params.has("index")) return undefined;
  if (routes.length > 1 || (routes.length === 1 && (!isData || !/^[\w.,/$-]{1,300}$/.test(routes[0]!))))
    return undefined;
  params.delete("_routes");
  return { routes: routes[0] ?? null };
}

function canonicalQuery(query: KeptRoute["query"], params: URLSearchParams): URLSearchParams | undefined {
  if (query === "nothing") return new URLSearchParams();
  if (query === "search") return canonicalSearch(params);
  const { after } = parseCriteria(params).criteria;
  return new URLSearchParams(after === null ? {} : { after });
}

/** All that the search page depends on. */
function meaningOf(params: URLSearchParams) {
  return { ...parseCriteria(params, true), typed: [params.get("pay_min"), params.get("pay_max")] };
}

function canonicalSearch(params: URLSearchParams): URLSearchParams | undefined {
  // The page redirects to its address without them.
  for (const value of params.values()) if (value.trim() === "") return undefined;
  const { criteria, ignored, typed } = meaningOf(params);
  const canonical = toSearchParams(criteria);
  // The fields show the pay as it was typed.
  if (criteria.payMin !== null) canonical.set("pay_min", typed[0] ?? "");
  if (criteria.payMax !== null) canonical.set("pay_max", typed[1] ?? "");
  for (const text of ignored) {
    const equals = text.indexOf("=");
    canonical.append(text.slice(0, equals), text.slice(equals + 1));
  }
  // What cannot be said in canonical form stands as it was asked.
  const same = JSON.stringify(meaningOf(canonical)) === JSON.stringify({ criteria, ignored, typed });
  return same ? canonical : params;
}
