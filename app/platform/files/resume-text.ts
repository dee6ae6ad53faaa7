/** The most characters that are kept of a résumé's words: some 60 pages. */
export const TEXT_LENGTH = 200_000;
/** The most pages that are read. */
export const MOST_PAGES = 30;

/** The words of a résumé. `pages` is null where the format has none; `isWhole` is false when words were left out. */
export type ResumeText = { body: string; pages: number | null; isWhole: boolean };
