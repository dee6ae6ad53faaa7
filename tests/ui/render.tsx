import { type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from "react-router-dom/server";

/** The HTML that the server would send for this element, inside a router that stands at `path`. */
export async function render(element: ReactElement, path = "/"): Promise<string> {
  const routes = [{ path: "*", element }];
  const context = await createStaticHandler(routes).query(new Request(new URL(path, "http://board.test")));
  if (context instanceof Response) throw new Error(`The router answered ${context.status}`);
  return renderToStaticMarkup(
    <StaticRouterProvider router={createStaticRouter(routes, context)} context={context} hydrate={false} />,
  );
}
