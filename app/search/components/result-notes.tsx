import { Link } from "@remix-run/react";
import { placeProblems } from "~/platform/geocoder/place-answer.ts";
import { frontPaths } from "~/platform/front-paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { countOf } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import { Note } from "~/ui/notes.tsx";
import {
  anyJob,
  choicesOf,
  onlyWith,
  toSearchParams,
  withAfter,
  without,
  type Choice,
  type JobCriteria,
} from "../criteria.ts";
import type { FitNote } from "../fit-note.ts";
import type { Droppable, Found, SearchedPlace } from "../job-search.ts";
import { choiceWords, dropWords } from "./search-words.ts";

/** Where the page of a search is. */
export function searchPath(criteria: JobCriteria): string {
  return frontPaths.jobs(toSearchParams(criteria));
}

/** The search without what could be dropped, from its first page. */
export function withoutDropped(criteria: JobCriteria, drop: Droppable): JobCriteria {
  return "word" in drop ? withAfter({ ...criteria, q: drop.q }, null) : without(criteria, drop.choice);
}

/** So many other readings of a place are offered. */
const MOST_PLACES = 5;

/** What was made of the place: other places of the name, what was set aside, or why it is none. */
export function PlaceNote({ place, criteria }: { place: SearchedPlace | null; criteria: JobCriteria }) {
  if (!place) return null;
  const { answer } = place;
  const others = "alternatives" in answer ? answer.alternatives.slice(0, MOST_PLACES) : [];
  const links = others.flatMap(({ label }, index) => [
    index > 0 ? " · " : " ",
    <Link key={label} to={searchPath(withAfter({ ...criteria, place: label }, null))}>
      {label}
    </Link>,
  ]);
  if (answer.kind === "unresolved")
    return (
      <Note kind="warn" title={`“${criteria.place}” was left out of the search`}>
        {placeProblems[answer.reason]}
        {links.length ? <> Did you mean{links}?</> : null}
      </Note>
    );
  const note = "note" in answer ? answer.note : null;
  if (!note && links.length === 0) return null;
  return (
    <p className="dym">
      {note}
      {links.length ? <> Other places of that name:{links}</> : null}
    </p>
  );
}

/** The words that were probably meant, where no job has those that were typed. */
export function SpellingNote({ didYouMean, criteria }: { didYouMean: string | null; criteria: JobCriteria }) {
  if (didYouMean === null) return null;
  return (
    <p className="dym">
      Did you mean <Link to={searchPath(withAfter({ ...criteria, q: didYouMean }, null))}>{didYouMean}</Link>?
    </p>
  );
}

/** What the search would say of a profile, to who has none. */
export function ProfileNote({ note }: { note: FitNote | null }) {
  if (!note) return null;
  const words = (
    <>
      {note.words} <Link to={note.to}>{note.label}</Link>
    </>
  );
  return note.title ? <Note title={note.title}>{words}</Note> : <p className="dym">{words}</p>;
}

/** Which parts of the address meant nothing to the search. */
export function IgnoredNote({ ignored }: { ignored: readonly string[] }) {
  const said = ignored.filter((part) => !part.startsWith("place="));
  if (said.length === 0) return null;
  return (
    <Note
      kind="warn"
      title={
        said.length === 1 ? "One part of this search was not understood" : "Some of this search was not understood"
      }
    >
      It was left out: {said.map((part) => part.replace(/=/, " ")).join(", ")}.
    </Note>
  );
}

/** So many ways out of a search that found nothing are shown. */
const MOST_DROPS = 8;

/** A search that found nothing: which choice or word to drop, and what that would bring. */
export function NothingFound({
  criteria,
  droppable,
  keepable,
  employerNames,
}: {
  criteria: JobCriteria;
  droppable: Found["droppable"];
  keepable: readonly { choice: Choice; count: number }[];
  employerNames: Record<string, string>;
}) {
  const asked = choicesOf(criteria).length > 0;
  return (
    <div className="empty">
      <Icon name="list" />
      <h2>{asked ? "No job matches all of this" : "No job is listed at the moment"}</h2>
      <p>{emptyWords(asked, droppable.length, keepable.length)}</p>
      {droppable.length + keepable.length > 0 ? (
        <ul className="drops">
          {droppable.slice(0, MOST_DROPS).map((drop) => (
            <li key={"word" in drop ? `q ${drop.word} ${drop.q}` : drop.choice}>
              <Link to={searchPath(withoutDropped(criteria, drop))}>{dropWords(criteria, drop, employerNames)}</Link>:{" "}
              {countOf(drop.count, "job")}
            </li>
          ))}
          {keepable.map(({ choice, count }) => (
            <li key={choice}>
              <Link to={searchPath(onlyWith(criteria, choice))}>
                Only {choiceWords(criteria, choice, employerNames)}
              </Link>
              : {countOf(count, "job")}
            </li>
          ))}
        </ul>
      ) : null}
      {asked ? (
        <div className="btns">
          <ButtonLink to={searchPath(anyJob())}>Show all jobs</ButtonLink>
        </div>
      ) : null}
    </div>
  );
}

function emptyWords(asked: boolean, droppable: number, keepable: number): string {
  if (droppable > 0) return "Leave out one thing, and there is more:";
  if (keepable > 0) return "Leaving out one choice would not be enough. Taken one at a time, there is more:";
  return asked
    ? "None of the choices is found in any job that is listed now."
    : "New ones come every week. Look in again.";
}
