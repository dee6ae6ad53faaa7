export type ShowDetail = (detail: string) => void;

/** Colours, only where a terminal shows them. */
export function green(text: string): string;
export function red(text: string): string;
export function bold(text: string): string;
export function dim(text: string): string;
/** Prints a line above the status line. */
export function print(text?: string): void;
/**
 * Runs one step and shows it with its seconds. The answer's `note` is shown beside the tick; `failed` makes it a cross.
 */
export function step<T>(title: string, work: (showDetail: ShowDetail) => Promise<T>): Promise<T>;
