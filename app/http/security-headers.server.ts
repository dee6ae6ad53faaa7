import { env } from "~/platform/env.server.ts";

/** Where a form of ours may lead: Stripe's pages, or the sandbox's; a post that redirects elsewhere is blocked by the browser. */
function formTargets(): string {
  const { STRIPE_API_BASE } = env();
  return STRIPE_API_BASE ? new URL(STRIPE_API_BASE).origin : "https://checkout.stripe.com https://billing.stripe.com";
}

/**
 * The Content-Security-Policy of a page whose inline scripts are those of `sources`: `'nonce-…'` or `'sha256-…'`, quoted.
 * `development` lets Vite's hot reload through.
 */
export function contentSecurityPolicy(sources: readonly string[], development = false): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...sources].join(" "),
    `style-src 'self'${development ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${formTargets()}`,
  ].join("; ");
}

/** The headers of every answer. HSTS only where the world reaches the board over TLS. */
export function securityHeaders(): [string, string][] {
  const headers: [string, string][] = [
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    // "no-referrer" would make browsers send `Origin: null` with our own forms, and the origin check refuse them.
    ["Referrer-Policy", "strict-origin-when-cross-origin"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"],
  ];
  if (env().BASE_URL.startsWith("https:"))
    headers.push(["Strict-Transport-Security", "max-age=31536000; includeSubDomains"]);
  return headers;
}
