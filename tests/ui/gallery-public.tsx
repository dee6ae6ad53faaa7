import { Button, ButtonLink } from "~/ui/button";
import { CodeChip, CodeList, CredentialRule } from "~/ui/codes";
import { DataTable, DefinitionList, Time } from "~/ui/data";
import { FacetValues, facetLook } from "~/ui/facet-values";
import { FacetList, FacetOpener, FacetSheet, FilterChips, Pager } from "~/ui/facets";
import { PayFigure, StateMap } from "~/ui/figures";
import { RangeLegend } from "~/ui/range-bar";
import { Crumb, Wrap } from "~/ui/frame";
import { Icon, iconSpriteUrl } from "~/ui/icon";
import { JobCard } from "~/ui/job-card";
import { Box, Checklist, Dock, Duo, Prose, Section } from "~/ui/layout";
import { Mark } from "~/ui/mark";
import { markup } from "~/ui/markup";
import { CARDS, MOST_STATES, NOW, RULE } from "./gallery-data";
import { footer, Frame } from "./gallery-frame";

const CREDENTIALS = ["CCS AHIMA 39", "CIC AAPC 27", "CPC AAPC 18", "RHIT AHIMA 15", "CIRCC AAPC 0"].map((entry) => {
  const [label = "", who = "", count = "0"] = entry.split(" ");
  const value = label.toLowerCase();
  return { value, look: facetLook(value, label, { code: true, who }), count: Number(count), checked: label === "CCS" };
});

const SAVE = markup`<svg class="i" aria-hidden="true"><use href="${`${iconSpriteUrl}#save`}"></use></svg>`;

/** A search page as a seeker sees it. */
export const search = (
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
          <FacetValues name="credential" values={CREDENTIALS} />
        </FacetList>
        <FacetList label="Where you work" open>
          <FacetValues
            name="mode"
            values={[
              { value: "remote", look: facetLook("remote", "Remote"), count: 1204, checked: true },
              { value: "on-site", look: facetLook("on-site", "On-site"), count: 1, checked: false },
            ]}
          />
        </FacetList>
        <FacetList label="Setting">
          <FacetValues
            name="setting"
            values={[{ value: "snf", look: facetLook("snf", "SNF"), count: 0, checked: true }]}
          />
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
              save={markup`<button type="button" class="btn save">${SAVE}<span class="w">Save<span class="vh"> ${card.title}</span></span></button>`} // prettier-ignore
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

/** A job page as a seeker sees it. */
export const job = (
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
