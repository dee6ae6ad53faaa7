import { sql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      slug varchar(200) character set ascii collate ascii_bin not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      version int unsigned not null,
      approved_revision_id char(22) character set ascii collate ascii_bin null,
      pending_revision_id char(22) character set ascii collate ascii_bin null,
      origin varchar(40) character set ascii collate ascii_bin not null,
      source_key varchar(190) null,
      source_url varchar(1000) null,
      source_hash char(64) character set ascii collate ascii_bin null,
      posted_at datetime(3) null,
      expires_at datetime(3) null,
      confirmed_at datetime(3) null,
      featured_until datetime(3) null,
      over_at datetime(3) null,
      created_by char(22) character set ascii collate ascii_bin null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key job_slug (slug),
      unique key job_source (source_key),
      key job_employer (employer_id, state),
      key job_state (state, expires_at),
      constraint job_employer foreign key (employer_id) references employer (id),
      constraint job_state check (state in ('draft', 'submitted', 'changes_requested', 'approved', 'payment_needed', 'live', 'suspended', 'filled', 'closed', 'expired', 'rejected')),
      constraint job_origin check (origin in ('employer', 'import')),
      constraint job_live check (state <> 'live' or (approved_revision_id is not null and posted_at is not null and expires_at is not null and confirmed_at is not null))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
