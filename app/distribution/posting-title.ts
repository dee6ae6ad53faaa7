const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/** What Google wants in no title: pay, dates and the codes of an employer's own files. */
const unwanted = [
  /(?:up to\s+)?\$\s?\d[\d,.]*\s?k?(?:\s?(?:-|–|—|to)\s?\$?\s?\d[\d,.]*\s?k?)?\+?(?:\s?(?:\/|per|an?)\s?(?:hr|hour|year|yr|chart|encounter|annum)\b\.?)?/gi,
  /\b(?:req(?:uisition)?|job|posting|position|ref(?:erence)?)\s*(?:id|no|number|code|#)?\s*[.:#]*\s*[a-z]{0,4}-?\d[\w-]*/gi,
  /#\s?[a-z]{0,4}-?\d[\w-]*/gi,
  /\b[a-z]{0,3}-?\d{5,}\b/gi,
  /\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b/g,
  /\b\d{4}-\d{2}-\d{2}\b/g,
  new RegExp(`\\b${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?\\b`, "gi"),
];

/**
 * The title as the markup gives it: "no pay, dates, codes or company in it" (DISTRIBUTION.md). Where nothing would be
 * left, the title as it is.
 */
export function postingTitle(title: string, employerName: string): string {
  let text = title;
  for (const pattern of unwanted) text = text.replace(pattern, " ");
  const company = employerName.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  text = text.replace(new RegExp(`(?:\\b(?:at|with|for)\\s+)?(?<![\\p{L}\\d])${company}(?![\\p{L}\\d])`, "giu"), " ");
  text = text
    .replace(/\(\s*[,;:|–—-]*\s*\)|\[\s*\]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/(?:\s*[,;:|–—/-]\s*){2,}/g, " – ")
    .replace(/\s+([,;:)])/g, "$1")
    .replace(/^[\s,;:|–—/-]+|[\s,;:|–—/-]+$/g, "")
    .trim();
  return /\p{L}{2}/u.test(text) ? text : title;
}
