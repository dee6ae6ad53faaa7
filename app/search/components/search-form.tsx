import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import {
  DEFAULT_RADIUS,
  PLACE_LENGTH,
  QUERY_LENGTH,
  toSearchParams,
  withAfter,
  type JobCriteria,
} from "../criteria.ts";
import { useFollowing, useLiveSearch } from "./use-live-search.ts";

const RADII = [10, 25, 50, 100, 250];
const ownFields = ["q", "place", "radius"];

/** The rest of a search as hidden fields, for a form that asks for some of it. */
export function keptFields(criteria: JobCriteria, own: readonly string[]): { name: string; value: string }[] {
  return [...toSearchParams(withAfter(criteria, null))]
    .filter(([name]) => !own.includes(name))
    .map(([name, value]) => ({ name, value }));
}

/** The three fields of the search: words, place, radius. The other choices are kept. */
export function SearchForm({ criteria, bar = true }: { criteria: JobCriteria; bar?: boolean }) {
  const { submit } = useLiveSearch();
  const q = useFollowing<HTMLInputElement>(criteria.q);
  const place = useFollowing<HTMLInputElement>(criteria.place);
  const radiusText = criteria.radius === null || criteria.radius === DEFAULT_RADIUS ? "" : String(criteria.radius);
  const radius = useFollowing<HTMLSelectElement>(radiusText);
  const radii = [...new Set([...RADII, criteria.radius ?? DEFAULT_RADIUS])].sort((a, b) => a - b);
  return (
    <search className={bar ? "seek" : "seek seek--open"}>
      <Form method="get" action={paths.jobs()} className={bar ? "wrap" : undefined} onSubmit={submit(false)}>
        <div className="field f-q">
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
          />
        </div>
        <div className="field">
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
          />
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
