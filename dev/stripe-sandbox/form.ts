import { invalidParameter } from "./errors.ts";

/** A decoded form: text, lists and nested groups, as Stripe reads `a[b][0]=c`. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type FormGroup = { [name: string]: FormValue };

interface Branch {
  [name: string]: string | Branch;
}

const maxPairs = 1_000;
const maxDepth = 8;
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Decodes a form-encoded body or query string with nested brackets. `a[]` appends, and a group whose keys are
 * 0, 1, 2… is a list. The last of two equal names wins.
 * @throws StripeApiError 400 for more than 1,000 pairs, more than 8 levels or a name that is no parameter.
 */
export function decodeForm(encoded: string): FormGroup {
  const root: Branch = Object.create(null);
  let pairs = 0;
  for (const [name, value] of new URLSearchParams(encoded)) {
    if (++pairs > maxPairs) throw invalidParameter("Too many parameters.");
    put(root, pathOf(name), value, name);
  }
  return group(root);
}

function pathOf(name: string): string[] {
  const [, head = "", rest = ""] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/s.exec(name) ?? [];
  const path = [head, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? "")];
  if (!head || path.length > maxDepth || path.some((part) => forbidden.has(part))) {
    throw invalidParameter(`Invalid parameter name: ${name.slice(0, 100)}`, { param: name.slice(0, 100) });
  }
  return path;
}

function put(root: Branch, path: string[], value: string, name: string) {
  let branch = root;
  path.forEach((part, depth) => {
    const key = part === "" ? String(Object.keys(branch).length) : part;
    if (depth === path.length - 1) {
      branch[key] = value;
      return;
    }
    const next = branch[key] ?? (branch[key] = Object.create(null) as Branch);
    if (typeof next === "string") {
      throw invalidParameter(`Invalid parameter: ${name.slice(0, 100)} is both a value and a group`, {
        param: name.slice(0, 100),
      });
    }
    branch = next;
  });
}

function group(branch: Branch): FormGroup {
  return Object.fromEntries(
    Object.entries(branch).map(([name, value]) => [name, typeof value === "string" ? value : listOrGroup(value)]),
  );
}

function listOrGroup(branch: Branch): FormValue {
  const names = Object.keys(branch);
  const isList = names.length > 0 && names.every((name, position) => name === String(position));
  const values = group(branch);
  return isList ? Object.values(values) : values;
}
