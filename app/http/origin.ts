/**
 * Whether a write comes from a page of this board. Browsers send `Origin` with every post; a request without it is
 * believed only when the browser itself says that it is of the same origin.
 * @param host the Host header, as the proxy passed it on.
 */
export function isOwnOrigin(
  headers: { origin?: string; host?: string; secFetchSite?: string },
  baseUrl: string,
): boolean {
  if (!headers.origin) return headers.secFetchSite === "same-origin";
  if (headers.origin === new URL(baseUrl).origin) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

/**
 * The visitor's address: the socket's, or with `hops` trusted proxies the address that the outermost of them wrote into
 * X-Forwarded-For, which is the one `hops` places from its end. What a client put before it is never believed.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  hops: number,
): string {
  const chain = (forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const address = hops > 0 ? chain[Math.max(0, chain.length - hops)] : undefined;
  return visitorOf((address ?? socketAddress ?? "unknown").slice(0, 45));
}

/** One visitor has a whole /64 of IPv6 addresses; an IPv4 address may come wrapped in one of IPv6. */
function visitorOf(address: string): string {
  const [, four] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (four) return four;
  if (!address.includes(":") || !URL.canParse(`http://[${address}]`)) return address;
  // The URL parser writes an address in its shortest form; the groups "::" stands for are put back to cut the first four.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = head.split(":").filter(Boolean);
  const last = tail?.split(":").filter(Boolean) ?? [];
  const all =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - last.length).fill("0"), ...last];
  return `${all.slice(0, 4).join(":")}::/64`;
}
