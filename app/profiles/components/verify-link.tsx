import { credentialByCode, verifyUrls } from "~/vocabulary/credentials.ts";

/** Where anybody can check a credential: its body's own page. */
export function VerifyLink({ code }: { code: string }) {
  const body = credentialByCode(code)?.body;
  if (!body) return null;
  return (
    <a href={verifyUrls[body]} rel="nofollow noopener external">
      {body}
    </a>
  );
}
