import ipaddr from "ipaddr.js";

/** Inside a cloud these answer with its secrets, though their range is a public one. */
const METADATA: readonly string[] = ["168.63.129.16"];

/**
 * Whether an IP address belongs to the public internet: not to this machine, a private or link-local network, a carrier's,
 * a documentation, multicast or tunnel range, nor to a cloud's metadata. An IPv4 address inside an IPv6 one counts as
 * what it is; what is no address is not public.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== "unicast" || METADATA.includes(address.toString())) return false;
  // Of IPv6 only 2000::/3 is handed out (IANA); the rest is reserved, or an IPv4 address in an older disguise.
  return address.kind() === "ipv4" || ((address as ipaddr.IPv6).parts[0]! & 0xe000) === 0x2000;
}
