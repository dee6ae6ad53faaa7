import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import { Fragment, type ReactNode, useContext } from "react";
import { BoardContext } from "./mail-board";

/*
 * How to write a mail, in app/<domain>/emails/<name>.tsx:
 *
 *   export function ConfirmEmail({ url }: { url: string }) {
 *     return (
 *       <MailLayout heading="Confirm your e-mail address" why="someone signed up with this address">
 *         <MailText>One click and your account is ready. The link works for 24 hours.</MailText>
 *         <MailButton href={url}>Confirm my address</MailButton>
 *         <MailText quiet>If it was not you, ignore this mail and nothing happens.</MailText>
 *       </MailLayout>
 *     );
 *   }
 *
 *   await sendMail({ to, subject: "Confirm your e-mail address", element: <ConfirmEmail url={url} />, messageId: messageIdFor(task.id) });
 *
 * One heading, one button, plain words. No pictures and no tracking. The plain-text part is made of the same template.
 * Add examples of it to dev/mail-previews: the mailbox shows them at /templates, and a test wants every template there.
 */

const SANS = "'Public Sans', system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** VISUAL.md's tokens. Mail programs know no light-dark(): light is inline, dark overrides it where media queries work. */
const light = {
  paper: "#f8f5ee",
  surface: "#fffdf9",
  ink: "#1d1a16",
  ink2: "#534d43",
  rule: "#e2dacb",
  teal: "#0b5b60",
  onTeal: "#ffffff",
};
const dark = {
  paper: "#161412",
  surface: "#1f1c19",
  ink: "#f1ece3",
  ink2: "#c2baad",
  rule: "#3a352e",
  teal: "#7ccac4",
  onTeal: "#06211f",
};

/** The rules of the dark mail; Outlook's own programs know no media query and mark what they darkened instead. */
const darkRules = (color = "", background = "") => `
${background}.m-paper { background-color: ${dark.paper} !important; }
${background}.m-surface { background-color: ${dark.surface} !important; border-color: ${dark.rule} !important; }
${color}.m-ink { color: ${dark.ink} !important; }
${color}.m-quiet { color: ${dark.ink2} !important; }
${color}.m-link { color: ${dark.teal} !important; }
${background}.m-button { background-color: ${dark.teal} !important; }
${color}.m-button { color: ${dark.onTeal} !important; }
${background}.m-rule { border-color: ${dark.rule} !important; }`;

/** No quotes and no `>` in it: React would escape them. */
const STYLES = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { background-color: ${light.paper}; }
@media (prefers-color-scheme: dark) {
body { background-color: ${dark.paper} !important; }${darkRules()}
}${darkRules("[data-ogsc] ", "[data-ogsb] ")}
@media (max-width: 480px) { .m-surface { padding: 20px 18px !important; } }`;

/** What mail must carry that nobody waits for, such as alerts: a way out of it, and where the sender lives. */
export type MailSubscription = {
  /** Stops this very mail with one click and no sign-in; absolute. */
  stopUrl: string;
  /** Where its reader sets what they get; absolute. */
  manageUrl?: string;
  /** Setting `contact.postal`, which 15 U.S.C. 7704(a)(5) asks for; "" shows none. */
  postalAddress: string;
};

/**
 * The frame of every mail.
 * @param heading what the mail says, in one line
 * @param preview the line that an inbox shows after the subject; default the heading
 * @param why ends the footer's sentence “You get this mail because”: small letter first, no full stop
 * @param subscription for mail that nobody waits for
 */
export function MailLayout({
  heading,
  preview,
  why,
  subscription,
  children,
}: {
  heading: string;
  preview?: string;
  why: string;
  subscription?: MailSubscription;
  children: ReactNode;
}) {
  const board = useContext(BoardContext);
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{heading}</title>
        <style>{STYLES}</style>
      </Head>
      <Body style={{ margin: 0, padding: 0 }}>
        <Preview>{preview ?? heading}</Preview>
        {/* Not on Body: that puts the colour on a cell of its own, which no dark rule could reach. */}
        <div role="main">
          <Section className="m-paper" style={{ backgroundColor: light.paper, fontFamily: SANS, padding: "32px 12px" }}>
            <Container style={{ maxWidth: 560, width: "100%" }}>
              <Section style={{ padding: "0 4px 16px" }}>
                <Link
                  href={board.url}
                  className="m-link"
                  data-skip-in-text="true"
                  style={{ color: light.teal, fontSize: 17, fontWeight: 700, textDecoration: "none" }}
                >
                  {board.name}
                </Link>
              </Section>
              <Section
                className="m-surface"
                style={{
                  backgroundColor: light.surface,
                  border: `1px solid ${light.rule}`,
                  borderRadius: 6,
                  padding: "28px 32px",
                }}
              >
                <Heading
                  as="h1"
                  className="m-ink"
                  style={{ color: light.ink, fontSize: 22, lineHeight: "28px", fontWeight: 650, margin: "0 0 16px" }}
                >
                  {heading}
                </Heading>
                {children}
              </Section>
              <Hr className="m-rule" style={{ borderColor: light.rule, margin: "24px 4px 12px", width: "auto" }} />
              <Section style={{ padding: "0 4px" }}>
                <Small>{`You get this mail because ${why}.`}</Small>
                {subscription ? (
                  <Small>
                    <MailLink href={subscription.stopUrl}>Stop these mails</MailLink>
                    {subscription.manageUrl ? (
                      <>
                        {" "}
                        · <MailLink href={subscription.manageUrl}>Choose what you get</MailLink>
                      </>
                    ) : null}
                  </Small>
                ) : null}
                <Small>
                  {board.name}, the job board for medical coders, <MailLink href={board.url}>{board.url}</MailLink>
                </Small>
                {subscription?.postalAddress ? <Small>{withBreaks(subscription.postalAddress)}</Small> : null}
              </Section>
            </Container>
          </Section>
        </div>
      </Body>
    </Html>
  );
}

function Small({ children }: { children: ReactNode }) {
  return (
    <Text
      className="m-quiet"
      style={{
        color: light.ink2,
        fontSize: 13,
        lineHeight: "20px",
        margin: "0 0 4px",
        overflowWrap: "anywhere",
      }}
    >
      {children}
    </Text>
  );
}

/** A paragraph; `quiet` for what is said by the way. Line breaks in a string are kept. */
export function MailText({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  return (
    <Text
      className={quiet ? "m-quiet" : "m-ink"}
      style={{
        color: quiet ? light.ink2 : light.ink,
        fontSize: quiet ? 14 : 16,
        lineHeight: quiet ? "20px" : "24px",
        margin: "0 0 16px",
        overflowWrap: "anywhere",
      }}
    >
      {typeof children === "string" ? withBreaks(children) : children}
    </Text>
  );
}

/** Breaks as elements, so that the plain-text part has them too. */
function withBreaks(text: string): ReactNode {
  return text.split(/\r?\n/).map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

/**
 * The mail's one action.
 * @param href an absolute http(s) address of the board
 * @throws RangeError on any other address
 */
export function MailButton({ href, children }: { href: string; children: ReactNode }) {
  if (!/^https?:\/\//.test(href)) throw new RangeError("A mail's button needs an absolute http(s) address");
  return (
    <Section style={{ margin: "8px 0 24px" }}>
      <Button
        href={href}
        className="m-button"
        style={{
          backgroundColor: light.teal,
          borderRadius: 6,
          color: light.onTeal,
          display: "inline-block",
          fontSize: 16,
          fontWeight: 600,
          lineHeight: "20px",
          padding: "12px 20px",
          textDecoration: "none",
        }}
      >
        {children}
      </Button>
    </Section>
  );
}

/** A link in a sentence, beside the mail's one action. @param href as of `MailButton` */
export function MailLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="m-link" style={{ color: light.teal, textDecoration: "underline" }}>
      {children}
    </Link>
  );
}

/** Names and values, such as a job's title, employer and pay. Rows without a value are left out. */
export function MailFacts({ facts }: { facts: readonly { name: string; value: string | null | undefined }[] }) {
  const rows = facts.filter((fact) => fact.value);
  if (rows.length === 0) return null;
  return (
    <Section style={{ margin: "0 0 16px" }}>
      {rows.map((fact) => (
        <Text
          key={fact.name}
          className="m-ink m-rule"
          style={{
            borderTop: `1px solid ${light.rule}`,
            color: light.ink,
            fontSize: 16,
            lineHeight: "24px",
            margin: 0,
            padding: "8px 0",
            overflowWrap: "anywhere",
          }}
        >
          <span className="m-quiet" style={{ color: light.ink2 }}>
            {fact.name}:
          </span>{" "}
          {fact.value}
        </Text>
      ))}
    </Section>
  );
}
