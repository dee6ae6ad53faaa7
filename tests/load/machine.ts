import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import os from "node:os";
import { query } from "./boards.ts";
import { root } from "./children.ts";

/** What figures depend on beside the code: only those of one machine stand in one table. */
export type Machine = { what: string; value: string }[];

/** When something was measured, of which code, and how busy others kept the machine then. */
export type Run = { date: string; commit: string; load: string };

/** The machine, for the head of a report. */
export async function describeMachine(serverUrl: string): Promise<Machine> {
  const [row] = await query(serverUrl, "select version() as version, @@innodb_buffer_pool_size as pool");
  return [
    { what: "Processor", value: `${os.cpus()[0]?.model.trim() ?? "unknown"}, ${os.availableParallelism()} cores` },
    { what: "Memory", value: `${Math.round(os.totalmem() / 2 ** 30)} GiB` },
    { what: "System", value: `${os.type()} ${os.release()} ${os.arch()}` },
    { what: "Node", value: process.versions.node },
    {
      what: "Database",
      value: `${String(row?.version)}, buffer pool ${Math.round(Number(row?.pool) / 2 ** 20)} MiB`,
    },
  ];
}

/** The run that begins now. A load above a few tenths says that others were at work too, and every time is too long. */
export function describeRun(now: Date): Run {
  const git = (...args: string[]) => {
    try {
      return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return "";
    }
  };
  const diff = git("diff", "HEAD");
  const changed = diff && `, with changes (${createHash("sha256").update(diff).digest("hex").slice(0, 7)})`;
  return {
    date: now.toISOString().slice(0, 10),
    commit: `${git("rev-parse", "--short", "HEAD") || "unknown"}${changed}`,
    load: os.loadavg()[0]!.toFixed(1),
  };
}
