import { spawn, type ChildProcess } from "node:child_process";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../../../dev/processes.ts";

const root = path.resolve(fileURLToPath(new URL("../../..", import.meta.url)));

export type Answer = { status: number; text: string };

/** A web of its own over the database of the board under test: app/web.ts with two processes. */
export class WebProcesses {
  output = "";
  private constructor(
    readonly primary: ChildProcess,
    readonly port: number,
  ) {
    for (const stream of [primary.stdout, primary.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
  }

  /** Starts it, on a port that is free or on that one. */
  static async start(port?: number): Promise<WebProcesses> {
    const own = port ?? (await findFreePort(20_000 + Math.floor(Math.random() * 10_000)));
    const primary = spawn(process.execPath, ["--import", "tsx", path.join(root, "app/web.ts")], {
      cwd: root,
      // The channel ends it with this process, however this process ends.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        PORT: String(own),
        BASE_URL: `http://localhost:${own}`,
        DATABASE_URL: process.env.E2E_DATABASE_URL,
        DATA_DIR: process.env.E2E_DATA_DIR,
        WEB_CONCURRENCY: "2",
      },
    });
    return new WebProcesses(primary, own);
  }

  /** Asks on a connection of its own, which any of the processes may get. */
  ask(url: string, options: http.RequestOptions & { body?: string } = {}): Promise<Answer> {
    return ask({ port: this.port, path: url, agent: false, ...options }, options.body);
  }

  /** A connection to the process of that number, once its index is whole. */
  async connect(number: number): Promise<Connection> {
    for (;;) {
      const connection = new Connection(this.port);
      const { text } = await connection.ask("/healthz").catch(() => ({ text: "{}" }));
      const said = JSON.parse(text);
      if (said.process === number && said.search.status === "ok") return connection;
      connection.close();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Resolves with the primary's code when it has ended. */
  ended(): Promise<number | null> {
    const { primary } = this;
    if (primary.exitCode !== null) return Promise.resolve(primary.exitCode);
    return new Promise((resolve) => primary.once("exit", resolve));
  }
}

/** One kept connection, and therefore one process. */
export class Connection {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  private asked = 0;

  constructor(private readonly port: number) {}

  /** Rejects when the connection is not the one it began with: another process could answer. */
  async ask(url: string, options: http.RequestOptions & { body?: string } = {}): Promise<Answer> {
    const again = this.asked++ > 0;
    const { reused, ...answer } = await ask(
      { port: this.port, path: url, agent: this.agent, ...options },
      options.body,
    );
    if (again && !reused) throw new Error("The connection was closed in between");
    return answer;
  }

  close(): void {
    this.agent.destroy();
  }
}

function ask(options: http.RequestOptions, body?: string): Promise<Answer & { reused: boolean }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", timeout: 20_000, ...options }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text, reused: request.reusedSocket }));
    });
    request.on("timeout", () => request.destroy(new Error("No answer in 20 s")));
    request.on("error", reject);
    request.end(body);
  });
}
