import { amount, httpUrl, oneLine, type SourcePay, type SourcePosting } from "./source-posting.ts";

type Node = Record<string, unknown>;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 50) : value == null ? [] : [value]);
const node = (value: unknown): Node | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
/** A text, or the name of a thing: `{"@type": "Country", "name": "USA"}`. */
const nameOf = (value: unknown, most = 200): string =>
  oneLine(node(value)?.name ?? node(value)?.["@value"] ?? value, most);

/** Reads one schema.org JobPosting, however loosely it was written. @returns the posting, or why it cannot be one. */
export function postingOfJsonLd(job: Node): SourcePosting | string {
  const title = oneLine(nameOf(job.title ?? job.name, 400), 400);
  if (!title) return "it has no title";
  const employer = list(job.hiringOrganization)[0];
  const identifier = list(job.identifier)[0];
  const number = oneLine(node(identifier)?.value ?? identifier, 190);
  return {
    title,
    employer: nameOf(employer, 160),
    employerWebsite: httpUrl(node(employer)?.sameAs ?? node(employer)?.url),
    body: list(job.description)
      .filter((part) => typeof part === "string")
      .join("\n\n"),
    places: list(job.jobLocation).map(placeOf).filter(Boolean),
    url:
      httpUrl(job.url) ?? httpUrl(job["@id"]) ?? httpUrl(node(job.mainEntityOfPage)?.["@id"] ?? job.mainEntityOfPage),
    identifier: number ? `${nameOf(node(identifier)?.name)}|${number}` : null,
    posted: oneLine(job.datePosted, 40) || null,
    validThrough: oneLine(job.validThrough, 40) || null,
    types: list(job.employmentType)
      .map((type) => oneLine(type, 60))
      .filter(Boolean),
    remote: list(job.jobLocationType).some((type) => /telecommute|remote/i.test(oneLine(type, 60))) || null,
    reach: list(job.applicantLocationRequirements)
      .map((place) => nameOf(place))
      .filter(Boolean),
    pay: payOf(list(job.baseSalary)[0] ?? list(job.estimatedSalary)[0]),
  };
}

/** A Place with a PostalAddress or with an address in words, or words alone. */
function placeOf(value: unknown): string {
  const place = node(value);
  if (!place) return oneLine(value, 200);
  const address = list(place.address)[0] ?? (place["@type"] === "PostalAddress" ? place : undefined);
  const postal = node(address);
  if (!postal) return oneLine(address, 200) || nameOf(place);
  const city = nameOf(postal.addressLocality);
  const state = nameOf(postal.addressRegion);
  const zip = oneLine(postal.postalCode, 20);
  const country = nameOf(postal.addressCountry);
  const inside = [city, [state, zip].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  const abroad = country && !/^(us|usa|u\.s\.a?\.?|united states( of america)?)$/i.test(country);
  if (!inside) return nameOf(place) || nameOf(postal.streetAddress) || country;
  return abroad ? `${inside}, ${country}` : inside;
}

function payOf(value: unknown): SourcePay | null {
  const salary = node(value);
  if (!salary) return null;
  const inner = node(list(salary.value)[0]) ?? salary;
  const single = amount(inner.value ?? (typeof salary.value === "object" ? undefined : salary.value));
  const min = amount(inner.minValue) ?? single;
  const max = amount(inner.maxValue) ?? single;
  if (min === null && max === null) return null;
  const unit = oneLine(inner.unitText ?? salary.unitText, 30) || null;
  return { min, max, unit, currency: oneLine(salary.currency ?? inner.currency, 10) || null };
}
