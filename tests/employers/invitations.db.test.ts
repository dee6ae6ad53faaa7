import { beforeEach, describe, expect, test, vi } from "vitest";
import { confirmEmail } from "~/accounts/confirm-email.server.ts";
import { signUp } from "~/accounts/sign-up.server.ts";
import {
  acceptInvitation,
  declineInvitation,
  listInvitationsTo,
  readInvitation,
} from "~/employers/answer-invitation.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { inviteMember, resendInvitation, revokeInvitation } from "~/employers/invite-member.server.ts";
import { INVITATION_DAYS, MINUTES_BETWEEN_SENDS, MOST_MEMBERS, MOST_SENDS } from "~/employers/member.ts";
import { listMembers, listOpenInvitations } from "~/employers/manage-members.server.ts";
import { DAY, freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type InvitationId } from "~/platform/ids.ts";
import * as invitationRoute from "~/routes/employer/invitation.tsx";
import * as membersRoute from "~/routes/employer/members.tsx";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";
import { ADDRESS, anEmployer } from "#tests/support/application-factories.ts";
import { auditOf, call, runTasks } from "./desk.ts";
import { lastMailTo, mails, mailsTo } from "./kept-mail.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("./kept-mail.ts")).keepingMail(original<object>),
);

const db = database();
let employerId: EmployerId, ownerId: AccountId;
let number = 0;
const anAddress = () => `colleague-${++number}@lakemont.example`;

beforeEach(async () => {
  freezeClock();
  mails.length = 0;
  await db.deleteFrom("rate_limit").execute();
  await db.deleteFrom("task").execute();
  ({ employerId, ownerId } = await anEmployer());
});

const invite = (email: string, role: "owner" | "recruiter" = "recruiter") =>
  inviteMember(db, { accountId: ownerId, employerId, email, role, clientAddress: ADDRESS });
const again = (invitationId: InvitationId) =>
  resendInvitation(db, { accountId: ownerId, employerId, invitationId, clientAddress: ADDRESS });
const revoke = (invitationId: InvitationId) => revokeInvitation(db, { accountId: ownerId, employerId, invitationId });

/** The token of the newest invitation mailed to an address. */
async function mailedToken(email: string): Promise<string> {
  await runTasks();
  return new URL(lastMailTo(email).props.url!).searchParams.get("token")!;
}

describe("inviting", () => {
  test("mails a link whose secret no table holds", async () => {
    const email = anAddress();
    const id = await invite(email);
    const token = await mailedToken(email);
    expect(token).toHaveLength(43);
    const tables = await Promise.all([
      db.selectFrom("invitation").selectAll().where("id", "=", id).execute(),
      db.selectFrom("task").selectAll().execute(),
      db.selectFrom("audit").selectAll().where("subject_id", "=", employerId).execute(),
    ]);
    expect(JSON.stringify(tables)).not.toContain(token);
    expect(JSON.stringify(tables[2])).not.toContain(email);
    expect(await auditOf(employerId)).toContain("member.invite");
  });

  test("is for owners; a stranger finds no organization", async () => {
    const recruiter = await anAccount();
    await db
      .insertInto("member")
      .values({ employer_id: employerId, account_id: recruiter, role: "recruiter", created_at: now() })
      .execute();
    const by = (accountId: AccountId) =>
      inviteMember(db, { accountId, employerId, email: anAddress(), role: "owner", clientAddress: ADDRESS });
    await expect(by(recruiter)).rejects.toMatchObject({ code: "invalid" });
    await expect(by(await anAccount())).rejects.toMatchObject({ code: "not-found" });
  });

  test("says the same whether or not the address has an account", async () => {
    const known = anAddress();
    await anAccount({ email: known });
    const answers = [];
    for (const email of [known, anAddress()])
      answers.push(
        await call(membersRoute, ownerId, { employerId }, { form: { intent: "invite", email, role: "recruiter" } }),
      );
    expect(answers[0]).toMatchObject({ status: 302, location: `/employer/organizations/${employerId}/members` });
    expect(answers[1]).toMatchObject({ status: 302, location: answers[0]!.location });
  });

  test("a member, or an address that is invited already, is told beside the field, and what was typed stays", async () => {
    const email = anAddress();
    await invite(email);
    const answer = await call(
      membersRoute,
      ownerId,
      { employerId },
      { form: { intent: "invite", email, role: "owner" } },
    );
    expect(answer).toMatchObject({
      status: 409,
      body: {
        lastResult: {
          initialValue: { email, role: "owner" },
          error: { email: [expect.stringMatching(/invited already/)] },
        },
      },
    });
    await acceptInvitation(db, await anAccount({ email }), (await listOpenInvitations(db, employerId))[0]!.id);
    await expect(invite(email)).rejects.toMatchObject({ code: "conflict", field: "email" });
  });

  test("of two at once for one address one is written", async () => {
    const email = anAddress();
    const both = await Promise.allSettled([invite(email), invite(email)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listOpenInvitations(db, employerId)).toHaveLength(1);
  });

  test("is bounded: people of an organization, and mails to one address from all organizations", async () => {
    const at = now();
    await db
      .insertInto("invitation")
      .values(
        Array.from({ length: MOST_MEMBERS - 1 }, () => {
          const email = anAddress();
          return {
            id: newId<"invitation">(),
            employer_id: employerId,
            email,
            open_email: email,
            role: "recruiter" as const,
            state: "open" as const,
            token_hash: null,
            expires_at: later(at, DAY),
            sends: 1,
            sent_at: at,
            invited_by: ownerId,
            created_at: at,
            updated_at: at,
          };
        }),
      )
      .execute();
    await expect(invite(anAddress())).rejects.toThrow(/at most 50 people/);

    const victim = anAddress();
    for (let organization = 0; organization < 8; organization++) {
      const other = await anEmployer(`Spam ${organization}`);
      await inviteMember(db, {
        accountId: other.ownerId,
        employerId: other.employerId,
        email: victim,
        role: "owner",
        clientAddress: ADDRESS,
      });
    }
    const ninth = await anEmployer("Spam 9");
    await expect(
      inviteMember(db, {
        accountId: ninth.ownerId,
        employerId: ninth.employerId,
        email: victim,
        role: "owner",
        clientAddress: ADDRESS,
      }),
    ).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("accepting", () => {
  test("makes the invited person a member with that role, once, and tells the owners", async () => {
    const email = anAddress();
    const accountId = await anAccount({ email, name: "Ada Coder" });
    const id = await invite(email);
    expect(await acceptInvitation(db, accountId, id)).toBe(employerId);
    expect(await findEmployerForMember(db, accountId, employerId)).toMatchObject({ role: "recruiter" });
    await expect(acceptInvitation(db, accountId, id)).rejects.toMatchObject({ code: "conflict" });
    expect(await auditOf(employerId)).toContain("member.join");
    await runTasks();
    const [owner] = (await listMembers(db, employerId)).filter(({ role }) => role === "owner");
    expect(lastMailTo(owner!.email).subject).toBe("Ada Coder joined your organization");
  });

  test("of two clicks at once one makes the member", async () => {
    const email = anAddress();
    const accountId = await anAccount({ email });
    const id = await invite(email);
    const both = await Promise.allSettled([acceptInvitation(db, accountId, id), acceptInvitation(db, accountId, id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("needs the invited address, confirmed, even from whoever holds the link", async () => {
    const email = anAddress();
    const id = await invite(email);
    await mailedToken(email);
    await expect(acceptInvitation(db, await anAccount(), id)).rejects.toMatchObject({ code: "not-found" });
    const unconfirmed = await anAccount({ email, confirmed: false });
    await expect(acceptInvitation(db, unconfirmed, id)).rejects.toMatchObject({ code: "not-found" });
    expect(await listMembers(db, employerId)).toHaveLength(1);
  });

  test("is over when it was withdrawn, declined or has expired", async () => {
    const email = anAddress();
    const accountId = await anAccount({ email });
    const withdrawn = await invite(email);
    await revoke(withdrawn);
    const declined = await invite(email);
    await declineInvitation(db, accountId, declined);
    const old = await invite(email);
    freezeClock(later(now(), INVITATION_DAYS * DAY));
    for (const id of [withdrawn, declined, old])
      await expect(acceptInvitation(db, accountId, id)).rejects.toMatchObject({ code: "conflict" });
    expect(await listInvitationsTo(db, email)).toEqual([]);
  });
});

describe("sending again", () => {
  test("gives a new link and a new week, and the earlier link works no more", async () => {
    const email = anAddress();
    const id = await invite(email);
    const first = await mailedToken(email);
    freezeClock(later(now(), 6 * DAY));
    await again(id);
    const second = await mailedToken(email);
    expect(await readInvitation(db, id, { token: first })).toBeUndefined();
    freezeClock(later(now(), 6 * DAY));
    expect(await readInvitation(db, id, { token: second })).toMatchObject({ id });
    expect(mailsTo(email)).toHaveLength(2);
  });

  test("waits some minutes, and has an end", async () => {
    const id = await invite(anAddress());
    await expect(again(id)).rejects.toMatchObject({ code: "too-many" });
    for (let sends = 1; sends < MOST_SENDS; sends++) {
      freezeClock(later(now(), MINUTES_BETWEEN_SENDS * MINUTE));
      await again(id);
    }
    freezeClock(later(now(), DAY));
    await expect(again(id)).rejects.toThrow(/was sent 5 times/);
  });

  test("another organization's invitation is not there", async () => {
    const id = await invite(anAddress());
    const other = await anEmployer("Elsewhere");
    const by = { accountId: other.ownerId, employerId: other.employerId, invitationId: id };
    await expect(resendInvitation(db, { ...by, clientAddress: ADDRESS })).rejects.toMatchObject({ code: "not-found" });
    await expect(revokeInvitation(db, by)).rejects.toMatchObject({ code: "not-found" });
    expect(await listOpenInvitations(db, employerId)).toHaveLength(1);
  });
});

describe("the page of an invitation", () => {
  const open = (who: AccountId | undefined, id: string, token?: string) =>
    call(invitationRoute, who, { invitationId: id }, { search: token ? `?token=${token}` : "" });

  test("shows it to whoever holds the link, and leads a guest through the sign-in back to it", async () => {
    const email = anAddress();
    const id = await invite(email);
    const token = await mailedToken(email);
    const shown = await open(undefined, id, token);
    expect(shown).toMatchObject({ status: 200, body: { audience: "guest", invitation: { email } } });
    expect(JSON.stringify(shown.body)).not.toContain(token);
    expect(await open(undefined, id)).toMatchObject({ status: 302, location: `/sign-in?returnTo=%2Fhere` });
    expect(await open(await anAccount({ email }), id)).toMatchObject({ status: 200, body: { audience: "invited" } });
    expect(await open(await anAccount(), id, token)).toMatchObject({ status: 200, body: { audience: "other" } });
  });

  test("tells strangers one and the same thing of any id and any token", async () => {
    const email = anAddress();
    const id = await invite(email);
    const stranger = await anAccount();
    const answers = await Promise.all([
      open(undefined, id, "forged"),
      open(undefined, newId<"invitation">(), "forged"),
      open(stranger, id),
      open(stranger, newId<"invitation">()),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body.invitation).toBeUndefined();
      expect(JSON.stringify(body)).not.toMatch(/Lakemont|example/);
    }
  });

  test("an accepted link leads its person to the organization's jobs", async () => {
    const email = anAddress();
    const accountId = await anAccount({ email });
    const id = await invite(email);
    expect(await call(invitationRoute, accountId, { invitationId: id }, { form: { answer: "accept" } })).toMatchObject({
      status: 302,
      location: `/employer?employer=${employerId}`,
    });
    expect(await open(accountId, id)).toMatchObject({ status: 302, location: `/employer?employer=${employerId}` });
  });

  test("a person without an account signs up, confirms by mail and is back at the invitation", async () => {
    const email = anAddress();
    const id = await invite(email);
    const returnTo = `/invitations/${id}`;
    await signUp(db, { name: "New Person", email, password: PASSWORD, consent: "on", returnTo }, ADDRESS);
    await runTasks();
    const link = new URL(lastMailTo(email).props.url!);
    expect(link.pathname).toBe("/confirm-email");
    expect(link.searchParams.get("returnTo")).toBe(returnTo);
    const accountId = await confirmEmail(db, { token: link.searchParams.get("token")!, password: PASSWORD }, ADDRESS);
    expect(await open(accountId, id)).toMatchObject({ status: 200, body: { audience: "invited" } });
    expect(await acceptInvitation(db, accountId, id)).toBe(employerId);
  });
});
