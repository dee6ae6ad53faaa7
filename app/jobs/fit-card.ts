import type { JobDemands } from "~/profiles/demands.ts";
import { fitWords } from "~/profiles/fit-words.ts";
import { heldInFull } from "~/profiles/judge-credentials.ts";
import { qualify } from "~/profiles/qualify.ts";
import type { Standing } from "~/profiles/standing.ts";
import { credentialLabel } from "~/vocabulary/credentials.ts";
import { markHeld, type JobCardData } from "./components/job-card-props.ts";

/** A job's card as it stands for a person: whether they qualify, and which of its credentials they hold. */
export function fitCard(card: JobCardData, demands: JobDemands, standing: Standing, today: string): JobCardData {
  return {
    ...card,
    groups: markHeld(card.groups, heldLabels(standing, today)),
    fit: fitWords(qualify(standing, demands, today)),
  };
}

/** How cards name what the person holds in full on a day. */
export function heldLabels(standing: Standing, today: string): string[] {
  return heldInFull(standing, today).map(credentialLabel);
}
