import type { TemplateId } from "~/platform/ids.ts";

/** A job's form kept under a name, for an organization to start jobs from. */
export type JobTemplate = {
  id: TemplateId;
  name: string;
  /** The title that a job started from it has; empty where it has none. */
  title: string;
  version: number;
  updatedAt: Date;
  /** Who saved it last; null where the account is gone. */
  updatedBy: string | null;
};

/** The longest name, in characters; the column is as wide. */
export const TEMPLATE_NAME_LENGTH = 80;
/** More templates than anybody tells apart. */
export const MOST_TEMPLATES = 50;
