/**
 * A reason of qualification, which speaks to the person, as it is told to an employer: `you live in Ohio` is `they live in
 * Ohio`, and a day on which something expired is left out. What stands in quotation marks are the employer's own words.
 */
export function aboutThem(reason: string): string {
  return reason
    .split(/(“[^”]*”)/)
    .map((part, index) => (index % 2 ? part : inThirdPerson(part)))
    .join("");
}

const inThirdPerson = (text: string) =>
  text
    .replace(/\byour\b/g, "their")
    .replace(/\byou\b/g, "they")
    .replace(/ expired on \w+ \d{1,2}(?:, \d{4})?/g, " has expired");
