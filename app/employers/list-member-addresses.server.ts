/** Whom other folders may write to for an employer. */
export { findMemberAddress, listMailedMembers, listMemberAddresses } from "./member.queries.server.ts";
