import { createRequire } from "node:module";
import { domainToUnicode } from "node:url";
import { getDomain } from "tldts";

const require = createRequire(import.meta.url);
/** Mail providers and throw-away mail: anybody has an address there. The list's own `example.com` belongs to nobody. */
const providers = new Set([
  ...(require("email-providers/all.json") as string[]),
  ...["fastmail.com", "duck.com", "proton.me", "protonmail.com", "tutanota.com", "tuta.io", "att.net", "verizon.net"],
]);

/**
 * The domain that stands for an organization: what its website's registrar sold (`www.careers.lakemont.org` gives
 * `lakemont.org`), by the Public Suffix List with its private part, so that neither `co.uk` nor a site builder's own
 * domain is anybody's. Undefined for what is nobody's own: such a suffix, an IP address, a mail provider.
 */
export function companyDomain(website: string | null): string | undefined {
  if (!website || !URL.canParse(website)) return undefined;
  const { hostname } = new URL(website);
  const domain = getDomain(hostname, { allowPrivateDomains: true });
  return domain && domain.length <= 253 && !isMailProvider(domain) ? domain : undefined;
}

/** Whether anybody may have an address at this domain. */
export function isMailProvider(domain: string): boolean {
  return providers.has(domain);
}

/**
 * Whether an address speaks for `domain`: it must be at exactly this domain. One at a subdomain does not count:
 * universities and providers hand those to students and customers.
 */
export function isAddressAt(email: string, domain: string): boolean {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase() === domain;
}

/** Letters of other scripts that are drawn like a Latin one (a part of Unicode's confusables, UTS 39). */
const alike: Record<string, string> = {
  а: "a", в: "b", е: "e", һ: "h", і: "i", ј: "j", к: "k", м: "m", н: "h", о: "o", р: "p", с: "c", т: "t", у: "y",
  х: "x", ѕ: "s", ԁ: "d", ԛ: "q", ԝ: "w", ɡ: "g", ɑ: "a", ı: "i", ο: "o", α: "a", ν: "v", ρ: "p", υ: "u", κ: "k",
  ε: "e", ι: "i", τ: "t", χ: "x", ß: "b", ø: "o", ł: "l", đ: "d",
}; // prettier-ignore

/**
 * What a domain looks like: two with the same skeleton can be taken for each other (`lakemont.org`, `1akemont.org`,
 * `lake-mont.org`, `lakernont.org`, or one in Cyrillic letters).
 */
export function domainSkeleton(domain: string): string {
  const plain = (domainToUnicode(domain) || domain)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return Array.from(plain, (letter) => alike[letter] ?? letter)
    .join("")
    .replace(/-/g, "")
    .replace(/[1i|]/g, "l")
    .replace(/0/g, "o")
    .replace(/vv/g, "w")
    .replace(/rn/g, "m")
    .slice(0, 253);
}

/** The name whose TXT records are read, and the record that proves the domain for the holder of `token`. */
export function txtRecord(domain: string, token: string): { name: string; value: string } {
  return { name: `_careercenter.${domain}`, value: `careercenter-verification=${token}` };
}
