import { EmptyState } from "~/ui/answers";
import { Button, ButtonLink, Buttons } from "~/ui/button";
import { apprenticeText, codeGroupsText, rangeBarText } from "~/ui/card-text";
import { DataTable, DefinitionList, Timeline } from "~/ui/data";
import { ViewChips } from "~/ui/facets";
import { DrainBar, PayFigure, StateMap } from "~/ui/figures";
import { WorkProgress } from "~/ui/work-progress";
import { Page } from "~/ui/frame";
import { Section } from "~/ui/layout";
import { Mark } from "~/ui/mark";
import { markup, written } from "~/ui/markup";
import { FlashMessage, Note } from "~/ui/notes";
import { NOW, RULE, tiles } from "./gallery-data";
import { footer, Frame } from "./gallery-frame";

/** Every part that is no field, in every state. */
export const parts = (
  <Frame guest>
    <div className="going" role="status">
      <span className="vh">Loading the page</span>
    </div>
    <Page
      title="Parts"
      lead="Every part in every state."
      crumb={{ to: "/", label: "All of it" }}
      tools={<Button icon="down">Export CSV</Button>}
      before={<FlashMessage>Your application was sent to Lakemont Regional Health.</FlashMessage>}
    >
      <Section title="Buttons">
        <Buttons>
          <Button>Save</Button>
          <Button variant="go">Approve and capture $199</Button>
          <Button variant="stop" shortcut="R">
            Reject with a reason
          </Button>
          <Button variant="text">Clear all</Button>
          <Button variant="go" pending pendingLabel="Sending your application…">
            Apply
          </Button>
          <Button disabled>Not yet</Button>
          <ButtonLink to="/" icon="plus">
            Add a group
          </ButtonLink>
        </Buttons>
      </Section>
      <Section title="Codes and marks">
        <div {...written(codeGroupsText(RULE))} />
        <div
          {...written(
            codeGroupsText([{ need: "any", level: "preferred", codes: [{ code: "CRC" }, { code: "CDEO" }] }]),
          )}
        />
        <div {...written(codeGroupsText([]))} />
        <p
          className="facts"
          {...written(markup`${(["welcome", "conditional", "none", "not-stated"] as const).map(apprenticeText)}`)}
        />
        <p className="facts">
          <Mark kind="verified">Verified</Mark> <Mark kind="ok">You qualify</Mark>{" "}
          <Mark kind="missing">Missing CCS</Mark> <Mark kind="refused">Lives in CA</Mark>{" "}
          <Mark kind="featured">Featured</Mark> <Mark kind="bad">Payment refused</Mark>
        </p>
      </Section>
      <Section title="Notes">
        <Note title="“CPC-H” is now COC">We kept the current one.</Note>
        <Note kind="warn" title="Two required groups narrow the field">
          Make group 2 preferred.
        </Note>
        <Note kind="error" title="Your card was declined">
          Nothing was charged. Try another card.
        </Note>
        <Note kind="success">The job is live.</Note>
      </Section>
      <Section title="Figures">
        <div {...written(rangeBarText({ low: 2800, high: 2800 }))} />
        <div {...written(rangeBarText({ low: 1200, high: 9000, median: 4000 }))} />
        <PayFigure low={6800000} high={8400000} unit="a year" />
        <PayFigure
          low={925}
          high={1100}
          unit="a chart"
          similar={{ median: 400, lowerQuartile: 350, upperQuartile: 500, jobs: 12 }}
        />
        <StateMap states={tiles((code) => ["OH", "PA", "WV"].includes(code), "CA")} />
        <p className="small">3 h 20 min until the authorization lapses</p>
        <DrainBar left={0.2} />
        <WorkProgress label="1,204 of 3,000 rows read" done={1204} total={3000} left="2 min" />
      </Section>
      <Section title="Lists">
        <ViewChips
          label="Views"
          views={[
            { to: "/a", label: "All", count: 11, current: true },
            { to: "/b", label: "Qualifies", count: 8 },
          ]}
        />
        <DataTable
          caption="Reply record"
          rowHeaders
          headHidden
          columns={[
            { key: "a", label: "What" },
            { key: "b", label: "Value", numeric: true },
          ]}
          rows={[{ key: "1", cells: ["Applications answered", "187 of 204, 92 %"] }]}
        />
        <DataTable
          caption="Orders"
          scrolls
          columns={["Date", "What", "State", "Amount"].map((label) => ({
            key: label,
            label,
            numeric: label === "Amount",
          }))}
          rows={[]}
          empty="You have not bought anything yet."
        />
        <DefinitionList
          look="box"
          items={[
            { term: "Verified", value: "by DNS, March 4" },
            { term: "Jobs approved", value: "14 of 15" },
          ]}
        />
        <Timeline
          label="History"
          now={NOW}
          entries={[
            { key: "1", at: "2026-11-14T20:12:00Z", title: "Submitted", detail: "$199 authorized" },
            { key: "2", at: "2026-11-19T14:40:00Z", title: "Changes asked for", detail: "Pay range, title, phone" },
            { key: "3", at: "2026-11-21T16:05:00Z", title: "Submitted again" },
          ]}
        />
      </Section>
      <Section title="Empty">
        <EmptyState
          title="No job matches all of this"
          icon="sift"
          action={{ to: "/jobs", label: "Clear all choices" }}
          secondary={{ to: "/", label: "Search all jobs" }}
        >
          Take a choice away, or widen the radius. We can also write to you when one comes.
        </EmptyState>
      </Section>
    </Page>
    {footer}
  </Frame>
);
