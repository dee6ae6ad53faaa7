import type { CodeSet, Specialty } from "~/vocabulary/work.ts";
import type { Archetype } from "../archetype.ts";

/** What sets one specialty's professional coding apart from the next one's. */
export type SpecialtyWork = {
  code: Specialty;
  named: string;
  /** The specialty's own credential, or `cpc` where there is none. */
  credential: string;
  records: string;
  perHour: [number, number];
  hourly: [number, number];
  encoders: Archetype["encoders"];
  codeSets: CodeSet[];
  matters: string[];
  duties: string[];
};
