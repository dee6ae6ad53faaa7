import { stem } from "./tokenize.ts";

/** What every English sentence is made of. */
const functionWords =
  "a about after again all also an and any are as at be because been before both but by can could day did do does down each for from get go had has have he her his how i if in into is it its just like made make many may me more most must my need new no not now of off on one only or other our out over own per part she should so some such take than that the their them then there these they this time to two under up us use was we were what when where which while who will with within would year you your";

/**
 * The field's own, chosen by hand: most stand in three of ten jobs of the bench's corpus or more (tests/load/corpus.ts),
 * the others are those that job postings of the field are full of. Numbers are left out, and some as frequent that are
 * rarely quoted. What is here decides how fast a phrase is found and how much memory its pairs take, never what is found.
 */
const fieldWords =
  "accord accurate account anatomy answer appeal application apply ask assign assist benefit bill billing bring care case ceu certified chart claim clinic clinical clinician code coder coding company compliance count cpt data dental denial department diagnosis disability document documentation due edit emergency employer employee ensure equal equipment everything experience facility file first full guideline hcpcs health healthcare high hire hold hospital hour icd-10-cm include inform information inpatient insurance keep knowledge law lead license list long management manager medical medicine meet miss mix month necessary note offer office official open operative opportunity order outpatient own paid patient pay payer people perform physician physiology plan posit position practice procedure process product professional protect provide provider qualification qualified quality query question queue rate read record regulation report require requirement response responsibility review risk role rule schedule school send service set short skill software specialist specialty staff standard start state status supply support surgery system team terminology test three train training typical typically update verify vision week work write";

const numbers = new Map<string, number>();
for (const word of `${functionWords} ${fieldWords}`.split(" ")) {
  const own = stem(word);
  if (!numbers.has(own)) numbers.set(own, numbers.size);
}

/** How many stems are common. */
export const COMMON = numbers.size;

/** The number, below `COMMON`, of a stem that is too common to be looked for place by place; -1 for all others. */
export function commonNumber(wordStem: string | undefined): number {
  return (wordStem !== undefined ? numbers.get(wordStem) : undefined) ?? -1;
}
