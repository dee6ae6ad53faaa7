import { credentialBySpelling } from "~/vocabulary/credentials.ts";
import { credentialByName } from "~/vocabulary/suggest-credentials.ts";
import { fieldId, rowLimits, type GroupRow, type PostForm, type RowField } from "./post-form.ts";

/**
 * What the form's builder buttons do. Each is a submit button whose value names the deed, so they work without script:
 * `add:experience`, `remove:groups:1`, `up:questions:2`, `remove-code:0:cpc`, `add-code:0`.
 */
type Deed =
  | { kind: "add"; field: RowField }
  | { kind: "remove" | "up" | "down"; field: RowField; index: number }
  | { kind: "remove-code"; index: number; code: string }
  | { kind: "add-code"; index: number };

/** The value of a builder button. */
export function rowDeed(deed: Deed): string {
  switch (deed.kind) {
    case "add":
      return `add:${deed.field}`;
    case "remove":
    case "up":
    case "down":
      return `${deed.kind}:${deed.field}:${deed.index}`;
    case "remove-code":
      return `remove-code:${deed.index}:${deed.code}`;
    case "add-code":
      return `add-code:${deed.index}`;
  }
}

function parseDeed(text: string): Deed | undefined {
  const [kind, one = "", two = ""] = text.split(":");
  const number = (digits: string) => (/^\d{1,2}$/.test(digits) ? Number(digits) : -1);
  if (kind === "add" && isRowField(one)) return { kind, field: one };
  if ((kind === "remove" || kind === "up" || kind === "down") && isRowField(one))
    return { kind, field: one, index: number(two) };
  if (kind === "remove-code") return { kind, index: number(one), code: two };
  if (kind === "add-code") return { kind, index: number(one) };
  return undefined;
}

const isRowField = (name: string): name is RowField => Object.hasOwn(rowLimits, name);

/** The first control of a row, where the focus belongs when the row is new. */
const firstCells: Record<RowField, string> = {
  places: "text",
  groups: "add",
  experience: "years",
  ehrs: "code",
  encoders: "code",
  production: "amount",
  questions: "text",
};

/** The id of the button that adds a row. */
export const addButtonId = (field: RowField) => `add-${field}`;

type Row = { id?: string };

/**
 * Does what a builder button says.
 * @returns the part as it is then, and the id of the control that takes the focus; an unknown deed changes nothing.
 */
export function editRows(part: PostForm, deedText: string): { part: PostForm; focus?: string } {
  const deed = parseDeed(deedText);
  if (!deed) return { part };
  if (deed.kind === "add-code" || deed.kind === "remove-code") {
    const groups = (part.groups ?? []).map((group, index) =>
      deed.kind === "remove-code" && index === deed.index
        ? { ...group, codes: (group.codes ?? []).filter((code) => code !== deed.code) }
        : group,
    );
    return { part: { ...part, groups }, focus: fieldId(`groups[${deed.index}].add`) };
  }
  const rows: Row[] = part[deed.field] ?? [];
  if (deed.kind === "remove")
    return {
      part: { ...part, [deed.field]: rows.filter((_, index) => index !== deed.index) },
      focus: addButtonId(deed.field),
    };
  if (deed.kind === "up" || deed.kind === "down") return moveRow(part, deed.field, deed.index, deed.kind);
  if (rows.length >= rowLimits[deed.field]) return { part, focus: addButtonId(deed.field) };
  const focus = fieldId(`${deed.field}[${rows.length}].${firstCells[deed.field]}`);
  return { part: withRowIds({ ...part, [deed.field]: [...rows, {}] }), focus };
}

/** The row and its neighbour change places; the focus stays on the row. */
function moveRow(part: PostForm, field: RowField, index: number, way: "up" | "down") {
  const rows: Row[] = part[field] ?? [];
  const to = way === "up" ? index - 1 : index + 1;
  const [row, other] = [rows[index], rows[to]];
  if (!row || !other) return { part };
  const moved = rows.with(index, other).with(to, row);
  return { part: { ...part, [field]: moved }, focus: fieldId(`${field}[${to}].${firstCells[field]}`) };
}

/** `part` with an id for every row that has none; ids are unique within their list. */
export function withRowIds(part: PostForm): PostForm {
  const named: PostForm = { ...part };
  for (const field of Object.keys(rowLimits) as RowField[]) {
    const rows: Row[] | undefined = part[field];
    if (!rows) continue;
    const taken = new Set<string>();
    let next = 1;
    Object.assign(named, {
      [field]: rows.map((row) => {
        let id = row.id;
        if (!id || !/^\w{1,8}$/.test(id) || taken.has(id)) {
          while (taken.has(String(next)) || rows.some((other) => other.id === String(next))) next++;
          id = String(next);
        }
        taken.add(id);
        return { ...row, id };
      }),
    });
  }
  return named;
}

/**
 * Moves the credentials that were typed into a group's field (`CCS, cpc-h`) to the group's codes. What the board does not
 * know stays in the field, for its error to stand beside it.
 */
export function takeTypedCredentials(part: PostForm): PostForm {
  if (!part.groups) return part;
  return { ...part, groups: part.groups.map(takeTyped) };
}

function takeTyped(group: GroupRow): GroupRow {
  const { add, ...rest } = group;
  if (!add?.trim()) return rest;
  if (add.length > 500) return group;
  const codes = [...(group.codes ?? [])];
  const unknown: string[] = [];
  for (const piece of add.split(/[,;/\n]+|\s+(?:and|or|&)\s+/i)) {
    const whole = credentialBySpelling(piece) ?? credentialByName(piece);
    const words = piece.split(/\s+/).filter((word) => !/^(?:|and|or|&)$/i.test(word));
    // A name stays whole, for what is meant to be suggested; codes are taken one by one.
    const spellings = whole || !words.some((word) => credentialBySpelling(word)) ? [words.join(" ")] : words;
    for (const spelling of spellings.filter(Boolean)) {
      const known = whole ?? credentialBySpelling(spelling);
      if (!known) unknown.push(spelling);
      else if (!codes.includes(known.code)) codes.push(known.code);
    }
  }
  return { ...rest, codes, ...(unknown.length ? { add: unknown.join(", ") } : {}) };
}
