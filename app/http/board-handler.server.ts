import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { keptRoutes } from "./guest-pages/kept-routes.ts";

type Handle = ReturnType<typeof createRequestHandler>;

/**
 * The board's request handler. For every request Remix makes a pattern of each route anew, four times over: with the
 * board's routes that was a third of the work of a short page. So each public page, which is where the requests go, has a
 * handler that knows no other route; the browser discovers the others as it always does (`v3_lazyRouteDiscovery`).
 */
export function createBoardHandler(build: ServerBuild): Handle {
  const whole = createRequestHandler(build, "production");
  const narrow = Object.entries(keptRoutes).map(([file, { path }]) => ({
    pattern: patternOf(path),
    handle: createRequestHandler(narrowed(build, `routes/${file.replace(/\.tsx?$/, "")}`), "production"),
  }));
  return async (request, context) => {
    const { pathname } = new URL(request.url);
    const found = request.method === "GET" && narrow.find(({ pattern }) => pattern.test(pathname));
    const handle = found ? found.handle : whole;
    const answer = await handle(request, { ...context!, wholePage: !pathname.endsWith(".data") });
    // The data of a page whose route says nothing: without a word of ours a cache on the way may keep what it likes.
    if (!answer.headers.has("Cache-Control")) answer.headers.set("Cache-Control", "private, no-cache");
    return answer;
  };
}

/** The page's address and that of its data. */
function patternOf(path: string): RegExp {
  const page = path === "/" ? "/(?:_root\\.data)?" : `${path.replace(/:\w+/g, "[\\w-]+")}(?:\\.data)?`;
  return new RegExp(`^${page}$`);
}

function narrowed(build: ServerBuild, id: string): ServerBuild {
  const only = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(["root", id].map((name) => [name, routes[name]!]));
  if (!build.routes[id]) throw new Error(`There is no route ${id}`);
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}
