import type { Database } from "#db/schema/index.ts";

export type TableName = keyof Database;

/** Which rows of a table are a person's: those with their id (or address) in a column, or that belong to such a row. */
export type Rows = { column: string; is?: "account" | "email" } | { column: string; in: TableName; key?: string };

/** What is handed out of a person's rows: each column with what it says, under its name in camel case. */
export type Exported = {
  /** The name of the list in the document. */
  as: string;
  about: string;
  columns: Record<string, string>;
  /** The column with the id of an employer or a job whose name is handed out as well. */
  names?: { employer?: string; job?: string };
};

/** What becomes of a person's rows when they delete their account. */
export type Erased =
  | "delete"
  /** These columns are overwritten at once. */
  | { blank: Record<string, string | number | null>; why: string }
  /** They stay till the retention of applications is over. */
  | { retention: string }
  /** They hold nothing of a person but an id that is nobody's by then. */
  | { keep: string };

/** Columns that tell who did something: after the deletion the id of nobody. */
type By = string[];

export type PersonTable =
  /** Nothing in it is a person's; why. */
  { nothing: string; by?: By } | { rows: Rows[]; export: Exported | { not: string }; erase: Erased; by?: By };

const ofAccount: Rows[] = [{ column: "account_id" }];
const ofApplication: Rows[] = [{ column: "application_id", in: "application" }];
const organization = "An organization's, not a person's";
const staff = "A decision of staff: ids and codes, and words about a job or an employer";
const ofRevision: PersonTable = { nothing: "The content of a posted job" };
const secret = { not: "Nothing of it can be read: hashes, which work for a while" };
const money = "Tax law asks for it; the organization's, with the id of who ordered";

/**
 * Every table of the database: whose rows it holds, what of them a person takes away with "download everything", and what
 * becomes of them when the account is deleted. A table that is not here does not compile, a column that refers to an
 * account and is not named here fails a test, and so does text of a deleted person that is found anywhere.
 *
 * In the order in which rows may be deleted: those first that others do not point to.
 */
export const personTables: Record<TableName, PersonTable> = {
  // Alerts, and who looked
  alert_match: {
    rows: [{ column: "alert_id", in: "alert" }],
    export: {
      as: "alertJobs",
      about: "Jobs that came up for your alerts",
      columns: { alert_id: "The alert", at: "When it came up", done: "Whether it was mailed" },
      names: { job: "job_id" },
    },
    erase: "delete",
  },
  alert_link: { rows: [{ column: "alert_id", in: "alert" }], export: secret, erase: "delete" },
  alert: {
    rows: [...ofAccount, { column: "email", is: "email" }],
    export: {
      as: "alerts",
      about: "Your alerts",
      columns: {
        id: "The alert",
        search: "The search, as parameters of an address",
        frequency: "How often it is mailed",
        zone: "In which time zone",
        state: "How it stands",
        paused_why: "Why it is paused",
        since: "From when on jobs are new to it",
        sent_at: "When it was last mailed",
        created_at: "When it was made",
        updated_at: "When it last changed",
      },
    },
    erase: "delete",
  },
  alert_counter: { nothing: "Numbers" },
  mail_event: { nothing: "That some mail came back, by the sender's own id" },
  candidate_look: {
    rows: [{ column: "sight_id", in: "candidate_sight" }],
    export: {
      as: "looks",
      about: "How often an employer came upon your profile on a day",
      columns: {
        sight_id: "Who looked, by the id in lookers",
        day: "The day, in days since 1970 (UTC)",
        appeared: "How often it found you",
        opened: "How often it opened the profile",
      },
    },
    erase: "delete",
  },
  candidate_sight: {
    rows: ofAccount,
    export: {
      as: "lookers",
      about: "Employers that have seen your profile",
      columns: { id: "The id of it in looks", created_at: "Since when" },
      names: { employer: "employer_id" },
    },
    erase: "delete",
  },
  candidate_contact: {
    rows: ofAccount,
    export: {
      as: "contacts",
      about: "What employers wrote to you",
      columns: {
        message: "What it wrote",
        state: "What you answered",
        resume_file_id: "The résumé you shared, by its id in files",
        created_at: "When it wrote",
        answered_at: "When you answered",
        erased_at: "When its words were erased",
      },
      names: { employer: "employer_id", job: "job_id" },
    },
    erase: "delete",
    by: ["sender_id"],
  },

  // What a seeker says of themselves
  profile_block: {
    rows: ofAccount,
    export: {
      as: "blockedEmployers",
      about: "Employers that never see your profile",
      columns: { created_at: "When you blocked it" },
      names: { employer: "employer_id" },
    },
    erase: "delete",
  },
  profile_choice: {
    rows: ofAccount,
    export: {
      as: "profileChoices",
      about: "Systems you know, and the work you look for",
      columns: { facet: "What it is a choice of", code: "The choice" },
    },
    erase: "delete",
  },
  profile_state: {
    rows: ofAccount,
    export: {
      as: "profileStates",
      about: "States you commute or move to",
      columns: { kind: "Whether you commute or move", state: "The state" },
    },
    erase: "delete",
  },
  profile_experience: {
    rows: ofAccount,
    export: {
      as: "profileExperience",
      about: "Years of experience",
      columns: { counted_in: "Whether a setting or a specialty", code: "Which", years: "How many years" },
    },
    erase: "delete",
  },
  profile_credential: {
    rows: ofAccount,
    export: {
      as: "profileCredentials",
      about: "Credentials",
      columns: {
        code: "The credential",
        apprentice: "1: with apprentice status",
        number: "Its id",
        expires_on: "The day it expires",
        created_at: "When you added it",
      },
    },
    erase: "delete",
  },
  profile: {
    rows: ofAccount,
    export: {
      as: "profile",
      about: "The rest of your profile",
      columns: {
        home_state: "Where you live",
        practicode: "1: Practicode is done",
        moves_anywhere: "1: you would move anywhere",
        pay_min_cents: "The least pay you look for, in US cents",
        pay_unit: "What it is paid for",
        visibility: "Who may see it",
        created_at: "When you began it",
        updated_at: "When you last changed it",
      },
    },
    erase: "delete",
  },

  // Saved jobs, and what is kept for the next application
  saved_job: {
    rows: ofAccount,
    export: {
      as: "savedJobs",
      about: "Jobs you saved",
      columns: { created_at: "When you saved it", noted_at: "When we told you that it ends" },
      names: { job: "job_id" },
    },
    erase: "delete",
  },
  saved_job_silence: {
    rows: ofAccount,
    export: {
      as: "noMailAboutSavedJobs",
      about: "That you want no mail about saved jobs",
      columns: { created_at: "When you said so" },
    },
    erase: "delete",
  },
  away_application: {
    rows: ofAccount,
    export: {
      as: "applicationsElsewhere",
      about: "Jobs for which you applied elsewhere",
      columns: { created_at: "When you said so" },
      names: { job: "job_id" },
    },
    erase: "delete",
  },
  remembered_answer: {
    rows: ofAccount,
    export: {
      as: "rememberedAnswers",
      about: "Answers kept for the next application",
      columns: { kind: "What kind of question", question: "The question", answer: "Your answer", updated_at: "When" },
    },
    erase: "delete",
  },
  stored_resume: {
    rows: ofAccount,
    export: {
      as: "keptResume",
      about: "The résumé kept for the next application",
      columns: { file_id: "The file", created_at: "Since when" },
    },
    erase: "delete",
  },
  guest_application: {
    rows: [{ column: "email", is: "email" }],
    export: {
      as: "unconfirmedApplications",
      about: "Applications sent with your address, without signing in, that nobody has confirmed",
      columns: {
        name: "The name in it",
        letter: "The letter",
        answers: "The answers, as JSON",
        created_at: "When",
        expires_at: "When it goes",
      },
      names: { job: "job_id" },
    },
    erase: "delete",
  },

  // Applications
  application_assignee: { nothing: "Which member of an employer an applicant was handed to", by: ["account_id"] },
  application_note: {
    rows: ofApplication,
    export: { not: "The employer's own words; ask it for them" },
    erase: { retention: "The employer's record of the application" },
    by: ["author_id"],
  },
  application_answer: {
    rows: ofApplication,
    export: {
      as: "applicationAnswers",
      about: "Your answers to the employers' questions",
      columns: { application_id: "The application", question: "What was asked", answer: "What you answered" },
    },
    erase: { retention: "The employer's record of the application" },
  },
  application_event: {
    rows: ofApplication,
    export: {
      as: "applicationHistory",
      about: "The states of your applications",
      columns: {
        application_id: "The application",
        from_state: "The state before",
        to_state: "The state after",
        side: "Who moved it",
        message: "What the employer wrote to you with it",
        created_at: "When",
      },
    },
    erase: { retention: "States and times stay, which the employer's counts are made of; messages go" },
    by: ["actor_account_id"],
  },
  resume_text: {
    rows: [{ column: "file_id", in: "file" }],
    export: {
      as: "resumeTexts",
      about: "The words of your résumés, as employers read them",
      columns: { file_id: "The file", body: "Its words", pages: "Its pages" },
    },
    erase: { retention: "Goes with its résumé" },
  },
  application: {
    rows: ofAccount,
    export: {
      as: "applications",
      about: "Your applications. The letters are in the folder letters too, the résumés in files",
      columns: {
        id: "The application",
        state: "How it stands",
        name: "Your name when you sent it",
        email: "Your address when you sent it",
        letter: "Your letter",
        resume_file_id: "Your résumé, by its id in files",
        created_at: "When you sent it",
        updated_at: "When it last changed",
        erased_at: "When its personal data was erased",
      },
      names: { job: "job_id" },
    },
    erase: { retention: "Sent to the employer, who must keep it for at least a year (29 CFR 1602.14)" },
  },
  file: {
    rows: ofAccount,
    export: {
      as: "files",
      about: "Files that you sent us; those of yours are in the folder files, named by their id",
      columns: {
        id: "The file",
        purpose: "What it is for",
        state: "pending: not sent yet; kept; erased",
        name: "Its name",
        media_type: "Its type",
        bytes: "Its size",
        sha256: "Its SHA-256",
        created_at: "When it came",
      },
    },
    erase: { retention: "Erased at once, but for résumés of applications: those go with the last of them" },
  },

  // Reports and appeals
  report: {
    rows: [...ofAccount, { column: "email", is: "email" }],
    export: {
      as: "reports",
      about: "What you reported to us",
      columns: {
        reason: "Why",
        body: "What you wrote",
        name: "The name you gave",
        basis: "Of a takedown request: your right",
        material: "Of a takedown request: what it is about",
        created_at: "When",
        updated_at: "When you last added to it",
      },
    },
    erase: {
      blank: { account_id: null, email: null, email_token_hash: null, name: null },
      why: "What was reported belongs to its case; it is nobody's from then on",
    },
  },
  appeal: {
    rows: ofAccount,
    export: {
      as: "appeals",
      about: "Appeals you wrote for your organization",
      columns: {
        matter: "Against what",
        body: "What you wrote",
        state: "What came of it",
        reason: "What the moderator wrote",
        created_at: "When",
        decided_at: "When it was decided",
      },
    },
    erase: { keep: "The organization's; who wrote it is nobody by then" },
    by: ["decided_by"],
  },
  report_case: { nothing: staff, by: ["decided_by"] },
  sanction: { nothing: staff, by: ["imposed_by", "ended_by"] },
  moderation_decision: { nothing: staff, by: ["moderator_id", "undone_by"] },
  reading: { nothing: "Which moderator reads which job just now", by: ["moderator_id"] },

  // Organizations
  employer_claim: {
    rows: ofAccount,
    export: {
      as: "claims",
      about: "Organizations you said you belong to",
      columns: {
        work_email: "Your address there",
        evidence: "What you wrote",
        state: "What came of it",
        role: "As what",
        reason: "What the moderator wrote",
        created_at: "When",
        decided_at: "When it was decided",
      },
      names: { employer: "employer_id" },
    },
    erase: "delete",
    by: ["decided_by", "open_account"],
  },
  invitation: {
    rows: [{ column: "email", is: "email" }],
    export: {
      as: "invitations",
      about: "Invitations to organizations, to your address",
      columns: { role: "As what", state: "What came of it", sent_at: "When it was sent" },
      names: { employer: "employer_id" },
    },
    erase: "delete",
    by: ["invited_by"],
  },
  domain_code: {
    rows: [{ column: "email", is: "email" }],
    export: {
      as: "verificationCodes",
      about: "Codes to your address, to verify an organization",
      columns: { domain: "The domain", sent_at: "When it was sent" },
      names: { employer: "employer_id" },
    },
    erase: "delete",
  },
  domain_proof: { nothing: organization },
  member: {
    rows: ofAccount,
    export: {
      as: "memberships",
      about: "Organizations you belong to",
      columns: { role: "As what", created_at: "Since when" },
      names: { employer: "employer_id" },
    },
    erase: "delete",
  },
  employer: { nothing: organization },

  // Jobs
  job_answer_link: { rows: ofAccount, export: secret, erase: "delete" },
  job_draft: { nothing: organization, by: ["updated_by"] },
  job_template: { nothing: organization, by: ["updated_by"] },
  job: { nothing: organization, by: ["created_by"] },
  job_revision: { nothing: "What a job said, which stays public after it is over", by: ["created_by"] },
  apply_link: { nothing: "Whether web addresses of jobs can be reached" },
  revision_signature: ofRevision,
  job_band: ofRevision,
  revision_location: ofRevision,
  revision_state: ofRevision,
  revision_facet: ofRevision,
  revision_credential_group: ofRevision,
  revision_credential: ofRevision,
  revision_experience: ofRevision,
  revision_production: ofRevision,
  revision_question: ofRevision,
  revision_question_choice: ofRevision,
  term: { nothing: "For which days a job was live" },
  import_permission: { nothing: staff, by: ["admin_id"] },
  import_row: { nothing: organization, by: ["by_account_id"] },
  import_posting: { nothing: organization },
  import_run: { nothing: organization, by: ["started_by"] },
  import_source: { nothing: organization, by: ["created_by"] },

  // Money
  order: {
    rows: [{ column: "created_by" }],
    export: {
      as: "orders",
      about: "Orders you placed for organizations",
      columns: {
        plan_name: "What was ordered",
        state: "How it stands",
        amount_cents: "Its price in US cents",
        total_cents: "What was paid in US cents",
        created_at: "When",
      },
      names: { employer: "employer_id" },
    },
    erase: { keep: money },
  },
  subscription_mirror: { nothing: money, by: ["created_by"] },
  credit_ledger: { nothing: money, by: ["actor_account_id"] },
  refund: { nothing: money, by: ["actor_account_id"] },
  plan: { nothing: "What is sold" },
  billing_customer: { nothing: organization },
  plan_use: { nothing: organization },
  stripe_event: { nothing: "Stripe's messages about orders; deleted after the set time" },
  fulfilment: { nothing: organization },
  receipt: { nothing: "The organization's books" },
  dispute: { nothing: "Stripe's word about a payment" },

  // The account itself
  session: {
    rows: ofAccount,
    export: {
      as: "sessions",
      about: "Where you are signed in",
      columns: {
        user_agent: "The browser, as it names itself",
        created_at: "Since when",
        expires_at: "Until when, at most",
        factor_at: "When it last gave a code",
        password_at: "When it last gave the password again",
      },
    },
    erase: "delete",
  },
  account_token: { rows: ofAccount, export: secret, erase: "delete" },
  pending_sign_in: { rows: ofAccount, export: secret, erase: "delete" },
  passkey_challenge: { rows: ofAccount, export: secret, erase: "delete" },
  recovery_code: {
    rows: ofAccount,
    export: {
      as: "recoveryCodes",
      about: "Recovery codes of your second factor; the codes themselves nobody can read",
      columns: { created_at: "When it was made", used_at: "When it was used" },
    },
    erase: "delete",
  },
  passkey: {
    rows: ofAccount,
    export: {
      as: "passkeys",
      about: "Passkeys",
      columns: { name: "Its name", created_at: "When you added it", used_at: "When it was last used" },
    },
    erase: "delete",
  },
  account_factor: {
    rows: ofAccount,
    export: {
      as: "secondFactor",
      about: "Your second factor; its secret key is in your app",
      columns: { turned_on_at: "Since when it is on" },
    },
    erase: "delete",
  },
  email_change: {
    rows: ofAccount,
    export: {
      as: "emailChanges",
      about: "Changes of your address that can still be confirmed or undone",
      columns: {
        old_email: "The address before",
        new_email: "The address after",
        created_at: "When you asked for it",
        confirmed_at: "When you confirmed it",
      },
    },
    erase: "delete",
  },
  account: {
    rows: [{ column: "id" }],
    export: {
      as: "account",
      about: "Your account",
      columns: {
        id: "The account",
        name: "Your name",
        email: "Your address",
        email_verified_at: "When you confirmed the address",
        staff_role: "What you do for the board, if anything",
        consent_version: "The version of the terms you agreed to",
        consented_at: "When you agreed",
        suspended_reason: "Why it was last suspended",
        created_at: "When you signed up",
        updated_at: "When it last changed",
      },
    },
    erase: {
      blank: { name: "Deleted account", email_verified_at: null, suspended_code: null, suspended_reason: null },
      why: "Deleted, unless others' rows refer to it: then the id stays, with no name and no address",
    },
  },
  farewell: { nothing: "The address that is told of a deletion, for the minutes until it is" },

  // The log
  audit: {
    rows: [{ column: "actor_account_id" }, { column: "subject_id" }],
    export: {
      as: "log",
      about: "The log of what you did and of what was done to your account; the newest lines",
      columns: { at: "When", action: "What", subject_kind: "To what", subject_id: "Its id" },
    },
    erase: { keep: "Ids and codes only; who acted is nobody by then" },
  },
  setting: { nothing: "What admins set", by: ["updated_by"] },
  task: { nothing: "Work to do, by ids; deleted after the set time" },
  board_setting: { nothing: "Whether this is the demo" },
  change_counter: { nothing: "A number" },
  change_feed: { nothing: "Which jobs changed" },
  rate_limit: { nothing: "Hashes with a count" },
  web_process: { nothing: "The processes of the board" },
  job_day: { nothing: "Counts" },
  job_visit: { nothing: "Keyed hashes, whose key is in no file or table" },
};

/** The names of the tables, in the order in which rows may be deleted. */
export const tableNames = Object.keys(personTables) as TableName[];
