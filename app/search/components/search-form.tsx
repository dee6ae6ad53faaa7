import { Form } from "@remix-run/react";
import { useEffect, useState, type ComponentType } from "react";
import { frontPaths } from "~/platform/front-paths.ts";
import { Button } from "~/ui/button.tsx";
import {
  choicesOf,
  DEFAULT_RADIUS,
  PLACE_LENGTH,
  QUERY_LENGTH,
  toSearchParams,
  withAfter,
  type JobCriteria,
} from "../criteria.ts";
import type { SuggestionsProps } from "./suggestions.tsx";
import { useFollowing, useLiveSearch } from "./use-live-search.ts";

const RADII = [10, 25, 50, 100, 250];
const ownFields = ["q", "place", "radius"];

/** The rest of a search as hidden fields, for a form that asks for some of it. */
export function keptFields(criteria: JobCriteria, own: readonly string[]): { name: string; value: string }[] {
  return [...toSearchParams(withAfter(criteria, null))]
    .filter(([name]) => !own.includes(name))
    .map(([name, value]) => ({ name, value }));
}

/** What offers suggestions, once it is loaded: `load` begins that. Most visits never need it. */
function useSuggestions() {
  const [component, setComponent] = useState<{ Suggestions: ComponentType<SuggestionsProps> }>();
  const load = () => {
    // Where it cannot be had the fields are what they were.
    if (!component) import("./suggestions.tsx").then(setComponent, () => undefined);
  };
  return { Suggestions: component?.Suggestions, load };
}

/** The three fields of the search: words, place, radius. The other choices are kept. */
export function SearchForm({ criteria, bar = true }: { criteria: JobCriteria; bar?: boolean }) {
  const { submit, search } = useLiveSearch();
  const { Suggestions, load } = useSuggestions();
  const q = useFollowing<HTMLInputElement>(criteria.q);
  const place = useFollowing<HTMLInputElement>(criteria.place);
  const radiusText = criteria.radius === null || criteria.radius === DEFAULT_RADIUS ? "" : String(criteria.radius);
  const radius = useFollowing<HTMLSelectElement>(radiusText);
  const radii = [...new Set([...RADII, criteria.radius ?? DEFAULT_RADIUS])].sort((a, b) => a - b);
  useEffect(() => {
    // A field may have got the focus before there was script.
    const focused = document.activeElement;
    if (focused && (focused === q.current || focused === place.current)) load();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, as the page begins
  }, []);

  const hasChoices = choicesOf(criteria).some((choice) => choice !== "q" && choice !== "place");

  return (
    <search className={bar ? "seek" : "seek seek--open"}>
      <Form method="get" action={frontPaths.jobs()} className={bar ? "wrap" : undefined} onSubmit={submit(false)}>
        <div className="field f-suggest f-q">
          <label className="label" htmlFor="q">
            Words
          </label>
          <input
            ref={q}
            className="input"
            id="q"
            name="q"
            maxLength={QUERY_LENGTH}
            defaultValue={criteria.q}
            placeholder="Job, setting, credential, employer"
            enterKeyHint="search"
            onFocus={load}
          />
          {Suggestions ? <Suggestions field="q" input={q} hasChoices={hasChoices} onSearch={search} /> : null}
        </div>
        <div className="field f-suggest">
          <label className="label" htmlFor="place">
            Place
          </label>
          <input
            ref={place}
            className="input"
            id="place"
            name="place"
            maxLength={PLACE_LENGTH}
            defaultValue={criteria.place}
            placeholder="City and state, ZIP or remote"
            autoComplete="off"
            enterKeyHint="search"
            onFocus={load}
          />
          {Suggestions ? <Suggestions field="place" input={place} hasChoices={hasChoices} onSearch={search} /> : null}
        </div>
        <div className="field">
          <label className="label" htmlFor="radius">
            Within
          </label>
          <select ref={radius} className="select" id="radius" name="radius" defaultValue={radiusText}>
            {radii.map((miles) => (
              <option key={miles} value={miles === DEFAULT_RADIUS ? "" : miles}>
                {miles} {miles === 1 ? "mile" : "miles"}
              </option>
            ))}
          </select>
        </div>
        {keptFields(criteria, ownFields).map(({ name, value }) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <Button variant="go">Search jobs</Button>
      </Form>
    </search>
  );
}
