import fc from "fast-check";
import { expect, test } from "vitest";
import { companyDomain, domainSkeleton, isAddressAt, isMailProvider } from "~/employers/company-domain.server.ts";
import { newCode } from "~/employers/verify-by-email.server.ts";

const label = fc.stringMatching(/^[a-z][a-z0-9]{1,12}$/);

test.each([
  ["https://www.lakemont.org/careers", "lakemont.org"],
  ["http://jobs.health.lakemont.co.uk", "lakemont.co.uk"],
  ["https://LAKEMONT.ORG", "lakemont.org"],
  ["https://bücher.example", "xn--bcher-kva.example"],
  ["https://lakemont.github.io", "lakemont.github.io"],
  ["https://github.io", undefined],
  ["https://co.uk", undefined],
  ["https://gmail.com", undefined],
  ["https://mail.yahoo.com", undefined],
  ["https://203.0.113.9", undefined],
  ["https://localhost", undefined],
  ["nonsense", undefined],
  [null, undefined],
])("the website %s stands for the domain %s", (website, domain) => {
  expect(companyDomain(website)).toBe(domain);
});

test("an address counts at exactly the domain, never below or beside it", () => {
  fc.assert(
    fc.property(label, label, label, (name, domain, more) => {
      const own = `${domain}.example`;
      expect(isAddressAt(`${name}@${own.toUpperCase()}`, own)).toBe(true);
      expect(isAddressAt(`${name}@${more}.${own}`, own)).toBe(false);
      expect(isAddressAt(`${name}@${more}${own}`, own)).toBe(false);
      expect(isAddressAt(`${own}@${more}x.example`, own)).toBe(`${more}x.example` === own);
    }),
  );
});

test("free and throw-away mail is known", () => {
  for (const domain of ["gmail.com", "outlook.com", "yahoo.com", "proton.me", "fastmail.com", "mailinator.com"])
    expect(isMailProvider(domain), domain).toBe(true);
  expect(isMailProvider("kaiserpermanente.org")).toBe(false);
});

test("what can be taken for a domain has its skeleton", () => {
  const skeleton = domainSkeleton("lakemont.org");
  for (const alike of [
    "1akemont.org",
    "Iakemont.org",
    "lake-mont.org",
    "lakem0nt.org",
    "lakernont.org",
    "lаkemont.org",
  ])
    expect(domainSkeleton(alike), alike).toBe(skeleton);
  expect(domainSkeleton("xn--lkemont-0za.org")).not.toBe(domainSkeleton("lakemount.org"));
  for (const other of ["lakemount.org", "lakemont.com", "lakemonts.org"])
    expect(domainSkeleton(other), other).not.toBe(skeleton);
});

test("a skeleton is its own skeleton", () => {
  fc.assert(fc.property(fc.domain(), (domain) => domainSkeleton(domainSkeleton(domain)) === domainSkeleton(domain)));
});

test("a code has eight characters that nobody mixes up", () => {
  for (let made = 0; made < 200; made++) expect(newCode()).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
});
