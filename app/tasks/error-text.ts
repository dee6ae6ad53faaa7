/** What is kept of a failure: its name and message, at most 1,000 characters, without the addresses of people. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : "failed";
  return text.replace(/[^\s@<>"'(]{1,64}@[^\s@<>"')]{1,253}/g, "(address)").slice(0, 1_000);
}
