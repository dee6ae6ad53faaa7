import { DataTable } from "~/ui/data.tsx";
import { countOf } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import type { PostingPreview } from "./posting-preview.ts";

/** A job as a list of search results shows it. */
export function SearchResult({ preview }: { preview: PostingPreview }) {
  const { title, employer, where, facts, crumbs, snippet } = preview;
  return (
    <div className="serp">
      <p className="serp-site">{crumbs.join(" › ")}</p>
      <p className="serp-title">{title || "Your title"}</p>
      <p>
        {employer}, {where}
      </p>
      <p className="quiet">{facts.join(" · ")}</p>
      <p className="serp-text">{snippet}</p>
    </div>
  );
}

/** What of Google's wishes the job holds, in a line. */
export function PostingTally({ preview }: { preview: PostingPreview }) {
  const missing = (need: "required" | "recommended") =>
    preview.checks.filter((check) => check.need === need && !check.met);
  const [required, recommended] = [missing("required"), missing("recommended")];
  return (
    <p className="small">
      <Icon name={required.length ? "miss" : "ok"} />{" "}
      {required.length === 0
        ? "Everything that search engines require is there."
        : `${countOf(required.length, "required property", "required properties")} missing: ${required.map(({ property }) => property).join(", ")}.`}
      {recommended.length ? ` Recommended and missing: ${recommended.map(({ property }) => property).join(", ")}.` : ""}
    </p>
  );
}

/** The search engines' view whole: the result, every property with its state, and the markup itself. */
export function SearchEngineView({ preview, markup }: { preview: PostingPreview; markup: string }) {
  return (
    <section className="pagepv" aria-labelledby="engines">
      <h2 id="engines">As search engines see it</h2>
      <SearchResult preview={preview} />
      <PostingTally preview={preview} />
      <DataTable
        caption="What Google asks of a job"
        captionHidden
        rowHeaders
        columns={[
          { key: "property", label: "Property" },
          { key: "words", label: "What it says" },
          { key: "state", label: "State" },
        ]}
        rows={preview.checks.map(({ property, need, met, words }) => ({
          key: property,
          cells: [
            <span key="property">
              <code>{property}</code> <span className="quiet small">{need}</span>
            </span>,
            words,
            <span key="state" className="nowrap">
              <Icon name={met ? "ok" : "miss"} /> {met ? "In order" : "Missing"}
            </span>,
          ],
        }))}
      />
      <details className="fold">
        <summary>The markup (JSON-LD)</summary>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <pre className="markup" tabIndex={0} role="region" aria-label="JSON-LD of the job">
          <code>{markup}</code>
        </pre>
      </details>
    </section>
  );
}
