/** Every cookie of the board begins with it. */
const OURS = /(?:^|;)\s*cc_/i;
const SESSION = /(?:^|;)\s*cc_session=/;

/** Whether a Cookie header has any cookie of the board: such a visitor's pages are their own. */
export function carriesOwnCookie(header: string | undefined): boolean {
  return header !== undefined && OURS.test(header);
}

/** Whether a Cookie header has a session, valid or not. */
export function carriesSession(header: string | undefined): boolean {
  return header !== undefined && SESSION.test(header);
}
