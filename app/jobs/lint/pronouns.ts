/** `He will`, `her duties`; not `he or she will` nor `(s)he`. */
const pronoun =
  /(?<!\b(?:or|and) |[/(])\b(?:(?:he|she) (?:will|must|should|shall|has to|needs to|is (?:responsible|expected|required)|codes|reviews|audits|reports|works)|(?:his|her) (?:duties|responsibilities|tasks|supervisor|work week))\b/i;
const jobWords =
  /^(?:The|A|An|Our|Your|This|In|At|For|We|You|It|Medical|Clinical|Remote|Senior|Junior|Lead|Certified|Inpatient|Outpatient|Facility|Professional|Profee|Risk|Revenue|Health|Home|Emergency|Surgery|Surgical|Coding|Coder|Biller|Billing|Auditor|Specialist|Manager|Supervisor|Director|Analyst|Educator|Trainer|Registrar|Compliance|Quality|Denials?|Charge|Information|Department|Team)$/;

/** Whether a person is named before: `Dana Whitlock`, `Dr. Ames`; not `The Inpatient Coder`. */
function namesPerson(text: string): boolean {
  if (/\b(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z]/.test(text)) return true;
  for (const [, first = "", second = ""] of text.matchAll(/\b([A-Z][a-z]+) (?=([A-Z][a-z]+)\b)/g))
    if (!jobWords.test(first) && !jobWords.test(second)) return true;
  return false;
}

/**
 * A pronoun by which the person sought is `he` or `she` (29 CFR § 1604.5). One that speaks of a colleague who is named in
 * the sentence or in the words `before` is not meant.
 */
export function findPronoun(sentence: string, before: string): RegExpExecArray | undefined {
  const match = pronoun.exec(sentence);
  return match && !namesPerson(`${before} ${sentence.slice(0, match.index)}`) ? match : undefined;
}
