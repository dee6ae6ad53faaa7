/** What other folders may read of an account. */
export { findAccount, lockAccount as lockAccountRow } from "./account.queries.server.ts";
