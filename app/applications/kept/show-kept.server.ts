/** What a person has kept for the next application, for their own pages. */
export { findStoredResume, listRemembered, type RememberedAnswer, type StoredResume } from "./kept.queries.server.ts";
