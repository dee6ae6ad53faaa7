/** What other folders may read of an account. */
export { findAccount } from "./account.queries.server.ts";
