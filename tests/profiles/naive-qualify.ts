import type { JobDemands } from "~/profiles/demands.ts";
import type { Outcome } from "~/profiles/outcome.ts";
import type { Standing } from "~/profiles/standing.ts";
import { isBordering } from "~/vocabulary/borders.ts";

/**
 * The outcome by the words of `qualify`'s definition and nothing of its code: every thing that is missing is put on a
 * list, and the list is counted.
 */
export function naiveQualify(me: Standing, job: JobDemands, today: string): Outcome {
  const missing: string[] = [];
  let impossible = false;
  let saysWhom = false;
  let leavesOpen = false;

  const mine = me.credentials.filter((one) => !one.expiresOn || one.expiresOn >= today);
  const isNew = (code: string, apprentice: boolean) => apprentice && (code === "cpc" || code === "coc");
  const inFull = mine.filter((one) => !isNew(one.code, one.apprentice)).map((one) => one.code);
  const anyhow = mine.map((one) => one.code);

  const askAboutApprentices = () => {
    if (job.apprentice === "no") missing.push("full status");
    if (job.apprentice === "with-practicode" && !me.practicode) missing.push("practicode");
    if (job.apprentice === "not-stated") leavesOpen = true;
    else saysWhom = true;
  };

  const required = (job.groups ?? []).filter((group) => group.level === "required");
  let countsAsApprentice = false;
  for (const group of required) {
    saysWhom = true;
    const lacks = group.codes.filter((code) => !anyhow.includes(code));
    const onlyAsNew = group.codes.filter((code) => anyhow.includes(code) && !inFull.includes(code));
    if (group.how === "any") {
      if (lacks.length === group.codes.length) missing.push(group.codes.join("/"));
      else if (!group.codes.some((code) => inFull.includes(code))) countsAsApprentice = true;
    } else if (group.inLieu && lacks.length) missing.push("the group, or what stands in");
    else {
      missing.push(...lacks);
      if (onlyAsNew.length) countsAsApprentice = true;
    }
  }
  if (countsAsApprentice) askAboutApprentices();
  if (required.length === 0) {
    if (job.groups) saysWhom = true;
    const established = inFull.some((code) => code !== "cca");
    if (established) {
      if (job.apprentice !== "not-stated") saysWhom = true;
    } else if (mine.length || job.apprentice !== "welcome") askAboutApprentices();
  }

  const lives = me.homeState;
  const wouldMove = (state: string) => me.moves === "anywhere" || me.moves.includes(state);
  if (job.mode === "remote" || job.mode === "remote-after-training") {
    const open = (state: string) =>
      job.stateReach === "all" ||
      (job.stateReach === "only" ? job.states.includes(state) : !job.states.includes(state));
    const said = (job.stateReach === "except" || job.stateReach === "only") && job.states.length > 0;
    if (said && lives === null) missing.push("home");
    else if (said && !open(lives!)) {
      const somewhere = me.moves === "anywhere" || me.moves.some(open);
      if (somewhere) missing.push("a move");
      else impossible = true;
    }
  } else if (job.mode !== "not-stated") {
    const known = job.places.filter((place): place is string => place !== null);
    const reachable = known.some((place) => place === lives || me.commutes.includes(place) || wouldMove(place));
    if (!reachable && known.length > 0 && known.length === job.places.length) {
      if (lives === null) missing.push("home");
      else if (known.some((place) => isBordering(lives, place))) missing.push("a way");
      else impossible = true;
    }
  }

  for (const row of job.experience ?? []) {
    saysWhom = true;
    const enough = me.experience.some(
      (own) => own.countedIn === row.countedIn && own.code === row.code && own.years >= row.years,
    );
    if (row.years > 0 && !enough) missing.push(`${row.years} years ${row.code}`);
  }

  if (impossible || missing.length >= 2) return "not-eligible";
  if (missing.length === 1) return "one-missing";
  return saysWhom && !leavesOpen ? "qualified" : "not-stated";
}
