import { useContext } from "react";
import { NonceContext } from "~/ui/nonce.ts";
import { toScriptJson } from "./job-posting.ts";

/** Structured data in the page. Browsers hide a nonce from script, so React must not compare it. */
export function JsonLd({ value }: { value: unknown }) {
  const nonce = useContext(NonceContext);
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: toScriptJson(value) }}
    />
  );
}
