const DAY = 86_400_000;

/**
 * The moment a source means, in UTC: ISO dates and the common written ones. A day without a time ends with it where
 * `end` is set (valid through) and begins with it otherwise. Relative ones ("1d", "Posted 30+ days ago") are null: nobody
 * knows when they were written.
 */
export function readDate(text: string, end = false): Date | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:$|T(?=.))/.exec(text);
  const written =
    /^(?:(?:\d{1,2})\/(?:\d{1,2})\/\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})$/.test(text);
  if (!iso && !written && !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/.test(text)) return null;
  const withTime = /\d:\d{2}/.test(text);
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && withTime;
  const time = withTime
    ? Date.parse(zoned ? text : `${text.replace(" ", "T")}Z`)
    : Date.parse(iso ? `${text.slice(0, 10)}T00:00:00Z` : `${text} UTC`);
  if (Number.isNaN(time) || time < Date.UTC(2000) || time > Date.UTC(2100)) return null;
  return new Date(end && !withTime ? time + DAY - 1 : time);
}
