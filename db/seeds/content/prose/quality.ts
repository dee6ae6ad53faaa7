/** How quality is audited. These need an accuracy; those of the second list do not. */
export const qualityLines = [
  "Accuracy is measured at {accuracy} percent: {audit}.",
  "{audit}. The mark is {accuracy} percent, and a score below it brings help before it brings paper.",
  "We ask for {accuracy} percent, averaged over {a quarter|two months|three audits} and not taken from a single bad week.",
  "You see every finding with its reference, and you may dispute it; about {one in five|one in six|a quarter} of disputes succeed.",
  "The auditor does not know whose chart it is until the score is written.",
  "{accuracy} percent is the line. In your first {ninety days|three months} it is for information only.",
  "How we count: a wrong principal code weighs {three|four} times a missed secondary one, and the sheet is open to all.",
  "Last quarter the group stood at {96.1|96.4|96.8|97.0|97.2} percent against a mark of {accuracy}.",
  "If production and accuracy pull apart, accuracy wins, and your lead will say so in writing.",
  "{audit}. Rebuttals are open for {five|seven|ten} working days.",
  "Findings are talked through by telephone with the auditor, who has {twelve|fifteen|eighteen} years in the field.",
  "We publish the errors of the month without names, and the commonest becomes the next lesson.",
  "{accuracy} percent sounds strict until you see what we do not count: typing slips that an edit catches, and open questions under query.",
  "You are audited {monthly|every six weeks|once a quarter} after the first half year, more often before.",
  "An outside firm checks the auditors once a year; they came out at {97|98} percent.",
  "Two auditors must agree before a finding counts against you.",
  "Sample size is large enough to mean something: never under {twenty|twenty-five|thirty} records.",
];

/** What production means here; these need a production term. */
export const productionLines = [
  "Expected after {ten|twelve|sixteen} weeks: {prod}.",
  "{prod} is the standard. Meetings, training and waits are taken out before anything is divided.",
  "The pace is {prod}, reached by most in the {third|fourth} month and by some in the second.",
  "We look at {prod} over a month, since one hard day says nothing.",
  "{prod}: that is measured from real weeks of the present team, and it is reviewed each January.",
  "Numbers: {prod}. Records that need a second sitting count when they are begun and again when they are done.",
  "Production is {prod}, lowered by a fifth in weeks with a code update.",
  "Nobody is ranked. You see your own figures ({prod} is the aim) and the group's median.",
  "You will find {prod} slow in {March|June|October} and quick in {July|January|August}.",
  "Our figure is {prod}. If you come from a place that asked for more, bring your accuracy along and we will talk.",
  "{prod} assumes the mix described here. If the mix changes, so does the figure.",
];

/** Whether waits are paid; one list for each answer. */
export const downtimePaid = [
  "System downtime is paid and does not count against you.",
  "When the record or the encoder is down, the clock goes on and the target stops.",
  "Waiting for a query costs you nothing: held records leave the count.",
  "You book downtime to its own code, paid at your rate.",
];
export const downtimeUnpaid = [
  "Downtime is not paid under this arrangement; you may take other work from the queue meanwhile.",
  "Waits for the system are not paid, which is why the rate is what it is.",
  "There is no pay for downtime here; in the last year it came to {nine|eleven|fourteen} hours.",
];
