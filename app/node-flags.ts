/**
 * How Node runs a web process. A page leaves some megabytes behind that nobody needs again: with 32 MiB for what is new
 * (16 is the default) they are found dead twice as seldom, which saves some 5 % of a page's time.
 */
export const webNodeFlags: readonly string[] = ["--max-semi-space-size=32"];
