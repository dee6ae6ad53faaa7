import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId, type RevisionId } from "~/platform/ids.ts";
import type { CodeSet, Ehr, Encoder, JobFunction, Setting, Specialty } from "~/vocabulary/work.ts";
import type { EmploymentType, Perk } from "~/vocabulary/terms.ts";
import { insertQuestions, listQuestions } from "./screening.queries.server.ts";
import type { ExperienceRow, JobContent, Level } from "./job-content.ts";
import { insertSignature } from "./twins/signature.queries.server.ts";

/** Writes `content` as the next revision of the job. A revision is never changed afterwards. @returns its id. */
export async function insertRevision(
  trx: Trx,
  jobId: JobId,
  content: JobContent,
  createdBy: AccountId | null,
): Promise<RevisionId> {
  const id: RevisionId = newId<"revision">();
  const { last, employerId } = await trx
    .selectFrom("job")
    .select(({ selectFrom }) => [
      "employer_id as employerId",
      selectFrom("job_revision")
        .select((select) => select.fn.max("number").as("last"))
        .where("job_id", "=", jobId)
        .as("last"),
    ])
    .where("id", "=", jobId)
    .executeTakeFirstOrThrow();

  await trx
    .insertInto("job_revision")
    .values({
      id,
      job_id: jobId,
      number: (last ?? 0) + 1,
      title: content.title,
      body_source: content.bodySource,
      body_html: content.bodyHtml,
      body_text: content.bodyText,
      mode: content.mode,
      state_reach: content.stateReach,
      us_only: content.usOnly ? 1 : 0,
      pay_min_cents: content.pay?.minCents ?? null,
      pay_max_cents: content.pay?.maxCents ?? null,
      pay_unit: content.pay?.unit ?? null,
      charts_per_hour: content.pay?.chartsPerHour ?? null,
      apprentice: content.apprentice,
      accuracy_percent: content.accuracyPercent,
      audit_method: content.auditMethod,
      downtime_paid: toBit(content.downtimePaid),
      coding_test_minutes: content.codingTest?.minutes ?? null,
      coding_test_paid: toBit(content.codingTest?.paid ?? null),
      ai_share_percent: content.aiSharePercent,
      schedule: content.schedule,
      schedule_note: content.scheduleNote,
      apply_kind: content.apply.kind,
      apply_address:
        content.apply.kind === "url" ? content.apply.url : content.apply.kind === "email" ? content.apply.email : null,
      created_by: createdBy,
      created_at: now(),
    })
    .execute();

  const revision_id = id;
  const facets = [
    ...content.functions.map((code) => ({ facet: "function" as const, code, level: null })),
    ...content.settings.map((code) => ({ facet: "setting" as const, code, level: null })),
    ...content.specialties.map((code) => ({ facet: "specialty" as const, code, level: null })),
    ...content.codeSets.map((code) => ({ facet: "codeset" as const, code, level: null })),
    ...content.employmentTypes.map((code) => ({ facet: "type" as const, code, level: null })),
    ...content.perks.map((code) => ({ facet: "perk" as const, code, level: null })),
    ...content.ehrs.map(({ code, level }) => ({ facet: "ehr" as const, code, level })),
    ...content.encoders.map(({ code, level }) => ({ facet: "encoder" as const, code, level })),
  ];
  if (facets.length)
    await trx
      .insertInto("revision_facet")
      .values(facets.map((facet, position) => ({ revision_id, position, ...facet })))
      .execute();
  if (content.locations.length)
    await trx
      .insertInto("revision_location")
      .values(content.locations.map((location, position) => ({ revision_id, position, ...location })))
      .execute();
  if (content.states.length)
    await trx
      .insertInto("revision_state")
      .values(content.states.map((state) => ({ revision_id, state })))
      .execute();
  if (content.credentialGroups.length) {
    await trx
      .insertInto("revision_credential_group")
      .values(
        content.credentialGroups.map(({ how, level, inLieu }, position) => ({
          revision_id,
          position,
          how,
          level,
          in_lieu: inLieu,
        })),
      )
      .execute();
    await trx
      .insertInto("revision_credential")
      .values(
        content.credentialGroups.flatMap((group, group_position) =>
          [...new Set(group.codes)].map((code, position) => ({ revision_id, group_position, position, code })),
        ),
      )
      .execute();
  }
  if (content.experience.length)
    await trx
      .insertInto("revision_experience")
      .values(
        content.experience.map(({ years, countedIn, code }, position) => ({
          revision_id,
          position,
          years,
          counted_in: countedIn,
          code,
        })),
      )
      .execute();
  if (content.production.length)
    await trx
      .insertInto("revision_production")
      .values(
        content.production.map(({ amount, recordType, period }, position) => ({
          revision_id,
          position,
          amount,
          record_type: recordType,
          period,
        })),
      )
      .execute();
  await insertQuestions(trx, id, content.questions);
  await insertSignature(trx, { id, jobId, employerId, bodyText: content.bodyText });
  return id;
}

/** The contents of the revisions that exist, by id: nine queries however many there are. */
export async function listContents(db: Db | Trx, ids: readonly RevisionId[]): Promise<Map<RevisionId, JobContent>> {
  if (ids.length === 0) return new Map();
  const [revisions, facets, locations, states, groups, credentials, experience, production, questions] =
    await Promise.all([
      db.selectFrom("job_revision").selectAll().where("id", "in", ids).execute(),
      db.selectFrom("revision_facet").selectAll().where("revision_id", "in", ids).orderBy("position").execute(),
      db.selectFrom("revision_location").selectAll().where("revision_id", "in", ids).orderBy("position").execute(),
      db.selectFrom("revision_state").selectAll().where("revision_id", "in", ids).orderBy("state").execute(),
      db
        .selectFrom("revision_credential_group")
        .selectAll()
        .where("revision_id", "in", ids)
        .orderBy("position")
        .execute(),
      db.selectFrom("revision_credential").selectAll().where("revision_id", "in", ids).orderBy("position").execute(),
      db.selectFrom("revision_experience").selectAll().where("revision_id", "in", ids).orderBy("position").execute(),
      db.selectFrom("revision_production").selectAll().where("revision_id", "in", ids).orderBy("position").execute(),
      listQuestions(db, ids),
    ]);

  const contents = new Map<RevisionId, JobContent>();
  for (const row of revisions) {
    contents.set(row.id, {
      title: row.title,
      bodySource: row.body_source,
      bodyHtml: row.body_html,
      bodyText: row.body_text,
      functions: [],
      settings: [],
      specialties: [],
      codeSets: [],
      ehrs: [],
      encoders: [],
      employmentTypes: [],
      mode: row.mode,
      locations: [],
      stateReach: row.state_reach,
      states: [],
      usOnly: row.us_only === 1,
      pay:
        row.pay_min_cents === null || row.pay_max_cents === null || row.pay_unit === null
          ? null
          : {
              minCents: row.pay_min_cents,
              maxCents: row.pay_max_cents,
              unit: row.pay_unit,
              chartsPerHour: row.charts_per_hour,
            },
      perks: [],
      apprentice: row.apprentice,
      credentialGroups: [],
      experience: [],
      production: [],
      accuracyPercent: row.accuracy_percent,
      auditMethod: row.audit_method,
      downtimePaid: fromBit(row.downtime_paid),
      codingTest:
        row.coding_test_minutes === null
          ? null
          : { minutes: row.coding_test_minutes, paid: fromBit(row.coding_test_paid) },
      aiSharePercent: row.ai_share_percent,
      schedule: row.schedule,
      scheduleNote: row.schedule_note,
      apply:
        row.apply_kind === "url"
          ? { kind: "url", url: row.apply_address! }
          : row.apply_kind === "email"
            ? { kind: "email", email: row.apply_address! }
            : { kind: "board" },
      questions: questions.get(row.id) ?? [],
    });
  }
  for (const { revision_id, facet, code, level } of facets) {
    const content = contents.get(revision_id)!;
    switch (facet) {
      case "function":
        content.functions.push(code as JobFunction);
        break;
      case "setting":
        content.settings.push(code as Setting);
        break;
      case "specialty":
        content.specialties.push(code as Specialty);
        break;
      case "codeset":
        content.codeSets.push(code as CodeSet);
        break;
      case "type":
        content.employmentTypes.push(code as EmploymentType);
        break;
      case "perk":
        content.perks.push(code as Perk);
        break;
      case "ehr":
        content.ehrs.push({ code: code as Ehr, level: level as Level });
        break;
      case "encoder":
        content.encoders.push({ code: code as Encoder, level: level as Level });
        break;
    }
  }
  for (const { revision_id, position: _, ...location } of locations)
    contents.get(revision_id)!.locations.push(location);
  for (const { revision_id, state } of states) contents.get(revision_id)!.states.push(state);
  for (const { revision_id, how, level, in_lieu } of groups)
    contents.get(revision_id)!.credentialGroups.push({ how, level, codes: [], inLieu: in_lieu });
  for (const { revision_id, group_position, code } of credentials)
    contents.get(revision_id)!.credentialGroups[group_position]!.codes.push(code);
  for (const { revision_id, years, counted_in, code } of experience)
    contents.get(revision_id)!.experience.push({ years, countedIn: counted_in, code } as ExperienceRow);
  for (const { revision_id, amount, record_type, period } of production)
    contents.get(revision_id)!.production.push({ amount, recordType: record_type, period });
  return contents;
}

function toBit(value: boolean | null): 0 | 1 | null {
  return value === null ? null : value ? 1 : 0;
}

function fromBit(value: 0 | 1 | null): boolean | null {
  return value === null ? null : value === 1;
}
