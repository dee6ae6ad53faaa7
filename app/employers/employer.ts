import { z } from "zod";
import type { EmployerId, FileId } from "~/platform/ids.ts";
import type { MemberRole } from "./member-roles.ts";
import type { Verification } from "./verification.ts";

export type { MemberRole, Verification };

/** An employer as its desk and its public page know it. */
export type Employer = {
  id: EmployerId;
  slug: string;
  name: string;
  website: string | null;
  about: string;
  verification: Verification;
  verifiedAt: Date | null;
  /** The domain that was proven; null where it was not noted, as for those verified before it was. */
  verifiedDomain: string | null;
  /** Counts the edits. */
  version: number;
  logoFileId: FileId | null;
  /** What an import knows it by; null for one that a member made. */
  sourceKey: string | null;
  /** Since when nobody acts for it; null for one that is not banned. */
  bannedAt: Date | null;
};

/** Legal forms, which do not tell two organizations apart. */
const FORMS = /(?: (?:inc|incorporated|llc|ltd|limited|corp|corporation|co|company|pllc|pc|pa|lp|llp|plc))+$/;

/** "Trinity Health, Inc." and "The TRINITY HEALTH" are one name. */
export function foldName(name: string): string {
  const folded = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return folded.replace(/^the /, "").replace(FORMS, "") || folded;
}

/** What an organization says about itself. */
export const employerSchema = z.object({
  name: z
    .string({ error: "Enter the organization's name" })
    .trim()
    .min(2, "Enter the organization's name")
    .max(160, "Use at most 160 characters"),
  website: z
    .string()
    .trim()
    .max(300, "Use at most 300 characters")
    .transform((text) => (text && !/^https?:\/\//i.test(text) ? `https://${text}` : text))
    .pipe(
      z.union([
        z.literal(""),
        z.url({
          protocol: /^https?$/,
          hostname: z.regexes.domain,
          error: "Enter a web address such as www.example.org",
        }),
      ]),
    )
    .optional()
    .transform((text) => text || null),
  about: z.string().trim().max(4_000, "Use at most 4,000 characters").default(""),
});
export type EmployerInput = z.output<typeof employerSchema>;

/** The same for an organization that is there: `version` is the one the form showed. */
export const editEmployerSchema = employerSchema.extend({ version: z.coerce.number().int().min(1).max(1_000_000_000) });
