/** What other folders may read of employers. */
export {
  findEmployer,
  findEmployerBySlug,
  findEmployerForMember,
  listEmployersOfAccount,
} from "./employer.queries.server.ts";
