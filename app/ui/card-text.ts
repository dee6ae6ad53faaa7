import type { CodeGroup } from "./codes";
import { formatMoney } from "./format";
import { iconSpriteUrl, type IconName } from "./icon";
import { madeOnce } from "./made-once";
import { markup, type Markup, type Piece } from "./markup";
import { MARKS, type ApprenticeAnswer, type MarkKind } from "./mark";
import { span, type RangeBarProps } from "./range-bar";
import { HOURLY_PAY_SCALE, percent, positionOn } from "./scale";

export interface JobCardProps {
  to: string;
  title: string;
  /** The title's heading level on the page. */
  level?: 2 | 3;
  featured?: boolean;
  /** `$33.50–$41.00`; absent means not stated. */
  pay?: string;
  /** `an hour, W-2 full-time`. */
  payUnit?: string;
  range?: RangeBarProps;
  /** `$32.69–$40.38 an hour` for pay that is not hourly; said as an approximation. */
  effective?: string;
  employer: string;
  verified?: boolean;
  /** Where a listing that no employer posted comes from: `Unverified listing, applies at the source`. */
  source?: string;
  /** `Remote, 38 states`. */
  place?: string;
  groups: readonly CodeGroup[];
  /** Said where there is no group; that nothing is stated, unless told. */
  noGroups?: string;
  apprentices: ApprenticeAnswer;
  /** `3 inpatient charts an hour at 95 %, downtime paid`. */
  production?: string;
  /** Further short facts. */
  facts?: readonly string[];
  /** Whether the seeker qualifies, in words. */
  fit?: { kind: Extract<MarkKind, "ok" | "missing" | "refused" | "unsaid">; words: string };
  /** `Posted 12 days ago, confirmed open yesterday`. */
  age: string;
  /** The save form's button, when there is one. */
  save?: Markup;
}

// The parts of a job card as text. Those that stand elsewhere too have a component of the same look: Icon, Mark, CodeChip.

function icon(name: IconName, fill = false): Markup {
  return markup`<svg class="${fill ? "i fill" : "i"}" aria-hidden="true"><use href="${`${iconSpriteUrl}#${name}`}"></use></svg>`; // prettier-ignore
}

function mark(words: Piece, kind: MarkKind = "fact", glyph: IconName | undefined = MARKS[kind].icon): Markup {
  const className = MARKS[kind].className ? `mark ${MARKS[kind].className}` : "mark";
  return markup`<span class="${className}">${glyph && markup`${icon(glyph, kind === "featured")} `}<span>${words}</span></span>`; // prettier-ignore
}

const APPRENTICES: Record<ApprenticeAnswer, { glyph?: IconName; words: string }> = {
  welcome: { glyph: "ap-yes", words: "Apprentices welcome" },
  conditional: { glyph: "ap-some", words: "Apprentices with Practicode or externship" },
  none: { glyph: "ap-no", words: "No apprentices" },
  "not-stated": { words: "Apprentices not stated" },
};

/** The apprentice answer that stands on every card. */
export function apprenticeText(answer: ApprenticeAnswer): Markup {
  const { glyph, words } = APPRENTICES[answer];
  return mark(words, "fact", glyph);
}

function operator(group: CodeGroup): string {
  return group.need === "any" ? "any of" : "all of";
}

/** `Any of`, `and all of`, `Preferred`: the words that stand before a group, by its place in the rule. */
function wordsBefore(group: CodeGroup, isFirst: boolean): string {
  if (group.level === "preferred")
    return group.need === "any" && group.codes.length > 1 ? "Preferred, any of" : "Preferred";
  return isFirst ? (group.need === "any" ? "Any of" : "All of") : `and ${operator(group)}`;
}

/** The credential rule in one line. `notStated` is said when there is no group. */
export function codeGroupsText(groups: readonly CodeGroup[], notStated = "Credentials not stated"): Markup {
  if (groups.length === 0) return markup`<p class="codes quiet small">${notStated}</p>`;
  const inOrder = [...groups].sort((a, b) => Number(a.level === "preferred") - Number(b.level === "preferred"));
  const lines = inOrder.map((group, index) => {
    const codes = group.codes.map(({ code, own, name }) => {
      const kind = own ? "own" : group.level === "required" ? "req" : "pref";
      return markup` <span class="code code--${kind}"${name && markup` title="${name}"`}>${code}${own && markup`<span class="vh"> (you hold it)</span>`}</span>`; // prettier-ignore
    });
    const lieu = group.inLieu && markup` <span class="op">in lieu</span> <span class="small">${group.inLieu}</span>`;
    return markup`${index > 0 && " "}<span class="cg"><span class="op">${wordsBefore(group, index === 0)}</span>${codes}${lieu}</span>`; // prettier-ignore
  });
  return markup`<p class="codes codes--groups">${lines}</p>`;
}

/** A card's pay range on the scale that all cards share, with the median of similar jobs where it is known. */
export function rangeBarText(bar: RangeBarProps): Markup {
  const { low, high, median, effective = false, scale = HOURLY_PAY_SCALE } = bar;
  const money = (cents: number) => formatMoney(cents, { cents: "always" });
  const name = effective ? "Effective hourly range" : "Pay range";
  const range = `${money(low)} to ${money(high)}`;
  const label =
    median === undefined ? `${name}: ${range}` : `${name} against similar jobs: ${range}, median ${money(median)}`;
  const { x, width } = span(scale, low, high);
  const middle = median !== undefined && markup`<rect class="med" x="${percent(positionOn(scale, median))}" y="0" width="2" height="12"></rect>`; // prettier-ignore
  return markup`<svg class="range" role="img" aria-label="${label}"><rect class="track" y="5" width="100%" height="2"></rect><rect class="span" x="${x}" width="${width}" y="3" height="6" rx="1"></rect>${middle}</svg>`; // prettier-ignore
}

/** What stands beside a card's title: what it pays. */
function payText(job: JobCardProps): Markup {
  return markup`${job.featured && markup`<p>${mark("Featured", "featured")}</p>`}<p class="${job.pay ? "pay" : "pay pay--none"}">${job.pay ?? "Pay not stated"} <span class="pay-unit">${job.payUnit}</span></p>${job.range && rangeBarText(job.range)}${job.effective && markup`<p class="pay-eff"><span class="vh">About</span><span aria-hidden="true">≈</span> ${job.effective}</p>`}`; // prettier-ignore
}

/** What stands below it: employer, place, credentials, apprentices, production, age. */
function factsText(job: JobCardProps): Markup {
  const employer = markup`<p class="job-org"><b>${job.employer}</b> ${job.verified && mark("Verified", "verified")} ${job.source && mark(job.source, "fact", "away")} ${job.place && markup`<span>${job.place}</span>`}</p>`; // prettier-ignore
  const production = job.production && mark(job.production, "fact", "rate");
  const facts = markup`<p class="facts">${apprenticeText(job.apprentices)}${production}${job.facts?.map((fact) => mark(fact))}</p>`; // prettier-ignore
  const age = markup`<p class="age">${job.fit && mark(job.fit.words, job.fit.kind)} <span>${job.age}</span></p>`;
  return markup`${employer}${codeGroupsText(job.groups, job.noGroups)}${facts}${age}`;
}

export function cardClass({ featured }: Pick<JobCardProps, "featured">): string {
  return featured ? "job job--featured" : "job";
}

/**
 * What a card holds, in reading order: pay, title, employer, place, credentials, apprentices, production, age. `discover`
 * as `PageLink` has it.
 */
export function cardBody(job: JobCardProps, discover: boolean): Markup {
  const level = markup`h${job.level ?? 2}`;
  const title = markup`<${level} class="job-title"><a href="${job.to}"${discover && markup` data-discover="true"`}>${job.title}</a></${level}>`; // prettier-ignore
  return markup`<div>${payText(job)}</div><div><div class="job-top">${title}${job.save}</div><div>${factsText(job)}</div></div>`; // prettier-ignore
}

function article(job: JobCardProps, discover: boolean): Markup {
  return markup`<article class="${cardClass(job)}">${cardBody(job, discover)}</article>`;
}

const laterArticle = madeOnce((job: JobCardProps) => article(job, false));

/** The cards of a list. A server that keeps a card finds its text again. */
export function cardTexts(cards: readonly JobCardProps[]): Markup[] {
  return cards.map((job, index) => (index === 0 ? article(job, true) : laterArticle(job)));
}
