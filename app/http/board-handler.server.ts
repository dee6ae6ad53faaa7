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
  return (request, context) => {
    const { pathname } = new URL(request.url);
    const found = request.method === "GET" && narrow.find(({ pattern }) => pattern.test(pathname));
    return (found ? found.handle : whole)(request, { ...context!, wholePage: !pathname.endsWith(".data") });
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
