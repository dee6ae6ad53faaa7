import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Socket paths end at 104 characters on macOS and 108 on Linux. */
const longestSocketPath = 100;

/**
 * Makes this process the folder's only owner until the returned function is called or the process ends, however it
 * ends. A listening socket does it: unlike a process id in a file it can't be mistaken for another process later.
 * @throws Error when another live owner has the folder
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  const inside = join(resolve(folder), "lock.sock");
  const short = `stripe-sandbox-${createHash("sha256").update(inside).digest("hex").slice(0, 24)}.sock`;
  const path = inside.length <= longestSocketPath ? inside : join(tmpdir(), short);
  let server = await listen(path);
  if (!server) {
    if (await answers(path)) throw new Error(`The folder ${folder} is in use by another Stripe sandbox.`);
    // Left behind by a process that was killed.
    rmSync(path, { force: true });
    server = await listen(path);
  }
  if (!server) throw new Error(`The folder ${folder} is in use by another Stripe sandbox.`);
  const owner = server;
  return () => new Promise((done) => owner.close(() => done()));
}

/** Listens on the path; undefined when something is there already. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server.unref()));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
  });
}
