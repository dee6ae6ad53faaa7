import { withRowIds } from "./edit-post-rows.ts";
import type { JobContent } from "./job-content.ts";
import { writeMoney } from "./post-amounts.ts";
import type { PostForm, QuestionRow } from "./post-form.ts";
import type { ScreeningQuestion } from "./screening.ts";

/**
 * The form that gives `content` when it is judged: for a job that is duplicated, or whose draft is gone. What an outside
 * source did not state stays open.
 */
export function formFromContent(content: JobContent): PostForm {
  const { pay, codingTest, apply } = content;
  const statedOf = <Code extends string>(code: Code) => (code === "not-stated" ? undefined : code);
  const yesNo = (value: boolean | null) => (value === null ? undefined : value ? "yes" : "no");
  const text = (value: number | string | null) => (value === null ? undefined : String(value));
  const form: PostForm = {
    title: content.title,
    functions: content.functions,
    settings: content.settings,
    specialties: content.specialties,
    types: content.employmentTypes.filter((type) => type !== "not-stated"),
    mode: statedOf(content.mode),
    places: content.locations.map((location) => ({ text: location.label })),
    reach: statedOf(content.stateReach),
    states: content.states,
    usOnly: content.usOnly ? "on" : undefined,
    body: content.bodySource,
    payMin: pay ? writeMoney(pay.minCents) : undefined,
    payMax: pay ? writeMoney(pay.maxCents) : undefined,
    payUnit: pay?.unit,
    chartsPerHour: text(pay?.chartsPerHour ?? null),
    perks: content.perks,
    groups: content.credentialGroups.map(({ inLieu, ...group }) => ({ ...group, ...(inLieu ? { inLieu } : {}) })),
    noCredential: content.credentialGroups.length ? undefined : "on",
    apprentice: statedOf(content.apprentice),
    experience: content.experience.map((row) => ({ years: String(row.years), in: `${row.countedIn}:${row.code}` })),
    codeSets: content.codeSets,
    ehrs: content.ehrs,
    encoders: content.encoders,
    production: content.production.map((row) => ({ ...row, amount: String(row.amount) })),
    accuracy: text(content.accuracyPercent),
    auditMethod: content.auditMethod ?? undefined,
    downtime: yesNo(content.downtimePaid),
    test: codingTest ? yesNo(codingTest.minutes > 0) : undefined,
    testMinutes: codingTest?.minutes ? String(codingTest.minutes) : undefined,
    testPaid: codingTest ? yesNo(codingTest.paid) : undefined,
    aiShare: text(content.aiSharePercent),
    schedule: content.schedule ?? undefined,
    scheduleNote: content.scheduleNote ?? undefined,
    apply: apply.kind,
    applyUrl: apply.kind === "url" ? apply.url : undefined,
    applyEmail: apply.kind === "email" ? apply.email : undefined,
    questions: content.questions.map(questionRow),
  };
  return withRowIds(JSON.parse(JSON.stringify(form)) as PostForm);
}

function questionRow(question: ScreeningQuestion): QuestionRow {
  const { text, hint, kind, required } = question;
  return {
    text,
    kind,
    ...(hint === null ? {} : { hint }),
    ...(required ? { required: "on" } : {}),
    ...(question.kind === "yes-no" && question.expects ? { expects: question.expects } : {}),
    ...(question.kind === "choice" ? { choices: question.choices.join("\n"), accepted: question.accepted } : {}),
    ...(question.kind === "number" && question.least !== null ? { least: String(question.least) } : {}),
    ...(question.kind === "number" && question.most !== null ? { most: String(question.most) } : {}),
  };
}
