/** A lock that is held. `describe` changes what others are told of its holder. */
export type Lock = { release(): void; describe(about: string): void; holder?: undefined };
export type Holder = { pid: number; about: string };

/** What tells a process from a later one with the same number; undefined when it is not alive. */
export function identifyProcess(pid: number): string | undefined;
/** Takes a lock file that a dead process cannot hold; gives the holder when a living one has it. */
export function tryLock(file: string, about?: string): Lock | { release?: undefined; holder: Holder };
/** Like tryLock, but waits for its turn; `onWait` is told once. */
export function lock(file: string, about: string, onWait?: (holder: Holder) => void): Promise<Lock>;
