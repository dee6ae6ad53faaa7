import type { Ehr, Encoder, Setting } from "~/vocabulary/work.ts";

/** Who a remote job of this employer is open to: everybody, those states, or all but those. Two letters, lower case. */
export type Hiring = "all" | { only: string[] } | { except: string[] };

/** An invented employer of the demo, with what its jobs have in common. */
export type EmployerSeed = {
  key: string;
  name: string;
  /** As its own people call it. */
  short: string;
  verification: "unverified" | "email" | "dns";
  /** City and state, for example "Toledo, OH": the first is home. */
  places: [string, ...string[]];
  ehrs: Ehr[];
  facilityEncoders: Encoder[];
  professionalEncoders: Encoder[];
  hiring: Hiring;
  /** What its jobs share, beside the setting of each kind of work. */
  setting?: Setting;
  /** Keys of kinds of work, as often as the employer has them. */
  mix: string[];
  /** Live jobs of the full demo. */
  jobs: number;
  /** Part of the small demo. */
  small?: true;
  /** 1 is the national level of pay. */
  payLevel: number;
  /** How often its entry jobs are for apprentices, 0 to 1. */
  apprentices: number;
  /** What it is made of, as noun phrases that follow "runs" or "is". */
  footprint: string[];
  about: string;
  /** Sentences that only this employer can say; jobs use one or two. */
  own: string[];
};

/** Where the employer's web site and mail would be; `.example` is reserved and belongs to nobody (RFC 2606). */
export function domainOf(employer: EmployerSeed): string {
  return `${employer.key}.example`;
}
