/** What other folders may read of employers. */
export { findEmployerBySlug, findEmployerForMember, listEmployersOfAccount } from "./employer.queries.server.ts";
