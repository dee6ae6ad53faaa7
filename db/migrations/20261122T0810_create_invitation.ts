import { sql, type Kysely } from "kysely";

/** `open_email` is the address while the invitation is open, so that an address has one open invitation an employer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table invitation (
      id char(22) character set ascii collate ascii_bin not null primary key,
      employer_id char(22) character set ascii collate ascii_bin not null,
      email varchar(254) not null,
      open_email varchar(254) null,
      role varchar(40) character set ascii collate ascii_bin not null,
      state varchar(40) character set ascii collate ascii_bin not null,
      token_hash char(64) character set ascii collate ascii_bin null,
      expires_at datetime(3) not null,
      sends int unsigned not null,
      sent_at datetime(3) not null,
      invited_by char(22) character set ascii collate ascii_bin not null,
      created_at datetime(3) not null,
      updated_at datetime(3) not null,
      unique key invitation_open (employer_id, open_email),
      key invitation_email (open_email),
      key invitation_stale (state, updated_at),
      constraint invitation_employer foreign key (employer_id) references employer (id),
      constraint invitation_invited_by foreign key (invited_by) references account (id),
      constraint invitation_role check (role in ('owner', 'recruiter')),
      constraint invitation_state check (state in ('open', 'accepted', 'declined', 'revoked'))
    ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db);
}
