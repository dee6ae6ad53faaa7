import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { tables, type Rows, type Table } from "./rows.ts";
import { upgraded } from "./upgrade.ts";

type Tables = { [T in Table]: Map<string, Rows[T]> };
type Put = { [T in Table]: ["put", T, Rows[T]] }[Table];
type Change = Put | ["delete", Table, string];

const compactAbove = 8 * 1024 * 1024;

/** What one transaction reads and writes. */
export interface Tx {
  get<T extends Table>(table: T, id: string): Rows[T] | undefined;
  /** All rows in the order in which they were made. */
  list<T extends Table>(table: T): Rows[T][];
  put<T extends Table>(table: T, row: Rows[T]): Rows[T];
  delete(table: Table, id: string): void;
}

/**
 * The sandbox's memory: maps, and a journal on disk with one line a transaction. A line is written and synced before
 * anything is acknowledged, so a kill -9 or a power cut loses no answer that was given; a torn last line was never
 * acknowledged and is cut off. A journal that grew long is rewritten at start by an atomic rename.
 */
export class Store {
  private readonly tables: Tables = emptyTables();
  private readonly path: string;
  private readonly folder: string;
  private file: number;
  private running = false;
  private broken: unknown;

  /** The caller owns the folder (folder-lock.ts). @throws Error when the journal is damaged before its last line. */
  constructor(folder: string) {
    this.folder = resolve(folder);
    this.path = join(this.folder, "journal.jsonl");
    mkdirSync(this.folder, { recursive: true });
    const whole = this.load();
    if (whole > compactAbove) this.compact();
    this.file = openSync(this.path, "a+", 0o600);
    if (statSync(this.path).size > whole && whole <= compactAbove) ftruncateSync(this.file, whole);
  }

  /**
   * Runs `work` as one transaction: all it wrote is on disk when this returns, nothing when it throws. It is
   * synchronous, so transactions never overlap.
   */
  transaction<R>(work: (tx: Tx) => R): R {
    if (this.running) throw new Error("A transaction is already running.");
    if (this.broken) throw this.broken;
    const changes: Change[] = [];
    const undo: (() => void)[] = [];
    this.running = true;
    try {
      const result = work(this.tx(changes, undo));
      if (changes.length) this.append(changes);
      return result;
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    } finally {
      this.running = false;
    }
  }

  /** Reads without writing. */
  read<R>(work: (tx: Pick<Tx, "get" | "list">) => R): R {
    return work(this.tx([], []));
  }

  /** Closes the journal. */
  close() {
    closeSync(this.file);
  }

  private tx(changes: Change[], undo: (() => void)[]): Tx {
    const remember = (table: Table, id: string) => undo.push(this.restorer(table, id));
    return {
      get: (table, id) => this.tables[table].get(id),
      list: (table) => [...this.tables[table].values()],
      put: (table, row) => {
        remember(table, row.id);
        this.tables[table].set(row.id, row);
        changes.push(putOf(table, row));
        return row;
      },
      delete: (table, id) => {
        remember(table, id);
        this.tables[table].delete(id);
        changes.push(["delete", table, id]);
      },
    };
  }

  private restorer<T extends Table>(table: T, id: string) {
    const map: Map<string, Rows[T]> = this.tables[table];
    const before = map.get(id);
    return () => void (before ? map.set(id, before) : map.delete(id));
  }

  private append(changes: Change[]) {
    const start = statSync(this.path).size;
    try {
      const line = Buffer.from(`${JSON.stringify(changes)}\n`);
      for (let at = 0; at < line.length;) at += writeSync(this.file, line, at);
      fdatasyncSync(this.file);
    } catch (error) {
      // A half-written line must not stay in front of later ones.
      try {
        ftruncateSync(this.file, start);
      } catch {
        this.broken = error;
      }
      throw error;
    }
  }

  /** Replays the journal; returns how many of its bytes are whole lines. */
  private load(): number {
    if (!existsSync(this.path)) return 0;
    const bytes = readFileSync(this.path);
    const whole = bytes.lastIndexOf(10) + 1;
    bytes
      .subarray(0, whole)
      .toString()
      .split("\n")
      .forEach((line, index) => {
        if (line) for (const change of parseLine(line, `${this.path}:${index + 1}`)) this.apply(change);
      });
    return whole;
  }

  private apply(change: Change) {
    if (change[0] === "delete") this.tables[change[1]].delete(change[2]);
    else this.set(change[1], change[2]);
  }

  private set<T extends Table>(table: T, row: Rows[T]) {
    this.tables[table].set(row.id, upgraded(table, row));
  }

  private compact() {
    const next = `${this.path}.next`;
    const lines = tables.map((table) =>
      JSON.stringify([...this.tables[table].values()].map((row) => ["put", table, row])),
    );
    writeFileSync(next, lines.map((line) => `${line}\n`).join(""), { mode: 0o600, flush: true });
    renameSync(next, this.path);
    const directory = openSync(this.folder, "r");
    fsyncSync(directory);
    closeSync(directory);
  }
}

function emptyTables(): Tables {
  return {
    customer: new Map(),
    product: new Map(),
    price: new Map(),
    coupon: new Map(),
    promotion_code: new Map(),
    checkout_session: new Map(),
    payment_intent: new Map(),
    payment_method: new Map(),
    charge: new Map(),
    refund: new Map(),
    dispute: new Map(),
    invoice_item: new Map(),
    invoice: new Map(),
    invoice_payment: new Map(),
    subscription: new Map(),
    portal_configuration: new Map(),
    portal_session: new Map(),
    settings: new Map(),
    event: new Map(),
    endpoint: new Map(),
    delivery: new Map(),
    idempotency: new Map(),
    fault: new Map(),
    clock: new Map(),
  };
}

function putOf<T extends Table>(table: T, row: Rows[T]): Change {
  // The pair of table and row is right by this function's own type; a union of tuples can't say so by itself.
  return ["put", table, row] as Change;
}

function parseLine(line: string, where: string): Change[] {
  try {
    const changes: Change[] = JSON.parse(line);
    return changes;
  } catch {
    throw new Error(`The Stripe sandbox's journal is damaged at ${where}. Move the file away to start anew.`);
  }
}
