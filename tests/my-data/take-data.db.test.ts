import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader, type Entry, type FileEntry } from "@zip.js/zip.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSession } from "~/accounts/sessions.server.ts";
import { EXPORT_VERSION, exportedTables, exportSchema } from "~/my-data/export-document.ts";
import { personTables, tableNames } from "~/my-data/person-tables.ts";
import { takeData } from "~/my-data/take-data.server.ts";
import { freezeClock, later, MINUTE } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { loader as zipLoader } from "~/routes/accounts/data-zip.ts";
import { action as dataAction } from "~/routes/accounts/my-data.tsx";
import { auditOf } from "#tests/employers/desk.ts";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";
import { anApplication } from "#tests/support/application-factories.ts";
import { contextFrom } from "#tests/support/ask-route.ts";
import { aWholePerson, CANARY, type WholePerson } from "./whole-person.ts";

const db = database();
const start = new Date("2026-11-22T12:00:00Z");
let person: WholePerson;
beforeEach(async () => {
  freezeClock(start);
  await db.deleteFrom("rate_limit").execute();
  person = await aWholePerson();
}, 60_000);
afterEach(() => freezeClock());

async function unpack(stream: ReadableStream<Uint8Array>) {
  const zip = new ZipReader(new BlobReader(await new Response(stream).blob()), { useWebWorkers: false });
  const entries = new Map<string, FileEntry>();
  for (const entry of (await zip.getEntries()) as Entry[]) if (!entry.directory) entries.set(entry.filename, entry);
  const text = (name: string) => entries.get(name)!.getData(new TextWriter());
  return {
    names: [...entries.keys()],
    text,
    bytes: (name: string) => entries.get(name)!.getData(new Uint8ArrayWriter()),
    data: JSON.parse(await text("data.json")) as Record<string, Record<string, unknown>[]>,
  };
}
const take = async (id = person.id, email = person.email) => unpack(await takeData(db, { id, email }));

describe("downloading everything", () => {
  test("has an entry in every list for somebody who has a row in every table, after the schema that goes with it", async () => {
    const { data, text } = await take();
    const schema = JSON.parse(await text("schema.json")) as object;
    expect(schema).toEqual(JSON.parse(JSON.stringify(exportSchema())));
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { "date-time": /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ } }); // prettier-ignore
    const validate = ajv.compile(schema);
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
    for (const { what } of exportedTables) expect(data[what.as]!.length, what.as).toBeGreaterThan(0);
    expect(data.version).toBe(EXPORT_VERSION);
    expect(data.applications!.map(({ job }) => job)).toEqual([expect.any(String), expect.any(String)]);
    expect(data.memberships).toMatchObject([{ role: "recruiter", employer: "Lakemont Regional" }]);
  });

  test("has every table of a person's, or says why not", async () => {
    const readme = await (await take()).text("README.txt");
    for (const name of tableNames) {
      const table = personTables[name];
      if (!("rows" in table)) expect(table.nothing.length, name).toBeGreaterThan(5);
      else if ("not" in table.export) expect(readme).toContain(table.export.not);
    }
  });

  test("has the letters as text and the résumés byte for byte", async () => {
    const { names, text, bytes } = await take();
    expect(await text(`letters/${person.declined}.txt`)).toBe(`I am ${CANARY} and code inpatient stays.`);
    const name = names.find((one) => one.startsWith(`files/${person.resume}-`))!;
    expect(name).toContain(`${CANARY}.pdf`);
    expect(Buffer.from(await bytes(name))).toEqual(Buffer.from(await (await fileStore().get(person.resume))!.bytes()));
    expect(names.filter((one) => one.startsWith("files/"))).toHaveLength(3);
  });

  test("holds no secret, no hash, and nothing that is somebody else's", async () => {
    const { seekerId } = await anApplication(person.jobId, { letter: "A letter of another's." });
    const { data } = await take();
    const whole = JSON.stringify(data);
    for (const word of ["password_hash", "passwordHash", "argon2", "A letter of another's", seekerId, "was pleasant"])
      expect(whole).not.toContain(word);
    for (const [name, entry] of Object.entries(personTables))
      if ("rows" in entry && "columns" in entry.export)
        expect(Object.keys(entry.export.columns).filter((column) => /hash|secret|token|public_key/.test(column)), name).toEqual([]); // prettier-ignore
  });

  test("is written down, and limited to ten a day", async () => {
    for (let times = 0; times < 10; times++) await take();
    expect((await auditOf(person.id)).filter((action) => action === "account.download")).toHaveLength(10);
    await expect(take()).rejects.toMatchObject({ code: "too-many" });
  });

  test("leaves out a file that is gone, and keeps the rest", async () => {
    await fileStore().remove(person.pending);
    const { names } = await take();
    expect(names.filter((one) => one.startsWith("files/"))).toHaveLength(2);
    expect(names).toContain("data.json");
  });
});

describe("the file's address", () => {
  const send = (handler: typeof zipLoader | typeof dataAction, cookie: string, fields?: Record<string, string>) =>
    handler({
      request: new Request("http://localhost:3000/account/data.zip", {
        headers: { Cookie: cookie },
        ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
      }),
      params: {},
      context: contextFrom("192.0.2.9"),
    });
  const signedIn = async (id: AccountId, factorAt?: Date) => (await openSession(id, "test", factorAt)).split(";")[0]!;

  test("leads back to the form until the password is given, and again after ten minutes", async () => {
    const id = await anAccount();
    const cookie = await signedIn(id);
    const away = async () => (await send(zipLoader, cookie)) as Response;
    expect((await away()).headers.get("Location")).toBe("/account/data");
    const wrong = (await send(dataAction, cookie, { password: "a guess" })) as { init: { status: number } };
    expect(wrong.init.status).toBe(422);
    expect((await away()).status).toBe(302);
    const right = (await send(dataAction, cookie, { password: PASSWORD })) as Response;
    expect(right.headers.get("Location")).toBe("/account/data.zip");
    const answer = await away();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/zip",
      "cache-control": "private, no-store",
      "content-disposition": expect.stringMatching(/^attachment; filename="careercenter-2026-11-22.zip"/),
    });
    expect((await unpack(answer.body!)).names).toContain("data.json");
    freezeClock(later(start, 10 * MINUTE));
    expect((await away()).headers.get("Location")).toBe("/account/data");
    // Another session of the same account has given nothing.
    freezeClock(start);
    expect(((await send(zipLoader, await signedIn(id))) as Response).status).toBe(302);
  });

  test("asks for a code as well where there is a second factor", async () => {
    const cookie = await signedIn(person.id, later(start, -60 * MINUTE));
    const form = { password: PASSWORD };
    const without = (await send(dataAction, cookie, form)) as { init: { status: number } };
    expect(without.init.status).toBe(422);
    expect(((await send(zipLoader, cookie)) as Response).status).toBe(302);
    await send(dataAction, cookie, { ...form, factor: person.app() });
    expect(((await send(zipLoader, cookie)) as Response).status).toBe(200);
  });
});
