import { describe, expect, it, vi } from "vitest";
import { answerFor, ErrorPage } from "~/ui/answers";
import { Button } from "~/ui/button";
import { codeGroupsText, rangeBarText } from "~/ui/card-text";
import { type CodeGroup, CredentialRule } from "~/ui/codes";
import { DefinitionList, Time } from "~/ui/data";
import { FacetValues, facetLook } from "~/ui/facet-values";
import { FilterChip } from "~/ui/facets";
import { PayFigure, StateMap, stateSentence } from "~/ui/figures";
import { Masthead } from "~/ui/frame";
import { Steps } from "~/ui/steps";
import { MOST_STATES, NOW, RULE, tiles } from "./gallery-data";
import { pages } from "./gallery";
import { render } from "./render";

/** What a reader would hear: tags gone, spaces single. */
function words(html: string): string {
  return html.replace(/<[^>]+>/g, "").replace(/\s+/g, " ").trim(); // prettier-ignore
}

describe("the credential rule", () => {
  it("on a card says how many of each group are needed", async () => {
    expect(words(codeGroupsText(RULE).text)).toBe(
      "Any of CPC (you hold it) CCS and any of COC CIC in lieu 5 years of inpatient facility coding Preferred CDIP",
    );
  });

  it("says “All of” even for one, and sets preferred groups last", async () => {
    const groups: CodeGroup[] = [
      { need: "any", level: "preferred", codes: [{ code: "CRC" }, { code: "CDEO" }] },
      { need: "all", level: "required", codes: [{ code: "CCS" }] },
    ];
    expect(words(codeGroupsText(groups).text)).toBe("All of CCS Preferred, any of CRC CDEO");
  });

  it("that the source did not say is not stated", async () => {
    expect(words(codeGroupsText([]).text)).toBe("Credentials not stated");
  });

  it("on the job page is joined by AND", async () => {
    const text = words(await render(<CredentialRule groups={RULE} />));
    expect(text).toContain("Requiredany of CPC (you hold it) CCSANDRequiredany of COC CIC");
    expect(text).toContain("IF YOU CANPreferredall of CDIP");
  });
});

describe("the state map", () => {
  it("has a text alternative and the names in words", async () => {
    const html = await render(<StateMap states={MOST_STATES} />);
    expect(html).toContain('role="img" aria-label="States on a map: 38 open, 13 not"');
    const text = words(html);
    expect(text).toContain("38 states are open, shown solid, among them yours, Ohio (ringed).");
    expect(text).toContain("Not open, shown as outlines: AK, CA, CO");
    expect(text).toContain("Vermont and Washington");
  });

  it("says how it stands in every case", () => {
    expect(stateSentence(tiles(() => true))).toBe("All 51 are open.");
    expect(stateSentence(tiles((code) => code === "OH", "CA"))).toBe(
      "1 state is open, shown solid; yours, California (ringed), is not.",
    );
    expect(stateSentence(tiles(() => false))).toBe("No state is open.");
  });
});

describe("pay as a picture", () => {
  it("says its amounts in words, with and without a median", async () => {
    expect(rangeBarText({ low: 3400, high: 4150, median: 3580 }).text).toContain(
      'aria-label="Pay range against similar jobs: $34.00 to $41.50, median $35.80"',
    );
    expect(rangeBarText({ low: 3400, high: 4150, effective: true }).text).toContain(
      'aria-label="Effective hourly range: $34.00 to $41.50"',
    );
    const alone = await render(<PayFigure low={6_800_000} high={8_400_000} unit="a year" />);
    expect(alone).toContain("This job pays $68,000 to $84,000 a year.");
    expect(alone).not.toContain("median");
  });

  it("stays inside its frame whatever is paid", async () => {
    const html = rangeBarText({ low: 100, high: 999_900, median: 500_000 }).text;
    const widths = [...html.matchAll(/(?:x|width)="([\d.]+)%"/g)].map((match) => Number(match[1]));
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
  });
});

describe("the parts", () => {
  it("give React nothing to complain of", async () => {
    const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
    for (const page of Object.values(pages)) await render(page);
    expect(complaints.mock.calls).toEqual([]);
    complaints.mockRestore();
  });

  it("never use an inline style, which the content security policy would refuse", async () => {
    for (const page of Object.values(pages)) expect(await render(page)).not.toMatch(/<[^>]+ style=|<style|<script/);
  });

  it("name every glyph in words: no icon speaks for itself", async () => {
    for (const page of Object.values(pages)) {
      for (const [svg] of (await render(page)).matchAll(/<svg class="i[^>]*>/g))
        expect(svg).toContain('aria-hidden="true"');
    }
  });

  it("a facet option says its count and fades at zero, but can be chosen", async () => {
    const html = await render(
      <FacetValues
        name="credential"
        values={[{ value: "circc", look: facetLook("circc", "CIRCC"), count: 0, checked: false }]}
      />,
    );
    // The stylesheet adds "jobs", or "job" to a one, for those who hear it.
    expect(words(html)).toBe("CIRCC 0");
    expect(html).toContain('class="n"');
    expect(html).toContain("opt--zero");
    expect(html).not.toContain("disabled");
  });

  it("a facet value is text, whatever stands in it", async () => {
    const hostile = `"><script>alert('1')</script>&`;
    const html = await render(
      <FacetValues
        name={hostile}
        values={[{ value: hostile, look: facetLook(hostile, hostile, { who: hostile }), checked: true }]}
      />,
    );
    expect(html).not.toContain("<script");
    expect(html.match(/&quot;&gt;&lt;script&gt;alert\(&#x27;1&#x27;\)&lt;\/script&gt;&amp;/g)).toHaveLength(4);
  });

  it("values past those shown wait under a more", async () => {
    const values = ["a", "b", "c"].map((value) => ({
      value,
      look: facetLook(value, value),
      count: 1,
      checked: value === "b",
    }));
    const html = await render(<FacetValues name="mode" values={values} shown={1} />);
    expect(words(html)).toMatch(/^a 1 ?2 more ?b 1 ?c 1$/);
    expect(html.match(/checked/g)).toHaveLength(1);
    expect(html.match(/n--one/g)).toHaveLength(3);
  });

  it("a chip says that it removes", async () => {
    expect(words(await render(<FilterChip to="/jobs">CCS</FilterChip>))).toBe("Remove CCS");
  });

  it("a pending button keeps its focus and says what it does", async () => {
    const html = await render(
      <Button pending pendingLabel="Sending…">
        Apply
      </Button>,
    );
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toContain(" disabled");
    expect(words(html)).toBe("Sending…");
  });

  it("an unstated value is said, not left blank", async () => {
    expect(words(await render(<DefinitionList items={[{ term: "EHR" }]} />))).toBe("EHRNot stated");
  });

  it("a time carries its moment and its full date", async () => {
    expect(await render(<Time at="2026-11-09T10:00:00.000Z" now={NOW} />)).toBe(
      '<time dateTime="2026-11-09T10:00:00.000Z" title="November 9, 2026, 10:00 UTC">12 days ago</time>',
    );
  });

  it("the masthead marks where one is, in both menus, and signs out by a form", async () => {
    const html = await render(
      <Masthead
        entries={[{ to: "/jobs", label: "Jobs", current: true }]}
        person={{ name: "Ruth", to: "/account" }}
        signOutAction="/sign-out"
      />,
    );
    expect(html.match(/aria-current="page"/g)).toHaveLength(2);
    expect(html).toContain('<form method="post" action="/sign-out">');
  });

  it("steps say which are done and which is to correct", async () => {
    const html = await render(
      <Steps
        steps={[
          { key: "a", label: "The job", state: "done", to: "/a" },
          { key: "b", label: "Pay", state: "wrong", to: "/b" },
          { key: "c", label: "Who", state: "current" },
        ]}
      />,
    );
    expect(words(html)).toContain("The job (done)Pay (to correct)Who");
    expect(words(html)).toContain("Step 3 of 3: Who");
  });

  it("an error page has a next step for every status", async () => {
    for (const status of [400, 403, 404, 410, 413, 418, 429, 500, 502, 503]) {
      expect(words(await render(<ErrorPage status={status} />))).toContain(answerFor(status).next.label);
    }
    expect(answerFor(418)).toBe(answerFor(400));
    expect(answerFor(502)).toBe(answerFor(500));
  });
});
