import { type ReactNode } from "react";
import { Footer, Masthead, SkipLink, ThemeSwitch } from "~/ui/frame";

/** The foot of the gallery's pages. */
export const footer = (
  <Footer
    entries={[
      { to: "/review", label: "How review works" },
      { to: "/privacy", label: "Privacy" },
      { to: "/terms", label: "Terms" },
    ]}
  >
    <ThemeSwitch action="/theme" theme="system" />
  </Footer>
);

/** The gallery's pages inside masthead and skip link, for a seeker or a guest. */
export function Frame({ children, guest = false }: { children: ReactNode; guest?: boolean }) {
  return (
    <>
      <SkipLink />
      <Masthead
        entries={[
          { to: "/jobs", label: "Jobs", current: true },
          { to: "/applications", label: "Applications" },
        ]}
        asides={guest ? [{ to: "/sign-in", label: "Sign in" }, { to: "/sign-up", label: "Sign up" }] : []} // prettier-ignore
        person={guest ? undefined : { name: "Marisol Vega", to: "/account" }}
        signOutAction={guest ? undefined : "/sign-out"}
      />
      {children}
    </>
  );
}
