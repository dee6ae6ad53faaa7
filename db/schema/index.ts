import type {
  BoardSettingTable,
  ChangeCounterTable,
  ChangeFeedTable,
  RateLimitTable,
  SettingTable,
  WebProcessTable,
} from "./platform.ts";
import type {
  AccountFactorTable,
  AccountTable,
  AccountTokenTable,
  EmailChangeTable,
  FarewellTable,
  PasskeyChallengeTable,
  PasskeyTable,
  PendingSignInTable,
  RecoveryCodeTable,
  SessionTable,
} from "./accounts.ts";
import type {
  DomainCodeTable,
  DomainProofTable,
  EmployerClaimTable,
  EmployerTable,
  InvitationTable,
  MemberTable,
} from "./employers.ts";
import type {
  ApplyLinkTable,
  JobTable,
  JobAnswerLinkTable,
  JobDraftTable,
  JobTemplateTable,
  JobBandTable,
  JobRevisionTable,
  RevisionSignatureTable,
  RevisionLocationTable,
  RevisionStateTable,
  RevisionFacetTable,
  RevisionCredentialGroupTable,
  RevisionCredentialTable,
  RevisionExperienceTable,
  RevisionProductionTable,
  RevisionQuestionTable,
  RevisionQuestionChoiceTable,
  TermTable,
} from "./jobs.ts";
import type {
  PlanTable,
  BillingCustomerTable,
  OrderTable,
  SubscriptionMirrorTable,
  PlanUseTable,
  StripeEventTable,
  FulfilmentTable,
  ReceiptTable,
  CreditLedgerTable,
  RefundTable,
  DisputeTable,
} from "./billing.ts";
import type {
  ApplicationAnswerTable,
  ApplicationAssigneeTable,
  ApplicationEventTable,
  ApplicationNoteTable,
  ApplicationTable,
  AwayApplicationTable,
  FileTable,
  GuestApplicationTable,
  RememberedAnswerTable,
  ResumeTextTable,
  SavedJobSilenceTable,
  SavedJobTable,
  StoredResumeTable,
} from "./applications.ts";
import type {
  ImportPermissionTable,
  ImportPostingTable,
  ImportRowTable,
  ImportRunTable,
  ImportSourceTable,
} from "./imports.ts";
import type {
  AppealTable,
  ModerationDecisionTable,
  ReadingTable,
  ReportCaseTable,
  ReportTable,
  SanctionTable,
} from "./moderation.ts";
import type { AlertCounterTable, AlertLinkTable, AlertMatchTable, AlertTable, MailEventTable } from "./alerts.ts";
import type { AuditTable } from "./audit.ts";
import type {
  ProfileBlockTable,
  ProfileChoiceTable,
  ProfileCredentialTable,
  ProfileExperienceTable,
  ProfileStateTable,
  ProfileTable,
} from "./profiles.ts";
import type { CandidateContactTable, CandidateLookTable, CandidateSightTable } from "./candidates.ts";
import type { JobDayTable, JobVisitTable } from "./statistics.ts";
import type { TaskTable } from "./tasks.ts";

/** Every table of the database. A test holds these types against the live one. */
export type Database = {
  board_setting: BoardSettingTable;
  setting: SettingTable;
  change_counter: ChangeCounterTable;
  change_feed: ChangeFeedTable;
  rate_limit: RateLimitTable;
  web_process: WebProcessTable;
  account: AccountTable;
  session: SessionTable;
  account_token: AccountTokenTable;
  email_change: EmailChangeTable;
  farewell: FarewellTable;
  account_factor: AccountFactorTable;
  recovery_code: RecoveryCodeTable;
  pending_sign_in: PendingSignInTable;
  passkey: PasskeyTable;
  passkey_challenge: PasskeyChallengeTable;
  employer: EmployerTable;
  member: MemberTable;
  invitation: InvitationTable;
  domain_proof: DomainProofTable;
  domain_code: DomainCodeTable;
  employer_claim: EmployerClaimTable;
  job: JobTable;
  apply_link: ApplyLinkTable;
  job_draft: JobDraftTable;
  job_template: JobTemplateTable;
  job_answer_link: JobAnswerLinkTable;
  job_revision: JobRevisionTable;
  revision_signature: RevisionSignatureTable;
  job_band: JobBandTable;
  revision_location: RevisionLocationTable;
  revision_state: RevisionStateTable;
  revision_facet: RevisionFacetTable;
  revision_credential_group: RevisionCredentialGroupTable;
  revision_credential: RevisionCredentialTable;
  revision_experience: RevisionExperienceTable;
  revision_production: RevisionProductionTable;
  revision_question: RevisionQuestionTable;
  revision_question_choice: RevisionQuestionChoiceTable;
  term: TermTable;
  import_permission: ImportPermissionTable;
  import_source: ImportSourceTable;
  import_run: ImportRunTable;
  import_row: ImportRowTable;
  import_posting: ImportPostingTable;
  plan: PlanTable;
  billing_customer: BillingCustomerTable;
  order: OrderTable;
  subscription_mirror: SubscriptionMirrorTable;
  plan_use: PlanUseTable;
  stripe_event: StripeEventTable;
  fulfilment: FulfilmentTable;
  receipt: ReceiptTable;
  credit_ledger: CreditLedgerTable;
  refund: RefundTable;
  dispute: DisputeTable;
  file: FileTable;
  application: ApplicationTable;
  application_answer: ApplicationAnswerTable;
  application_event: ApplicationEventTable;
  application_assignee: ApplicationAssigneeTable;
  application_note: ApplicationNoteTable;
  resume_text: ResumeTextTable;
  guest_application: GuestApplicationTable;
  stored_resume: StoredResumeTable;
  remembered_answer: RememberedAnswerTable;
  away_application: AwayApplicationTable;
  saved_job: SavedJobTable;
  saved_job_silence: SavedJobSilenceTable;
  job_day: JobDayTable;
  job_visit: JobVisitTable;
  moderation_decision: ModerationDecisionTable;
  profile: ProfileTable;
  profile_credential: ProfileCredentialTable;
  profile_experience: ProfileExperienceTable;
  profile_state: ProfileStateTable;
  profile_choice: ProfileChoiceTable;
  profile_block: ProfileBlockTable;
  candidate_sight: CandidateSightTable;
  candidate_look: CandidateLookTable;
  candidate_contact: CandidateContactTable;
  reading: ReadingTable;
  sanction: SanctionTable;
  report_case: ReportCaseTable;
  report: ReportTable;
  appeal: AppealTable;
  alert: AlertTable;
  alert_link: AlertLinkTable;
  alert_match: AlertMatchTable;
  alert_counter: AlertCounterTable;
  mail_event: MailEventTable;
  audit: AuditTable;
  task: TaskTable;
};
