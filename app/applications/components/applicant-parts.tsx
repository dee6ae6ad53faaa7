import type { ApplicationId } from "~/platform/ids.ts";
import { ShownProfile } from "~/profiles/components/shown-profile.tsx";
import type { AppliedProfile } from "~/profiles/profile.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { Timeline } from "~/ui/data.tsx";
import { applicationStateLabels, type ApplicationSide, type ApplicationState } from "../application.ts";

type Neighbour = { id: ApplicationId; name: string };

/** The way to who stands before and after within the list that one came from. */
export function Neighbours({
  before,
  after,
  to,
}: {
  before?: Neighbour;
  after?: Neighbour;
  to: (id: ApplicationId) => string;
}) {
  if (!before && !after) return null;
  return (
    <>
      {before ? (
        <ButtonLink to={to(before.id)}>
          Previous<span className="vh">: {before.name}</span>
        </ButtonLink>
      ) : null}
      {after ? (
        <ButtonLink to={to(after.id)}>
          Next<span className="vh">: {after.name}</span>
        </ButtonLink>
      ) : null}
    </>
  );
}

/** What the applicant shows of their profile, as it is now. */
export function ApplicantProfile({ profile, now }: { profile: AppliedProfile; now: Date }) {
  return (
    <section aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      <ShownProfile profile={profile} today={now.toISOString().slice(0, 10)} />
    </section>
  );
}

type Event = {
  id: string;
  at: Date;
  state: ApplicationState;
  side: ApplicationSide | "board";
  message: string | null;
  actorName: string | null;
};

/** Every change with who made it and what was written with it. */
export function ApplicantHistory({ events, name, now }: { events: readonly Event[]; name: string; now: Date }) {
  return (
    <>
      <Timeline
        label="Every change, oldest first, in UTC"
        now={now}
        entries={events.map((event) => ({
          key: event.id,
          at: event.at,
          title: applicationStateLabels[event.state],
          detail: (
            <>
              By {event.actorName ?? (event.side === "seeker" ? name : "a former member")}
              <EventMessage message={event.message} />
            </>
          ),
        }))}
      />
      <p className="help">
        Times are UTC. The applicant sees the same changes, without the names of your people, and is told of each by
        mail.
      </p>
    </>
  );
}

/** What the employer wrote with a change, as it was typed. */
export function EventMessage({ message }: { message: string | null }) {
  return message ? <span className="event-message">{message}</span> : null;
}
