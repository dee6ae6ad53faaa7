import type { ChildProcess } from "node:child_process";
import net from "node:net";
import { isMessage, tell } from "./platform/siblings.server.ts";

/** Connections that wait for a process; more are refused. A visitor gives up by himself long before. */
const MOST_WAITING = 1_000;

type Child = {
  process: ChildProcess;
  /** `up` can answer; `ready` need keep nobody waiting, since its index is whole. */
  state: "loading" | "up" | "ready";
  /** The connection that it was given and has not yet taken. */
  handing?: net.Socket;
};

/**
 * Hands the connections of one port to child processes, in turn. A connection is given to one that is ready; where none
 * is, to any that can answer; where none can, it waits. It stays open here until the child has taken it, so that one on
 * its way to a child that dies goes to another (node:cluster, which does the rest, forgets such a connection and lets its
 * visitor hang).
 */
export class ConnectionDesk {
  /** Those that were served longest ago come first. */
  private readonly children = new Set<Child>();
  private readonly waiting: net.Socket[] = [];
  private readonly server = net.createServer({ pauseOnConnect: true, noDelay: true }, (socket) => this.take(socket));

  /** Opens the port. Rejects when that is not to be had. */
  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject).listen(port, () => {
        // Later ones (too many open files) concern single connections.
        this.server.off("error", reject).on("error", () => undefined);
        resolve();
      });
    });
  }

  /** Closes the port; who waits is refused. */
  close(): void {
    this.server.close();
    for (const socket of this.waiting.splice(0)) socket.destroy();
  }

  /** Gives connections to `process` from when it says that it is up, until it ends. */
  add(process: ChildProcess): void {
    const child: Child = { process, state: "loading" };
    this.children.add(child);
    process.on("message", (message) => {
      if (!isMessage(message)) return;
      if (message.careerCenter === "up") child.state = "up";
      else if (message.careerCenter === "ready") child.state = "ready";
      else if (message.careerCenter === "taken") {
        child.handing?.destroy();
        child.handing = undefined;
      } else return;
      this.handOut();
    });
    process.once("exit", () => this.remove(child));
  }

  /** Once its last words are read: a connection that it had taken cannot be given to another. */
  private remove(child: Child): void {
    if (child.process.connected) return void setImmediate(() => this.remove(child));
    this.children.delete(child);
    if (child.handing) this.waiting.unshift(child.handing);
    this.handOut();
  }

  /** The processes whose answers visitors see. */
  get serving(): ChildProcess[] {
    return this.candidates().map((child) => child.process);
  }

  private take(socket: net.Socket): void {
    socket.on("error", () => undefined);
    if (this.waiting.length >= MOST_WAITING) return void socket.destroy();
    this.waiting.push(socket);
    this.handOut();
  }

  private candidates(): Child[] {
    const up = [...this.children].filter(({ state, process }) => state !== "loading" && process.connected);
    const ready = up.filter(({ state }) => state === "ready");
    return ready.length > 0 ? ready : up;
  }

  private handOut(): void {
    if (this.waiting.length === 0) return;
    for (const child of this.candidates()) {
      if (child.handing) continue;
      const socket = this.waiting.shift();
      if (!socket) return;
      child.handing = socket;
      this.children.delete(child);
      this.children.add(child);
      tell(child.process, { careerCenter: "connection" }, socket);
    }
  }
}
