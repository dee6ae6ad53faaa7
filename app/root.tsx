import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { useContext, type ReactNode } from "react";
import { readTheme, takeFlash } from "~/http/cookies.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { frontPaths } from "~/platform/front-paths.ts";
import { ErrorPage } from "~/ui/answers.tsx";
import { fontPreloads } from "~/ui/fonts.ts";
import { Footer, Masthead, ProgressBar, SkipLink, ThemeSwitch, Wrap, type NavEntry } from "~/ui/frame.tsx";
import { NonceContext } from "~/ui/nonce.ts";
import { FlashMessage } from "~/ui/notes.tsx";
import stylesUrl from "~/styles/index.css?url";

export const links: LinksFunction = () => [
  ...fontPreloads,
  { rel: "stylesheet", href: stylesUrl },
  { rel: "icon", href: "/favicon.ico", sizes: "32x32" },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
];

export const meta: MetaFunction = () => [{ title: "CareerCenter, the job board for medical coders" }];

/** Public: what the frame of every page shows. For a guest without cookies it is the same for everybody. */
export async function loader({ request }: LoaderFunctionArgs) {
  const [visitor, theme, flashed] = await Promise.all([readVisitor(request), readTheme(request), takeFlash(request)]);
  const headers = new Headers();
  if (flashed) headers.append("Set-Cookie", flashed.clear);
  if (visitor?.refreshedCookie) headers.append("Set-Cookie", visitor.refreshedCookie);
  const person = visitor && { name: visitor.account.name, staffRole: visitor.account.staffRole };
  return data({ person, theme, flash: flashed?.flash }, { headers });
}

type RootData = ReturnType<typeof useRouteLoaderData<typeof loader>>;

export function Layout({ children }: { children: ReactNode }) {
  // Never an empty attribute: a page for all guests is sent without one.
  const nonce = useContext(NonceContext) || undefined;
  const root = useRouteLoaderData<typeof loader>("root");
  const { pathname, search } = useLocation();
  return (
    <html lang="en" data-theme={root?.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <SkipLink />
        <ProgressBar />
        <Masthead
          entries={entriesFor(root, pathname)}
          asides={
            root?.person
              ? []
              : [{ to: frontPaths.signIn(), label: "Sign in", current: pathname === frontPaths.signIn() }]
          }
          person={
            root?.person
              ? { name: root.person.name, to: frontPaths.account(), current: pathname === frontPaths.account() }
              : undefined
          }
          signOutAction={root?.person ? frontPaths.signOut() : undefined}
        />
        {root?.flash ? (
          <Wrap>
            <FlashMessage kind={root.flash.kind === "done" ? "success" : "warn"}>{root.flash.text}</FlashMessage>
          </Wrap>
        ) : null}
        {children}
        <Footer entries={footerEntries}>
          <ThemeSwitch action={frontPaths.theme()} theme={root?.theme ?? "system"} returnTo={pathname + search} />
        </Footer>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

const footerEntries: NavEntry[] = [
  { to: frontPaths.howReviewWorks(), label: "How review works" },
  { to: frontPaths.figures(), label: "Figures" },
  { to: frontPaths.terms(), label: "Terms" },
  { to: frontPaths.privacy(), label: "Privacy" },
];

function entriesFor(root: RootData, pathname: string): NavEntry[] {
  const under = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  const entry = (to: string, label: string) => ({ to, label, current: under(to) });
  const staff = root?.person?.staffRole;
  return [
    entry(frontPaths.jobs(), "Jobs"),
    ...(root?.person ? [entry(frontPaths.applications(), "Applications")] : []),
    entry(frontPaths.desk(), "For employers"),
    ...(staff ? [entry(frontPaths.moderation(), "Moderation")] : []),
    ...(staff === "admin" ? [entry(frontPaths.admin(), "Admin")] : []),
  ];
}

export default function Board() {
  return <Outlet />;
}

/** Every error page of the board. What broke inside is in the log, under the reference. */
export function ErrorBoundary() {
  const error = useRouteError();
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />;
}
