/** What other folders may read of employers. */
export {
  type DeskMatter,
  findBannedEmployer,
  findEmployer,
  findEmployerBySlug,
  findEmployerForMember,
  listBannedOfAccount,
  listEmployersOfAccount,
} from "./employer.queries.server.ts";
export { findRole } from "./member.queries.server.ts";
