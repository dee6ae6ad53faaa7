/** Whom other folders may write to for an employer. */
export {
  findMemberAddress,
  listMailedMembers,
  listMemberAddresses,
  listOwnerAddresses,
} from "./member.queries.server.ts";
