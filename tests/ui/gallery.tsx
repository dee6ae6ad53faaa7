import { type ReactElement, type ReactNode } from "react";
import { EmptyState, ErrorPage } from "~/ui/answers";
import { Button, ButtonLink, Buttons } from "~/ui/button";
import { CheckboxField, CheckboxGroup, RadioGroup } from "~/ui/choice-fields";
import { CodeChip, CodeGroups, CodeList, CredentialRule } from "~/ui/codes";
import { DataTable, DefinitionList, Time, Timeline } from "~/ui/data";
import { FacetList, FacetOpener, FacetOption, FacetSheet, FilterChips, Pager, ViewChips } from "~/ui/facets";
import { type FieldMeta, FieldRow, FormPart } from "~/ui/field";
import { DrainBar, PayFigure, RangeBar, RangeLegend, StateMap, WorkProgress } from "~/ui/figures";
import { Crumb, Footer, Masthead, Page, SkipLink, ThemeSwitch, Wrap } from "~/ui/frame";
import { Icon } from "~/ui/icon";
import { JobCard } from "~/ui/job-card";
import { Box, Checklist, Dock, Duo, Prose, Section } from "~/ui/layout";
import { ApprenticeMark, Mark } from "~/ui/mark";
import { ErrorSummary, FlashMessage, Note, summaryErrors } from "~/ui/notes";
import { Steps, SubmitBar } from "~/ui/steps";
import { FileField, MoneyField, PasswordField, SelectField, TextArea, TextField } from "~/ui/text-fields";
import { CARDS, MOST_STATES, NOW, RULE, tiles } from "./gallery-data";

function meta(name: string, more: Partial<FieldMeta> = {}): FieldMeta {
  return { id: name, name, ...more };
}

const footer = (
  <Footer
    entries={[
      { to: "/review", label: "How review works" },
      { to: "/privacy", label: "Privacy" },
      { to: "/terms", label: "Terms" },
    ]}
  >
    <ThemeSwitch action="/theme" theme="system" />
  </Footer>
);

function Frame({ children, guest = false }: { children: ReactNode; guest?: boolean }) {
  return (
    <>
      <SkipLink />
      <Masthead
        entries={[
          { to: "/jobs", label: "Jobs", current: true },
          { to: "/applications", label: "Applications" },
        ]}
        asides={guest ? [{ to: "/sign-in", label: "Sign in" }, { to: "/sign-up", label: "Sign up" }] : []} // prettier-ignore
        person={guest ? undefined : { name: "Marisol Vega", to: "/account" }}
        signOutAction={guest ? undefined : "/sign-out"}
      />
      {children}
    </>
  );
}

const CREDENTIALS = ["CCS AHIMA 39", "CIC AAPC 27", "CPC AAPC 18", "RHIT AHIMA 15", "CIRCC AAPC 0"];

const search = (
  <Frame>
    <search className="seek">
      <form className="wrap" action="/jobs">
        <div className="field f-q">
          <label className="label" htmlFor="q">
            Words
          </label>
          <input className="input" id="q" name="q" defaultValue="inpatient" />
        </div>
        <div className="field">
          <label className="label" htmlFor="place">
            Place
          </label>
          <input className="input" id="place" name="place" placeholder="City and state, ZIP or remote" />
        </div>
        <div className="field">
          <label className="label" htmlFor="radius">
            Within
          </label>
          <select className="select" id="radius" name="radius">
            <option>50 miles</option>
          </select>
        </div>
        <Button variant="go">Search jobs</Button>
      </form>
    </search>
    <Wrap className="split">
      <FacetSheet action="/jobs" results={46} clearTo="/jobs" keep={[{ name: "q", value: "inpatient" }]}>
        <FacetList label="Credential" open>
          <ul>
            {CREDENTIALS.map((entry) => {
              const [code = "", who = "", count = "0"] = entry.split(" ");
              return (
                <FacetOption key={code} name="credential" value={code.toLowerCase()} label={<CodeChip code={code} />} who={who} count={Number(count)} checked={code === "CCS"} /> // prettier-ignore
              );
            })}
          </ul>
        </FacetList>
        <FacetList label="Where you work" open>
          <ul>
            <FacetOption name="mode" value="remote" label="Remote" count={1204} checked />
            <FacetOption name="mode" value="on-site" label="On-site" count={1} checked={false} />
          </ul>
        </FacetList>
        <FacetList label="Setting">
          <ul>
            <FacetOption name="setting" value="snf" label="SNF" count={0} checked />
          </ul>
        </FacetList>
      </FacetSheet>
      <main id="main">
        <div className="listhead">
          <h1>46 jobs for “inpatient”</h1>
          <div className="tools">
            <FacetOpener applied={2} />
            <label className="sort">
              <span>Sort by</span>{" "}
              <select className="select" name="sort">
                <option>Best match</option>
              </select>
            </label>
          </div>
        </div>
        <FilterChips
          clearTo="/jobs"
          chips={[
            { key: "ccs", to: "/jobs?1", label: <CodeChip code="CCS" /> },
            { key: "remote", to: "/jobs?2", label: "Remote" },
          ]}
        />
        <div className="legend">
          <Mark>
            <CodeChip code="CCS" kind="req" /> required
          </Mark>
          <Mark>
            <CodeChip code="CDIP" kind="pref" /> preferred
          </Mark>
          <RangeLegend />
        </div>
        <div className="jobs">
          {CARDS.map((card) => (
            <JobCard
              key={card.to}
              {...card}
              save={
                <Button type="button" className="save" icon="save">
                  <span className="w">
                    Save<span className="vh"> {card.title}</span>
                  </span>
                </Button>
              }
            />
          ))}
        </div>
        <Pager shown="Jobs 1–4 of 46" firstTo="/jobs" nextTo="/jobs?after=x" nextLabel="Next 20 jobs" />
      </main>
    </Wrap>
    {footer}
  </Frame>
);

const tick = <Icon name="ok" />;

const job = (
  <Frame>
    <main id="main" className="wrap">
      <Crumb to="/jobs" label="Back to 46 jobs for “inpatient”" />
      <Duo
        sideLabel="Can I apply"
        lead={
          <>
            <header className="jobhead">
              <h1>Facility Coder, Inpatient and Observation</h1>
              <p className="job-org">
                <b>Lakemont Regional Health</b> <Mark kind="verified">Verified</Mark> <span>Remote, 38 states</span>
              </p>
              <p className="age">
                <span>
                  Posted <Time at="2026-11-09T10:00:00Z" now={NOW} />
                </span>
                <span>Listed until December 9</span>
              </p>
            </header>
            <Section title="Pay">
              <p className="bigpay">
                $33.50–$41.00 <small>an hour</small>
              </p>
              <PayFigure
                low={3350}
                high={4100}
                unit="an hour"
                similar={{ median: 3580, lowerQuartile: 3140, upperQuartile: 3925, jobs: 61 }}
                csvHref="/data.csv"
              />
              <p className="flags">
                <Mark icon="ok">Production incentive</Mark> <Mark icon="x">No sign-on bonus</Mark>
              </p>
            </Section>
          </>
        }
        side={
          <>
            <Box
              className="qual"
              title={
                <>
                  <Icon name="miss" /> One thing missing: COC or CIC
                </>
              }
            >
              <Checklist
                items={[
                  {
                    key: "1",
                    met: true,
                    glyph: tick,
                    words: (
                      <>
                        <CodeChip code="CPC" kind="own" /> meets the first group
                      </>
                    ),
                  },
                  {
                    key: "2",
                    met: false,
                    glyph: <Icon name="miss" />,
                    words: (
                      <>
                        <CodeChip code="COC" /> or <CodeChip code="CIC" />, or 5 years inpatient; you have 3
                      </>
                    ),
                  },
                ]}
              />
              <p className="small quiet">From your profile. You may apply all the same.</p>
            </Box>
            <Box className="apply" title="Apply here">
              <p className="small quiet">Sends your profile and a résumé.</p>
              <div className="acts">
                <ButtonLink variant="go" wide to="/apply">
                  Apply with my résumé
                </ButtonLink>
              </div>
            </Box>
          </>
        }
      >
        <Section title="Who may apply">
          <CredentialRule groups={RULE} />
          <p className="line">
            <Icon name="clock" />{" "}
            <span>
              <b>Experience:</b> 2 years inpatient facility, 1 year observation.
            </span>
          </p>
        </Section>
        <Section title="Where you may live">
          <StateMap states={MOST_STATES}>
            <p className="quiet">Work inside the United States only.</p>
          </StateMap>
        </Section>
        <Section title="The work">
          <DefinitionList
            items={[
              { term: "Function", value: "Coder" },
              {
                term: "Code sets",
                value: <CodeList codes={["ICD-10-CM", "ICD-10-PCS", "CPT", "MS-DRG", "APR-DRG", "POA"]} />,
              },
              { term: "EHR" },
            ]}
          />
        </Section>
        <Section title="Production and quality">
          <DataTable
            caption="Production and quality"
            captionHidden
            columns={[{ key: "r", label: "Record" }, { key: "p", label: "Period" }, { key: "n", label: "Expected", numeric: true }]} // prettier-ignore
            rows={[
              { key: "1", cells: ["Inpatient charts", "each hour", "2.75"] },
              { key: "2", cells: ["Accuracy", "each month, 30 charts audited by a second coder", "95 %"] },
            ]}
          />
          <p className="help">Stated by the employer. There is no national standard for production.</p>
        </Section>
        <Section title="In their words">
          <Prose html="<p>Lakemont runs four hospitals and a Level II trauma center.</p><h3>What a week holds</h3><ul><li>About eighty inpatient records</li><li>One hour of case review</li></ul><ol><li>First</li><li>Second</li></ol>" />
        </Section>
      </Duo>
    </main>
    <Dock label="Apply">
      <p>
        $33.50–$41.00 an hour <small>One thing missing: COC or CIC</small>
      </p>
      <ButtonLink variant="go" to="/apply">
        Apply
      </ButtonLink>
    </Dock>
    {footer}
  </Frame>
);

const wrong = {
  email: meta("email", { required: true, initialValue: "dana@", errors: ["This is not a whole address."] }),
  years: meta("years", { initialValue: "3+", errors: ["Years must be a whole number from 0 to 40. You typed “3+”."] }),
  pay: meta("pay", { required: true, initialValue: "thirty", errors: ["Write an amount such as 28 or 33.50."] }),
  unit: meta("unit", { required: true, errors: ["Choose what the pay is for."] }),
  body: meta("body", { initialValue: "Call 555-0148.", errors: ["Take the phone number out."] }),
  apprentices: meta("apprentices", { required: true, errors: ["Choose one."] }),
  consent: meta("consent", { required: true, errors: ["We need your consent to create the account."] }),
  resume: meta("resume", { required: true, errors: ["This file is 7.2 MB; 5 MB is the most."] }),
};

const form = (
  <Frame>
    <form method="post">
      <div className="wrap post">
        <Steps
          steps={[
            { key: "1", label: "The job", note: "Title, function, setting", state: "done", to: "/1" },
            { key: "2", label: "Pay", note: "$33.50–$41.00 an hour", state: "wrong", to: "/2" },
            { key: "3", label: "Who may apply", note: "Credentials, apprentices", state: "current" },
            { key: "4", label: "The work", note: "EHR, encoder", state: "open" },
          ]}
        />
        <main className="form" id="main">
          <h1>Who may apply</h1>
          <p className="quiet">Seekers see at once whether they qualify.</p>
          <ErrorSummary
            errors={summaryErrors([
              { label: "E-mail", field: wrong.email },
              { label: "Years", field: wrong.years },
              { label: "Apprentices", field: wrong.apprentices },
            ], ["Someone else has saved this draft since you opened it."])} // prettier-ignore
          />
          <FormPart legend="Every field, as it should be" help="Groups are joined by “and”.">
            <TextField
              field={meta("title", { required: true, initialValue: "Facility Coder" })}
              label="Title"
              help="Without pay, dates or codes."
            />
            <FieldRow>
              <MoneyField field={meta("min", { initialValue: "33.50" })} label="At least" unit="an hour" />
              <MoneyField field={meta("max", { initialValue: "41.00" })} label="At most" unit="an hour" />
            </FieldRow>
            <SelectField
              field={meta("setting", { initialValue: "op" })}
              label="Setting"
              placeholder="Choose a setting"
              options={[
                { value: "ip", label: "Inpatient facility" },
                { label: "Others", options: [{ value: "op", label: "Outpatient facility" }] },
              ]}
            />
            <TextArea
              field={meta("letter", { initialValue: "Dear Lakemont,\nI code." })}
              label="Letter"
              markOptional
              rows={3}
            />
            <PasswordField
              field={meta("password", { required: true })}
              label="Password"
              autoComplete="new-password"
              help="At least 12 characters."
            />
            <FileField
              field={meta("cv", { required: true })}
              label="Résumé"
              help="PDF or DOCX, at most 5 MB."
              kept={{ fileName: "vega-resume-2026.pdf", inputName: "kept", value: "token" }}
            />
            <RadioGroup
              field={meta("mode", { initialValue: "b" })}
              label="How it is worked"
              look="lines"
              options={[
                { value: "a", label: "On-site" },
                { value: "b", label: "Remote", help: "State eligibility follows" },
              ]}
            />
            <RadioGroup
              field={meta("need", { initialValue: "any" })}
              label="How many of these"
              look="seg"
              options={[
                { value: "any", label: "Any of" },
                { value: "all", label: "All of" },
              ]}
            />
            <CheckboxGroup
              field={meta("sets", { initialValue: ["cpt"] })}
              label="Code sets"
              columns
              options={["CPT", "HCPCS II", "ICD-10-CM", "ICD-10-PCS"].map((label) => ({
                value: label.toLowerCase(),
                label,
              }))}
            />
            <CheckboxField field={meta("mail", { initialValue: "on" })} label="Send me a message when it is live" />
          </FormPart>
          <FormPart legend="Every field, with an error">
            <TextField field={wrong.email} label="E-mail" type="email" help="We send a link to confirm it." />
            <TextField field={wrong.years} label="Years" code inputMode="numeric" />
            <MoneyField field={wrong.pay} label="Pay" />
            <SelectField
              field={wrong.unit}
              label="Unit"
              placeholder="Choose a unit"
              options={[{ value: "hour", label: "an hour" }]}
            />
            <TextArea field={wrong.body} label="Text" rows={3} />
            <FileField field={wrong.resume} label="Résumé" />
            <RadioGroup
              field={wrong.apprentices}
              label="Apprentices"
              options={[
                { value: "a", label: "Welcome", help: "CPC-A, COC-A and CCA may apply as they are" },
                { value: "b", label: "No apprentices" },
              ]}
            />
            <CheckboxField field={wrong.consent} label="I agree to the terms" help="Version of November 1." />
          </FormPart>
        </main>
        <aside className="stick" aria-label="Preview">
          <Box className="pv" title="Preview of the card">
            <JobCard {...CARDS[1]!} level={3} />
          </Box>
        </aside>
      </div>
      <SubmitBar said="Draft saved 14 seconds ago." detail="Authorized now, charged only if approved.">
        <Button name="go" value="back">
          Back to Pay
        </Button>
        <Button name="go" value="next">
          Save and continue
        </Button>
        <Button variant="go" name="go" value="submit">
          Authorize $199 and submit for review
        </Button>
      </SubmitBar>
    </form>
    {footer}
  </Frame>
);

const parts = (
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
        <CodeGroups groups={RULE} />
        <CodeGroups groups={[{ need: "any", level: "preferred", codes: [{ code: "CRC" }, { code: "CDEO" }] }]} />
        <CodeGroups groups={[]} />
        <p className="facts">
          <ApprenticeMark answer="welcome" /> <ApprenticeMark answer="conditional" /> <ApprenticeMark answer="none" />{" "}
          <ApprenticeMark answer="not-stated" />
        </p>
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
        <RangeBar low={2800} high={2800} />
        <RangeBar low={1200} high={9000} median={4000} />
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

function errorPage(status: number) {
  return (
    <Frame guest>
      <ErrorPage
        status={status}
        reference={status === 500 ? "2xJk9Qm" : undefined}
        secondary={status === 410 ? { to: "/employers/x", label: "More from this employer" } : undefined}
      />
      {footer}
    </Frame>
  );
}

/** The gallery's pages by file name. */
export const pages: Record<string, ReactElement> = {
  search,
  job,
  form,
  parts,
  "error-404": errorPage(404),
  "error-410": errorPage(410),
  "error-500": errorPage(500),
};
