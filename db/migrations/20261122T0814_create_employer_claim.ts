import { sql, type Kysely } from "kysely";

/** `open_account` is the claimant while the claim is open, so that a person has one open claim on an organization. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table employer_claim (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      account_id char(22) character set ascii collate ascii_bin not null,
      open_account char(22) character set ascii collate ascii_bin null,
      work_email varchar(254) not null,
      evidence varchar(2000) not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      role varchar(40) character set ascii collate ascii_bin null,
      reason varchar(2000) not null,
      decided_by char(22) character set ascii collate ascii_bin null,
      decided_at datetime(3) null,
      created_at datetime(3) not null,
      unique key employer_claim_open (employer_id, open_account),
      key employer_claim_state (state, id),
      key employer_claim_account (account_id, id),
      constraint employer_claim_employer foreign key (employer_id) references employer (id),
      constraint employer_claim_account foreign key (account_id) references account (id),
      constraint employer_claim_decided_by foreign key (decided_by) references account (id),
      constraint employer_claim_state check (state in ('open', 'approved', 'rejected', 'withdrawn')),
      constraint employer_claim_role check (role in ('owner', 'recruiter'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
