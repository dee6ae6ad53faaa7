/** What every row has. */
export interface Row {
  id: string;
  /** Seconds since 1970 by the sandbox's clock. */
  created: number;
}
export type Metadata = Record<string, string>;
