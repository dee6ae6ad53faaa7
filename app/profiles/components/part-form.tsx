import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "~/ui/button.tsx";
import { classNames } from "~/ui/class-names.ts";

/** A form of the profile; `seen` is the version that the page shows. */
export function PartForm({
  id,
  intent,
  seen,
  also = {},
  wide = false,
  children,
}: {
  id?: string;
  intent: string;
  seen: number;
  /** Further fields that nobody types. */
  also?: Record<string, string>;
  /** As wide as the page, for what has sections of its own. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <Form method="post" id={id} className={classNames("stack stack--wide", !wide && "narrow")} noValidate>
      {children}
      <Hidden intent={intent} seen={seen} also={also} />
    </Form>
  );
}

function Hidden({ intent, seen, also }: { intent: string; seen: number; also: Record<string, string> }) {
  return (
    <>
      {Object.entries({ intent, seen: String(seen), ...also }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** One button that takes a row away. `what` says which to who does not see the row. */
export function RemoveButton({
  intent,
  seen,
  also,
  what,
  children = "Remove",
}: {
  intent: string;
  seen: number;
  also: Record<string, string>;
  what: string;
  children?: ReactNode;
}) {
  return (
    <Form method="post">
      <Button variant="text">
        {children}
        <span className="vh"> {what}</span>
      </Button>
      <Hidden intent={intent} seen={seen} also={also} />
    </Form>
  );
}
