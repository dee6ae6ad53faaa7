import { Form } from "@remix-run/react";
import type { JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { FieldRow } from "~/ui/field.tsx";
import { formatNumber } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import {
  applicantSortLabels,
  applicantSorts,
  everybody,
  filterSearch,
  isNarrowed,
  WAITING_DAYS,
  WORDS_LENGTH,
  type ApplicantFilter,
} from "../applicant-filter.ts";
import type { Colleague } from "../applicant-forms.ts";
import { applicationStateLabels, type ApplicationState } from "../application.ts";

type Props = {
  jobId: JobId;
  filter: ApplicantFilter;
  /** `list` when the page is a list and no board. */
  view?: "list";
  views: { unrated: number; mine: number; waiting: number; fine?: number };
  inPlay: number;
  count: (state: ApplicationState) => number;
};

/** The views most asked for, and where those are who are in play no more. */
export function ApplicantViews({ jobId, filter, view, views, inPlay, count }: Props) {
  const base = paths.applicants(jobId);
  const one = (label: string, count: number, more: Partial<ApplicantFilter>) => ({
    label,
    count,
    filter: { ...everybody, sort: filter.sort, ...more },
  });
  const chips = [
    one("All in play", inPlay, {}),
    ...(views.fine === undefined ? [] : [one("Answered as asked for", views.fine, { answers: "fine" })]),
    one("Not rated", views.unrated, { rating: "none" }),
    one("Yours", views.mine, { whose: "me" }),
    one(`Waiting over ${WAITING_DAYS} days`, views.waiting, { waiting: true }),
  ];
  const here = filterSearch(filter);
  const aside = (["hired", "declined", "withdrawn"] as const).filter((state) => count(state) > 0);
  return (
    <nav className="filters" aria-label="Applicants">
      {chips.map((chip) => {
        const search = filterSearch(chip.filter);
        return (
          <PageLink
            key={chip.label}
            prefetch={false}
            className="chip"
            to={`${base}${filterSearch(chip.filter, { view })}`}
            aria-current={search === here ? "true" : undefined}
          >
            {chip.label} {formatNumber(chip.count)}
          </PageLink>
        );
      })}
      {aside.length > 0 ? (
        <span className="small quiet">
          Set aside:{" "}
          {aside.map((state, index) => (
            <span key={state}>
              {index > 0 ? ", " : null}
              <PageLink
                to={`${base}${filterSearch({ ...filter, state })}`}
                prefetch={false}
                aria-current={filter.state === state ? "page" : undefined}
              >
                {formatNumber(count(state))} {applicationStateLabels[state].toLowerCase()}
              </PageLink>
            </span>
          ))}
        </span>
      ) : null}
    </nav>
  );
}

/** Everything else that may be asked, as one GET form. */
export function ApplicantSearch({
  jobId,
  filter,
  view,
  colleagues,
}: Pick<Props, "jobId" | "filter" | "view"> & { colleagues: readonly Colleague[] }) {
  const field = (name: string, initialValue: string | undefined) => ({ id: `f-${name}`, name, initialValue });
  const narrowed = isNarrowed(filter) || filter.sort !== "new";
  return (
    <details className="narrow-people" open={narrowed}>
      <summary>
        <Icon name="sift" /> Search and sort <Icon name="chev" />
      </summary>
      <Form method="get" action={paths.applicants(jobId)} key={filterSearch(filter)}>
        {filter.state ? <input type="hidden" name="state" value={filter.state} /> : null}
        {view ? <input type="hidden" name="view" value={view} /> : null}
        {filter.waiting ? <input type="hidden" name="waiting" value="1" /> : null}
        <FieldRow>
          <TextField field={field("q", filter.words)} label="Name" type="search" maxLength={WORDS_LENGTH} />
          <SelectField
            field={field("rating", filter.rating?.toString())}
            label="Rating"
            placeholder="Any"
            options={[
              { value: "none", label: "Not rated" },
              ...[5, 4, 3, 2, 1].map((stars) => ({
                value: String(stars),
                label: stars === 5 ? "5 of 5" : `${stars} of 5 or better`,
              })),
            ]}
          />
          <SelectField
            field={field("whose", filter.whose)}
            label="With"
            placeholder="Anybody"
            options={[
              { value: "me", label: "You" },
              { value: "none", label: "Nobody yet" },
              ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <SelectField
            field={field("answers", filter.answers)}
            label="Answers"
            placeholder="Any"
            options={[
              { value: "fine", label: "As you asked for" },
              { value: "outside", label: "Some outside it" },
            ]}
          />
          <SelectField
            field={field("sort", filter.sort)}
            label="Order"
            options={applicantSorts.map((sort) => ({ value: sort, label: applicantSortLabels[sort] }))}
          />
        </FieldRow>
        <div className="btns">
          <Button>Show</Button>
          {narrowed ? (
            <ButtonLink
              variant="text"
              to={`${paths.applicants(jobId)}${filterSearch({ ...everybody, state: filter.state }, { view })}`}
            >
              Clear
            </ButtonLink>
          ) : null}
        </div>
      </Form>
    </details>
  );
}
