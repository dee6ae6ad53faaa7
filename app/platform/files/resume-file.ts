/** The media types of a résumé and the file extension of each. */
export const RESUME_MEDIA_TYPES = {
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
} as const;

export type ResumeMediaType = keyof typeof RESUME_MEDIA_TYPES;
export type ResumeExtension = (typeof RESUME_MEDIA_TYPES)[ResumeMediaType];

/** 5 MiB, the "at most 5 MB" that the form promises. */
export const MAX_RESUME_BYTES = 5 * 1024 * 1024;

/** For the `accept` attribute of a file field; a help to the visitor, not a check. */
export const RESUME_ACCEPT = `.pdf,.docx,${Object.keys(RESUME_MEDIA_TYPES).join(",")}`;

/** Why a file is no résumé, as a sentence for beside the field. */
export const RESUME_REFUSALS = {
  empty: "This file is empty. Choose another file.",
  "too-large": "This file is larger than 5 MB. Save a smaller copy, for example without pictures, and choose that.",
  "not-pdf-or-docx":
    "This is not a PDF or a Word document (DOCX). Save your résumé as one of these and choose it again.",
  "old-word": "This is an older Word document (DOC). Save it as DOCX or PDF and choose that.",
  encrypted: "This file opens only with a password. Save a copy without the password and choose that.",
  macros: "This Word document contains macros. Save it as a plain DOCX or as a PDF and choose that.",
  damaged: "This file is incomplete or damaged. Open it, save it again and choose the new copy.",
  ambiguous: "This file is two kinds of file in one. Save it again as PDF or DOCX and choose the new copy.",
  "unpacks-too-large": "This document unpacks to far more than a résumé. Save it as a PDF and choose that.",
} as const;

export type ResumeRefusal = keyof typeof RESUME_REFUSALS;

/** What `sniffResume` answers. */
export type ResumeVerdict =
  { ok: true; mediaType: ResumeMediaType; extension: ResumeExtension } | { ok: false; reason: ResumeRefusal };

/** The sentence for a refusal. */
export function resumeRefusalText(reason: ResumeRefusal): string {
  return RESUME_REFUSALS[reason];
}
