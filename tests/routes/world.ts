/** One employer with its people and things, for whoever walks the routes; and makers of what a wish uses up. */
import { openSession } from "~/accounts/sessions.server.ts";
import { byAccount, system } from "~/audit/record-audit.server.ts";
import { grantCredits } from "~/billing/use-right.server.ts";
import { inviteMember } from "~/employers/invite-member.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import type { MemberRole } from "~/employers/member-roles.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import type { Role } from "~/http/policies.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import type { Apply } from "~/jobs/job-content.ts";
import { saveTemplate } from "~/jobs/manage-templates.server.ts";
import { startDraft } from "~/jobs/start-draft.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId, type OrderId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import "~/jobs/register-right-handlers.server.ts";
import { aFullForm } from "#tests/jobs/post-form-factory.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer, plainContent } from "#tests/support/application-factories.ts";

// Asked for when it is used: a test sets the environment first.
const db = () => database();

/** The employer, with somebody for every role, and one of each thing that a route can be about. */
export async function aWorld() {
  const { employerId, ownerId } = await anEmployer("Lakemont Regional");
  const website = "https://lakemont.example";
  await db().updateTable("employer").set({ website }).where("id", "=", employerId).execute();
  const { slug: employerSlug } = await db()
    .selectFrom("employer")
    .select("slug")
    .where("id", "=", employerId)
    .executeTakeFirstOrThrow();
  const outside = await anEmployer("Elsewhere");
  await aLiveJob(outside.employerId);
  const people: Record<Exclude<Role, "guest">, AccountId> = {
    suspended: await anAccount({ staffRole: "admin" }),
    seeker: await anAccount({ name: "Ruth Adeyemi" }),
    outsider: outside.ownerId,
    recruiter: await anAccount(),
    owner: ownerId,
    moderator: await anAccount({ staffRole: "moderator" }),
    insider: await anAccount({ staffRole: "moderator" }),
    admin: await anAccount({ staffRole: "admin" }),
  };
  const join = (accountId: AccountId, role: MemberRole) =>
    transact(db(), (trx) => insertMember(trx, { employerId, accountId, role }));
  const members = { owner: "owner", suspended: "owner", recruiter: "recruiter", insider: "recruiter" } as const;
  /** Who belongs to it, and nobody else: whoever left in a walk is back. */
  async function gather() {
    const rows = Object.entries(members).map(([person, role]) => ({
      ...{ employer_id: employerId, account_id: people[person as keyof typeof members], role, created_at: now() },
    }));
    const ids = rows.map(({ account_id }) => account_id);
    await db().deleteFrom("member").where("employer_id", "=", employerId).where("account_id", "not in", ids).execute();
    await db().insertInto("member").values(rows).onDuplicateKeyUpdate({ created_at: now() }).execute();
  }
  await gather();
  const suspendedCookie = (await openSession(people.suspended, "test", now())).split(";")[0]!;
  await db().updateTable("account").set({ suspended_at: now() }).where("id", "=", people.suspended).execute();

  const by = { accountId: ownerId, employerId, clientAddress: "192.0.2.1" };
  const { jobId, slug } = await aLiveJob(employerId);
  const { applicationId, fileId } = await anApplication(jobId, { accountId: people.seeker });
  const standing = { employerId, employerSlug, jobId, slug, applicationId, fileId };

  return {
    ...standing,
    website,
    people,
    gather,
    /** What stands in the paths of routes, unless a request says otherwise. */
    ids: { ...standing, step: "job" } as Record<string, string>,

    /** The cookie of a browser in which the role is signed in; none for a guest. */
    async cookieOf(role: Role): Promise<string | undefined> {
      if (role === "guest") return undefined;
      if (role === "suspended") return suspendedCookie;
      return (await openSession(people[role], "test", now())).split(";")[0]!;
    },

    /** How many lines of the audit log name the role's account as who acted. */
    async actsOf(role: Role): Promise<number> {
      if (role === "guest") return 0;
      const lines = db().selectFrom("audit").where("actor_account_id", "=", people[role]);
      const { count } = await lines
        .where("action", "not like", "session.%")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    /** A new colleague. */
    async colleague(role: MemberRole = "recruiter"): Promise<AccountId> {
      const accountId = await anAccount();
      await join(accountId, role);
      return accountId;
    },

    liveJob: async (apply?: Apply) => aLiveJob(employerId, apply && { apply }),
    draft: () => startDraft(db(), { ...by, form: aFullForm() }),

    /** A job that waits for a moderator. */
    async submitted() {
      const jobId: JobId = newId<"job">();
      const at = now();
      return transact(db(), async (trx) => {
        const job = { id: jobId, employer_id: employerId, slug: `coder-${jobId}`, state: "draft" as const, version: 1 };
        await trx
          .insertInto("job")
          .values({ ...job, origin: "employer", source_url: null, created_at: at, updated_at: at })
          .execute();
        const revisionId = await insertRevision(trx, jobId, plainContent(), null);
        await submitJob(trx, { jobId, revisionId, right: { kind: "grant", ref: jobId }, days: 30, actor: system });
        jobChanged(trx, jobId);
        return { jobId, revisionId };
      });
    },

    async expired() {
      const { jobId } = await aLiveJob(employerId);
      await transact(db(), async (trx) => {
        await endJob(trx, jobId, "expired", byAccount(ownerId));
        jobChanged(trx, jobId);
      });
      return jobId;
    },

    /** A live job whose edit waits for a moderator. */
    async edited() {
      const { jobId } = await aLiveJob(employerId);
      await transact(db(), async (trx) => {
        const pending_revision_id = await insertRevision(trx, jobId, plainContent({ title: "Lead Coder" }), ownerId);
        await trx.updateTable("job").set({ pending_revision_id }).where("id", "=", jobId).execute();
      });
      return jobId;
    },

    async credit() {
      const grant = { credits: 1, sourceKey: `grant:${newId()}`, actorAccountId: ownerId, note: "" };
      await transact(db(), (trx) => grantCredits(trx, { employerId, ...grant }));
    },

    application: (to = jobId) => anApplication(to).then(({ applicationId }) => applicationId),
    reviewed: (applicationId: Awaited<ReturnType<typeof anApplication>>["applicationId"]) =>
      moveApplication(db(), ownerId, { jobId, applicationId, to: "reviewed", version: 1 }),

    async note(accountId: AccountId): Promise<string> {
      const id = newId<"application_note">();
      const at = now();
      const note = { id, application_id: applicationId, author_id: accountId, body: "Ours", version: 1 };
      await db()
        .insertInto("application_note")
        .values({ ...note, created_at: at, updated_at: at })
        .execute();
      return id;
    },

    template: () =>
      saveTemplate(db(), { ...by, jobId, name: `Ours ${newId().slice(-6)}`, replace: false }).then(({ id }) => id),

    /** An invitation; by default its mail never goes out, so that no link of it works. */
    invitation: (email = `${newId().toLowerCase()}@lakemont.example`) =>
      inviteMember(db(), { ...by, email, role: "recruiter" }),

    async importSource(url: string | null = null): Promise<string> {
      const id = newId<"import-source">();
      const at = now();
      await db()
        .insertInto("import_source")
        .values({
          ...{ id, employer_id: employerId, name: "Feed", url, any_work: 0, created_by: ownerId },
          ...{ schedule: "off", failures: 0, version: 1, created_at: at, updated_at: at },
        })
        .execute();
      return id;
    },

    /** What a plan costs, in US cents. */
    priceOf: async (code: string) =>
      String(
        (await db().selectFrom("plan").select("price_cents").where("code", "=", code).executeTakeFirstOrThrow())
          .price_cents,
      ),

    /** An order that nobody paid: of a job, or of a pack. */
    async order(kind: "single" | "pack", state: "open" | "captured" = "open"): Promise<OrderId> {
      const id: OrderId = newId<"order">();
      const at = now();
      const plan = await db()
        .selectFrom("plan")
        .selectAll()
        .where("kind", "=", kind)
        .limit(1)
        .executeTakeFirstOrThrow();
      await db()
        .insertInto("order")
        .values({
          ...{ id, employer_id: employerId, job_id: kind === "single" ? jobId : null, created_by: ownerId },
          stripe_payment_intent: state === "captured" ? `pi_${id}` : null,
          ...{ plan_code: plan.code, plan_name: plan.name, kind, state, created_at: at, updated_at: at },
          ...{
            amount_cents: plan.price_cents,
            total_cents: state === "captured" ? plan.price_cents : null,
            currency: "usd",
            term_days: plan.term_days,
            credits: plan.credits,
          },
        })
        .execute();
      return id;
    },
  };
}
export type World = Awaited<ReturnType<typeof aWorld>>;
