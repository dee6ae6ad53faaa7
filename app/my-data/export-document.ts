import { personTables, tableNames, type Exported, type TableName } from "./person-tables.ts";

/** Raise it when a list or a field of the document changes its name or its meaning, or goes. */
export const EXPORT_VERSION = 1;

/** The most entries of one list. */
export const MOST_ENTRIES = 5_000;

/** What the download holds, in the order of `person-tables` turned round: the account first. */
export const exportedTables: readonly { table: TableName; what: Exported }[] = tableNames
  .flatMap((table) => {
    const entry = personTables[table];
    return "rows" in entry && "columns" in entry.export ? [{ table, what: entry.export }] : [];
  })
  .reverse();

/** `created_at` as `createdAt`. */
const fieldName = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** One row as it stands in the document. */
export function asEntry(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [fieldName(column), value]));
}

const nullable = (type: string) => ({ type: [type, "null"] });

function schemaOfField(column: string, about: string) {
  if (/_(at|until)$|^at$/.test(column)) return { ...nullable("string"), format: "date-time", description: about };
  return { type: ["string", "number", "null"], description: about };
}

function schemaOfList({ about, columns, names = {} }: Exported) {
  const fields = [
    ...Object.entries(columns).map(([column, what]) => [fieldName(column), schemaOfField(column, what)] as const),
    ...Object.keys(names).map(
      (kind) =>
        [kind, { ...nullable("string"), description: kind === "job" ? "The job's title" : "Its name" }] as const,
    ),
  ];
  return {
    description: about,
    type: "array",
    maxItems: MOST_ENTRIES,
    items: {
      type: "object",
      properties: Object.fromEntries(fields),
      required: fields.map(([name]) => name),
      additionalProperties: false,
    },
  };
}

/** The schema of `data.json`, as JSON Schema 2020-12. */
export function exportSchema() {
  const lists = exportedTables.map(({ what }) => [what.as, schemaOfList(what)] as const);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Everything that CareerCenter keeps of a person",
    type: "object",
    properties: {
      version: { const: EXPORT_VERSION, description: "The version of this schema" },
      madeAt: { type: "string", format: "date-time", description: "When the document was made" },
      cut: {
        type: "array",
        items: { type: "string" },
        description: `The lists of which only the newest ${MOST_ENTRIES} entries are here`,
      },
      ...Object.fromEntries(lists),
    },
    required: ["version", "madeAt", "cut", ...lists.map(([name]) => name)],
    additionalProperties: false,
  };
}

/** What is not in it, and why: for the file README.txt. */
export function leftOut(): string[] {
  return tableNames.flatMap((table) => {
    const entry = personTables[table];
    return "rows" in entry && "not" in entry.export ? [`${table.replaceAll("_", " ")}: ${entry.export.not}`] : [];
  });
}

/** The file README.txt of the download. */
export function readme(madeAt: Date): string {
  return `Everything that CareerCenter keeps of you, as of ${madeAt.toISOString()}.

data.json    all of it, version ${EXPORT_VERSION} of the schema
schema.json  what each field means, as JSON Schema 2020-12
letters/     the letters of your applications as text, by the application's id
files/       the résumés you sent us, by the file's id

Not in it:
${leftOut()
  .map((line) => `- ${line}`)
  .join("\n")}
- passwords, keys and codes: only hashes of them are kept, or they are sealed
- what employers keep of applicants outside of this board: ask them
`;
}
