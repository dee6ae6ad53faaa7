import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { Icon } from "~/ui/icon.tsx";
import { Checklist, Section } from "~/ui/layout.tsx";
import type { Gate } from "../gate.server.ts";

/** What candidate search is, and what an organization lacks for it. Nothing of any candidate is on this page. */
export function ClosedGate({ gate: { employer, verified, plan } }: { gate: Gate }) {
  const { id } = employer;
  return (
    <>
      <Section title="What it is">
        <div className="prose">
          <p>
            People who look for work may let verified employers find their profile: credentials, years by setting and
            specialty, states, systems, and what they look for. You see no name. You write to them through the board,
            and they decide whether you learn who they are.
          </p>
        </div>
      </Section>
      <Section title="What it takes">
        <div className="stack">
          <Checklist
            items={[
              {
                key: "verified",
                glyph: <Icon name={verified ? "ok" : "miss"} />,
                met: verified,
                words: verified ? "The organization is verified." : "The organization is not verified yet.",
              },
              {
                key: "plan",
                glyph: <Icon name={plan ? "ok" : "miss"} />,
                met: plan,
                words: plan
                  ? "The unlimited plan is active."
                  : "The unlimited plan is not active: there is none, it ended, or its last payment did not go through.",
              },
            ]}
          />
          <div className="btns">
            {verified ? null : (
              <ButtonLink variant="go" to={paths.verification(id)}>
                Verify the organization
              </ButtonLink>
            )}
            {plan ? null : (
              <ButtonLink variant={verified ? "go" : "plain"} to={paths.billing(id)}>
                See the plan
              </ButtonLink>
            )}
          </div>
        </div>
      </Section>
    </>
  );
}
