import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { newId } from "./ids.ts";

/** What the web processes of one machine and their primary say to each other. */
export type Message =
  /** A process to its primary: it can answer; its index is whole; it has the connection that it was given. */
  | { careerCenter: "up" | "ready" | "taken" }
  /** The primary to a process, with a connection. */
  | { careerCenter: "connection" }
  /** A process to its primary: something was written. */
  | { careerCenter: "wrote"; id: string }
  /** The primary to the writer: so many were told. */
  | { careerCenter: "told"; id: string; count: number }
  /** The primary to the others. */
  | { careerCenter: "catch-up"; id: string; writer: number }
  /** One of them to the primary, and the primary to the writer. */
  | { careerCenter: "caught-up"; id: string; writer: number };

/** Whether `said` is one of ours. */
export function isMessage(said: unknown): said is Message {
  return typeof said === "object" && said !== null && "careerCenter" in said;
}

/** Says `message` to a child, or from a child to its primary. Whoever has gone hears nothing. */
export function tell(other: Pick<ChildProcess, "connected" | "send">, message: Message, connection?: Socket): void {
  if (other.connected) other.send(message, connection, { keepOpen: true }, () => undefined);
}

/** Says `message` to the primary, where there is one. */
export function tellPrimary(message: Message): void {
  if (process.send) tell({ connected: process.connected, send: process.send.bind(process) }, message);
}

/** Whether this process was started by web.ts, and gets its connections from there. */
export function hasPrimary(): boolean {
  return Boolean(process.env.WEB_PROCESS && process.send);
}

/** The number of this web process on its machine, from 1; kept by the one that takes its place when it dies. */
export function webProcess(): number {
  return Number(process.env.WEB_PROCESS) || 1;
}

const waiting = new Map<string, (message: Message) => void>();

function hear(said: unknown): void {
  if (isMessage(said) && "id" in said) waiting.get(said.id)?.(said);
}

/**
 * Lets the other web processes of this machine see what was just committed, so that what one wrote is in the answers of
 * all before the writer answers. A hint and no more: processes on other machines, and all when a message is lost, see
 * the change at their next look at the feed.
 * @returns after each has, or `patience` milliseconds; at once where there are none.
 */
export async function askSiblings(patience: number): Promise<void> {
  if (!hasPrimary() || !process.connected) return;
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
    if (!isMessage(said) || said.careerCenter !== "catch-up") return;
    const { id, writer } = said;
    // Whoever cannot read says nothing: the writer's patience ends, and /healthz tells why.
    catchUp().then(
      () => tellPrimary({ careerCenter: "caught-up", id, writer }),
      () => undefined,
    );
  });
}

/** For the primary: passes what `from` said on to those of `serving`, the processes that answer visitors, whom it concerns. */
export function passOn(from: ChildProcess, said: unknown, serving: readonly ChildProcess[]): void {
  if (!isMessage(said)) return;
  if (said.careerCenter === "wrote") {
    const others = serving.filter((child) => child !== from);
    tell(from, { careerCenter: "told", id: said.id, count: others.length });
    for (const other of others) tell(other, { careerCenter: "catch-up", id: said.id, writer: from.pid ?? 0 });
  } else if (said.careerCenter === "caught-up") {
    const writer = serving.find(({ pid }) => pid === said.writer);
    if (writer) tell(writer, said);
  }
}
