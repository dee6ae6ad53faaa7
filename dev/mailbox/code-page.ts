import { demoSignIns } from "../../db/seeds/demo-sign-ins.ts";
import { totpCode } from "../../app/accounts/totp.server.ts";

const STEP = 30_000;

export type DemoCode = { role: string; email: string; code: string };

/** The code that the authenticator of each of the demo's staff would show at a moment, and for how many seconds more. */
export function demoCodes(at: Date): { codes: DemoCode[]; seconds: number } {
  const codes = demoSignIns.flatMap(({ role, email, totpSecret }) =>
    totpSecret ? [{ role, email, code: totpCode(totpSecret, at) }] : [],
  );
  return { codes, seconds: Math.ceil((STEP - (at.getTime() % STEP)) / 1000) };
}
