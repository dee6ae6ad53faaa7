import { Link } from "@remix-run/react";
import { staffRoleLabels, suspensionCodes } from "~/accounts/account.ts";
import { applicationStateLabels } from "~/applications/application.ts";
import { amountOf, orderStateLabels } from "~/billing/order.ts";
import { auditDeed } from "~/audit/audit-words.ts";
import { roleLabels } from "~/employers/member-roles.ts";
import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { DataTable, DefinitionList, Time } from "~/ui/data.tsx";
import { countOf, formatDate, formatDay, formatMoment, formatMoney } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import type { ShownUser } from "../show-users.server.ts";
import type { UserAct } from "../users.ts";

type Props = { shown: ShownUser; now: Date };

/** Says that an account is suspended, since when and why; nothing for one that is not. */
export function SuspensionNote({ shown: { user }, now }: Props) {
  if (!user.suspendedAt) return null;
  const code = suspensionCodes[user.suspendedCode as keyof typeof suspensionCodes] ?? suspensionCodes.other;
  return (
    <Note kind="warn" title={`Suspended on ${formatDate(user.suspendedAt, now)}: ${code}`}>
      <span className="wrap-any">{user.suspendedReason}</span>
    </Note>
  );
}

/** The facts of the account. */
export function UserFacts({ shown: { user, sessions, applications }, now }: Props) {
  const day = (at: Date) => (
    <Time at={at} now={now}>
      {formatDate(at, now)}
    </Time>
  );
  const sent = applications.reduce((sum, { count }) => sum + count, 0);
  return (
    <DefinitionList
      items={[
        { term: "E-mail", value: <span className="wrap-any">{user.email}</span> },
        { term: "Confirmed", value: user.confirmedAt ? day(user.confirmedAt) : "Not yet" },
        { term: "Since", value: day(user.at) },
        { term: "Second factor", value: user.hasFactor ? "On" : "Off" },
        { term: "Staff", value: staffRoleLabels[user.role ?? "none"] },
        {
          term: "Agreed to the terms",
          value: (
            <>
              Version {user.consentVersion}, {day(user.consentedAt)}
            </>
          ),
        },
        {
          term: "Signed in",
          value: sessions.newest ? (
            <>
              On {countOf(sessions.open, "device")}, the last since {day(sessions.newest)}
            </>
          ) : (
            "Nowhere"
          ),
        },
        {
          term: "Applications",
          value: sent
            ? `${countOf(sent, "application")}: ${applications
                .map(({ state, count }) => `${count} ${applicationStateLabels[state].toLowerCase()}`)
                .join(", ")}`
            : "None",
        },
        { term: "Number", value: <code className="wrap-any">{user.id}</code> },
      ]}
    />
  );
}

/** The organizations the person belongs to. */
export function UserMemberships({ shown: { memberships }, now }: Props) {
  return (
    <DataTable
      caption="Organizations"
      captionHidden
      scrolls
      columns={[
        { key: "name", label: "Organization" },
        { key: "role", label: "Role" },
        { key: "jobs", label: "Live jobs", numeric: true },
        { key: "since", label: "Since" },
      ]}
      rows={memberships.map(({ id, name, role, soleOwner, liveJobs, since }) => ({
        key: id,
        cells: [
          <Link key="name" to={paths.adminEmployer(id)}>
            {name}
          </Link>,
          soleOwner ? <Mark kind="bad">The only owner</Mark> : roleLabels[role],
          String(liveJobs),
          formatDate(since, now),
        ],
      }))}
      empty="Belongs to no organization."
    />
  );
}

/** The orders the person placed. */
export function UserOrders({ shown: { orders }, now }: Props) {
  return (
    <DataTable
      caption="Orders they placed, newest first"
      captionHidden
      scrolls
      columns={[
        { key: "date", label: "Date" },
        { key: "what", label: "What" },
        { key: "state", label: "How it stands" },
        { key: "amount", label: "Amount", numeric: true },
      ]}
      rows={orders.map((order) => ({
        key: order.id,
        cells: [
          formatDay(order.at, now),
          <>
            <Link to={paths.adminOrder(order.id)}>{order.planName}</Link>
            <br />
            <span className="quiet">{order.employerName}</span>
          </>,
          orderStateLabels[order.state],
          formatMoney(amountOf(order)),
        ],
      }))}
      empty="Placed no order."
    />
  );
}

/** The particulars that say something to a reader; the others are ids. */
const told = ["code", "from", "to", "sessions"] as const;

/** What was done to the account, from the audit log. */
export function UserHistory({ shown: { history, user }, now }: Props) {
  return (
    <DataTable
      caption="What was done to this account"
      captionHidden
      scrolls
      columns={[
        { key: "at", label: "When (UTC)" },
        { key: "who", label: "Who" },
        { key: "what", label: "What" },
      ]}
      rows={[...history].reverse().map((entry) => ({
        key: entry.id,
        cells: [
          <Time key="at" at={entry.at} now={now}>
            {formatMoment(entry.at, now)}
          </Time>,
          entry.actorKind === "system"
            ? "The board itself"
            : entry.actorId === user.id
              ? "They themselves"
              : (entry.actor ?? "An account that is gone"),
          [auditDeed(entry.action), ...told.flatMap((name) => entry.detail[name] ?? [])].join(", "),
        ],
      }))}
      empty="Nothing yet."
    />
  );
}

/** What may be done: each leads to the question before it. */
export function UserActs({ shown: { user, sessions }, self }: { shown: ShownUser; self: boolean }) {
  const acts: { act: UserAct; label: string; shown: boolean }[] = [
    { act: "confirmation", label: "Send the confirmation again…", shown: !user.confirmedAt && !user.suspendedAt },
    { act: "reset", label: "Send a link for a new password…", shown: !user.suspendedAt },
    { act: "sign-out", label: "Sign out everywhere…", shown: sessions.open > 0 },
    { act: "factor", label: "Take the second factor off…", shown: !self && user.hasFactor },
    { act: "role", label: "Change the staff role…", shown: !self && !user.suspendedAt && Boolean(user.confirmedAt) },
    { act: "suspend", label: "Suspend…", shown: !self && !user.suspendedAt },
    { act: "lift", label: "Lift the suspension…", shown: Boolean(user.suspendedAt) },
  ];
  return (
    <>
      <p className="quiet">
        Nobody signs in as somebody else here: links go to the person alone, and no page of staff shows what they wrote.
        {self ? " Your own role and suspension are another admin's to decide." : ""}
      </p>
      <div className="btns">
        {acts
          .filter((each) => each.shown)
          .map(({ act, label }) => (
            <ButtonLink key={act} to={`${paths.adminUser(user.id, { ask: act })}#ask`}>
              {label}
            </ButtonLink>
          ))}
      </div>
    </>
  );
}
