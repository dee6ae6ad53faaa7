import type { Worker } from "node:cluster";
import { newId } from "./ids.ts";

/**
 * What the web processes of one machine say to each other through their primary, so that what one of them wrote is in
 * the answers of all before the writer answers. A hint and no more: processes on other machines, and all when a message
 * is lost, see the change at their next look at the feed.
 */
type Message =
  /** A process to its primary: something was written. */
  | { careerCenter: "wrote"; id: string }
  /** The primary to the writer: so many were told. */
  | { careerCenter: "told"; id: string; count: number }
  /** The primary to the others. */
  | { careerCenter: "catch-up"; id: string; writer: number }
  /** One of them to the primary, and the primary to the writer. */
  | { careerCenter: "caught-up"; id: string; writer: number };

function read(message: unknown): Message | undefined {
  return typeof message === "object" && message !== null && "careerCenter" in message
    ? (message as Message)
    : undefined;
}

/** Says `message` to the primary. One that has gone hears nothing; its children end as well. */
function tellPrimary(message: Message): void {
  if (process.connected) process.send?.(message, undefined, {}, () => undefined);
}

/** The number of this web process on its machine, from 1; kept by the one that takes its place when it dies. */
export function webProcess(): number {
  return Number(process.env.WEB_PROCESS) || 1;
}

const waiting = new Map<string, (message: Message) => void>();

function hear(said: unknown): void {
  const message = read(said);
  if (message) waiting.get(message.id)?.(message);
}

/**
 * Lets the other web processes of this machine see what was just committed.
 * @returns after each has, or `patience` milliseconds; at once where there are none.
 */
export async function askSiblings(patience: number): Promise<void> {
  if (!process.env.WEB_PROCESS || !process.connected) return;
  const id = newId<"message">();
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    let missing = 0;
    timer = setTimeout(resolve, patience);
    if (waiting.size === 0) process.on("message", hear);
    waiting.set(id, (message) => {
      missing += message.careerCenter === "told" ? message.count : -1;
      if (missing === 0) resolve();
    });
    tellPrimary({ careerCenter: "wrote", id });
  });
  clearTimeout(timer);
  waiting.delete(id);
  if (waiting.size === 0) process.off("message", hear);
}

/** Lets this web process do `catchUp` when another one wrote. */
export function answerSiblings(catchUp: () => Promise<void>): void {
  process.on("message", (said) => {
    const message = read(said);
    if (message?.careerCenter !== "catch-up") return;
    const { id, writer } = message;
    // Whoever cannot read says nothing: the writer's patience ends, and /healthz tells why.
    catchUp().then(
      () => tellPrimary({ careerCenter: "caught-up", id, writer }),
      () => undefined,
    );
  });
}

/** For the primary: passes what `from` said on to those of `workers`, the processes that take requests, whom it concerns. */
export function passOn(from: Worker, said: unknown, workers: readonly Worker[]): void {
  const message = read(said);
  const tell = (worker: Worker, text: Message) => worker.isConnected() && worker.send(text, () => undefined);
  if (message?.careerCenter === "wrote") {
    const others = workers.filter((worker) => worker !== from && worker.isConnected());
    tell(from, { careerCenter: "told", id: message.id, count: others.length });
    for (const other of others) tell(other, { careerCenter: "catch-up", id: message.id, writer: from.id });
  } else if (message?.careerCenter === "caught-up") {
    const writer = workers.find(({ id }) => id === message.writer);
    if (writer) tell(writer, message);
  }
}
