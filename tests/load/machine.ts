import { execFileSync } from "node:child_process";
import os from "node:os";
import { query } from "./boards.ts";
import { root } from "./children.ts";

export type Machine = { what: string; value: string }[];

/** What a run depends on beside the code: for the head of its report. */
export async function describeMachine(serverUrl: string, now: Date): Promise<Machine> {
  const [row] = await query(serverUrl, "select version() as version, @@innodb_buffer_pool_size as pool");
  const git = (...args: string[]) => {
    try {
      return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return "";
    }
  };
  const changed = git("status", "--porcelain", "--untracked-files=no") ? ", with changes" : "";
  return [
    { what: "Processor", value: `${os.cpus()[0]?.model.trim() ?? "unknown"}, ${os.availableParallelism()} cores` },
    // Above a few tenths others were at work too, and every time below is too long.
    { what: "Load before the run", value: `${os.loadavg()[0]!.toFixed(1)} on ${os.availableParallelism()} cores` },
    { what: "Memory", value: `${Math.round(os.totalmem() / 2 ** 30)} GiB` },
    { what: "System", value: `${os.type()} ${os.release()} ${os.arch()}` },
    { what: "Node", value: process.versions.node },
    {
      what: "Database",
      value: `${String(row?.version)}, buffer pool ${Math.round(Number(row?.pool) / 2 ** 20)} MiB`,
    },
    { what: "Date", value: now.toISOString().slice(0, 10) },
    { what: "Commit", value: `${git("rev-parse", "--short", "HEAD") || "unknown"}${changed}` },
  ];
}
