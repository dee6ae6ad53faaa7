import { setTimeout as pause } from "node:timers/promises";
import mysql from "mysql2/promise";
import type { Database } from "#db/schema/index.ts";
import type { Corpus, CorpusJob } from "./corpus.ts";

const BATCH = 250;

/** Called after each batch with how many jobs are written. */
export type Report = (jobs: number) => void;

/**
 * Writes a corpus into an empty, migrated database in big batches: the rows that the board itself has for a live job,
 * without those of the people around it (authors, terms, audit, feed).
 */
export async function insertCorpus(databaseUrl: string, corpus: Corpus, report: Report = () => {}): Promise<void> {
  const connection = await mysql.createConnection({ uri: databaseUrl, timezone: "Z", charset: "utf8mb4_unicode_ci" });
  try {
    await connection.query("set session foreign_key_checks = 0, unique_checks = 0, time_zone = '+00:00'");
    const insert = async ({ table, columns, rows }: TableRows) => {
      if (rows.length) await connection.query("insert into ?? (??) values ?", [table, columns, rows]);
    };

    for (let at = 0; at < corpus.employers.length; at += BATCH)
      await insert(
        rowsOf(
          "employer",
          ["id", "slug", "name", "website", "about", "verification", "created_at", "updated_at"],
          corpus.employers
            .slice(at, at + BATCH)
            .map(({ id, slug, name, about, verification }) => [
              id,
              slug,
              name,
              `https://${slug}.example`,
              about,
              verification,
              new Date(0),
              new Date(0),
            ]),
        ),
      );

    let batch: CorpusJob[] = [];
    let written = 0;
    // The server works on one batch while the next one is made.
    let writing: Promise<void> = Promise.resolve();
    const flush = async () => {
      await writing;
      const jobs = batch;
      batch = [];
      writing = (async () => {
        await connection.beginTransaction();
        for (const rows of tablesOf(jobs)) await insert(rows);
        await connection.commit();
        report((written += jobs.length));
      })();
      writing.catch(() => {});
      await pause(0);
    };
    for (const job of corpus.jobs()) {
      batch.push(job);
      if (batch.length % 25 === 0) await pause(0);
      if (batch.length === BATCH) await flush();
    }
    await flush();
    await writing;
  } finally {
    await connection.end();
  }
}

type TableRows = { table: string; columns: readonly string[]; rows: unknown[][] };

/** Names columns that the table really has. */
function rowsOf<Table extends keyof Database>(
  table: Table,
  columns: readonly (keyof Database[Table] & string)[],
  rows: unknown[][],
): TableRows {
  return { table, columns, rows };
}

function tablesOf(jobs: readonly CorpusJob[]): TableRows[] {
  const each = (rows: (job: CorpusJob, content: CorpusJob["content"]) => unknown[][]) =>
    jobs.flatMap((job) => rows(job, job.content));
  return [
    rowsOf(
      "job",
      [
        "id",
        "employer_id",
        "slug",
        "state",
        "version",
        "approved_revision_id",
        "origin",
        "posted_at",
        "expires_at",
        "confirmed_at",
        "featured_until",
        "created_at",
        "updated_at",
      ],
      each((job) => [
        [
          job.id,
          job.employer.id,
          job.slug,
          "live",
          3,
          job.revisionId,
          "employer",
          job.postedAt,
          job.expiresAt,
          job.confirmedAt,
          job.featuredUntil,
          job.postedAt,
          job.confirmedAt,
        ],
      ]),
    ),
    rowsOf(
      "job_revision",
      [
        "id",
        "job_id",
        "number",
        "title",
        "body_source",
        "body_html",
        "body_text",
        "mode",
        "state_reach",
        "us_only",
        "pay_min_cents",
        "pay_max_cents",
        "pay_unit",
        "charts_per_hour",
        "apprentice",
        "accuracy_percent",
        "audit_method",
        "downtime_paid",
        "coding_test_minutes",
        "coding_test_paid",
        "ai_share_percent",
        "schedule",
        "schedule_note",
        "apply_kind",
        "apply_address",
        "created_at",
      ],
      each((job, content) => [
        [
          job.revisionId,
          job.id,
          1,
          content.title,
          content.bodySource,
          content.bodyHtml,
          content.bodyText,
          content.mode,
          content.stateReach,
          content.usOnly ? 1 : 0,
          content.pay?.minCents ?? null,
          content.pay?.maxCents ?? null,
          content.pay?.unit ?? null,
          content.pay?.chartsPerHour ?? null,
          content.apprentice,
          content.accuracyPercent,
          content.auditMethod,
          bit(content.downtimePaid),
          content.codingTest?.minutes ?? null,
          bit(content.codingTest?.paid ?? null),
          content.aiSharePercent,
          content.schedule,
          content.scheduleNote,
          content.apply.kind,
          "url" in content.apply ? content.apply.url : "email" in content.apply ? content.apply.email : null,
          job.postedAt,
        ],
      ]),
    ),
    rowsOf(
      "revision_location",
      ["revision_id", "position", "label", "city", "state", "zip", "latitude", "longitude"],
      each((job, { locations }) =>
        locations.map(({ label, city, state, zip, latitude, longitude }, position) => [
          job.revisionId,
          position,
          label,
          city,
          state,
          zip,
          latitude,
          longitude,
        ]),
      ),
    ),
    rowsOf(
      "revision_state",
      ["revision_id", "state"],
      each((job, { states }) => states.map((state) => [job.revisionId, state])),
    ),
    rowsOf(
      "revision_facet",
      ["revision_id", "position", "facet", "code", "level"],
      each((job, content) =>
        [
          ...content.functions.map((code) => ["function", code, null]),
          ...content.settings.map((code) => ["setting", code, null]),
          ...content.specialties.map((code) => ["specialty", code, null]),
          ...content.codeSets.map((code) => ["codeset", code, null]),
          ...content.employmentTypes.map((code) => ["type", code, null]),
          ...content.perks.map((code) => ["perk", code, null]),
          ...content.ehrs.map(({ code, level }) => ["ehr", code, level]),
          ...content.encoders.map(({ code, level }) => ["encoder", code, level]),
        ].map(([facet, code, level], position) => [job.revisionId, position, facet, code, level]),
      ),
    ),
    rowsOf(
      "revision_credential_group",
      ["revision_id", "position", "how", "level", "in_lieu"],
      each((job, { credentialGroups }) =>
        credentialGroups.map(({ how, level, inLieu }, position) => [job.revisionId, position, how, level, inLieu]),
      ),
    ),
    rowsOf(
      "revision_credential",
      ["revision_id", "group_position", "position", "code"],
      each((job, { credentialGroups }) =>
        credentialGroups.flatMap(({ codes }, group) =>
          [...new Set(codes)].map((code, position) => [job.revisionId, group, position, code]),
        ),
      ),
    ),
    rowsOf(
      "revision_experience",
      ["revision_id", "position", "years", "counted_in", "code"],
      each((job, { experience }) =>
        experience.map(({ years, countedIn, code }, position) => [job.revisionId, position, years, countedIn, code]),
      ),
    ),
    rowsOf(
      "revision_production",
      ["revision_id", "position", "amount", "record_type", "period"],
      each((job, { production }) =>
        production.map(({ amount, recordType, period }, position) => [
          job.revisionId,
          position,
          amount,
          recordType,
          period,
        ]),
      ),
    ),
  ];
}

const bit = (value: boolean | null) => (value === null ? null : value ? 1 : 0);
