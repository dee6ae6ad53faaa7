/** RFC 2606 keeps `.invalid` from ever being a domain. */
const NOBODY = "@deleted.invalid";

/** The address in the place of a deleted account's: one for each, and nobody's. */
export function nobodysAddress(id: string): string {
  return `${id.toLowerCase()}${NOBODY}`;
}

/** Whether an address stands in the place of a deleted account's. */
export function isNobody(address: string): boolean {
  return address.endsWith(NOBODY);
}
