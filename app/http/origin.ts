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
  return (address ?? socketAddress ?? "unknown").slice(0, 45);
}
