import { unusable } from "./failure.ts";

export type FormValue = string | FormValue[] | { [name: string]: FormValue };

/**
 * Parameters as Stripe reads them from a form or a query: `metadata[a]=1`, `lines[0][amount]=5`, `expand[]=x`. A name
 * that is given twice, or as a value and as a group, is refused.
 */
export function parseForm(text: string): Record<string, FormValue> {
  const root: { [name: string]: FormValue } = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const path = pathOf(name);
    let group = root;
    for (const [i, part] of path.entries()) {
      const key = part === "" ? String(Object.keys(group).length) : part;
      const present = group[key];
      if (i === path.length - 1) {
        if (present !== undefined) throw unusable(`Invalid request (duplicate parameter ${name})`, name);
        group[key] = value;
      } else {
        if (typeof present === "string")
          throw unusable(`Invalid request (conflicting parameter ${name})`, name);
        const next: { [name: string]: FormValue } =
          present && !Array.isArray(present) ? present : Object.create(null);
        group[key] = next;
        group = next;
      }
    }
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, arrays(value)]));
}

function pathOf(name: string): string[] {
  const [, head, rest] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
  if (head === undefined) throw unusable(`Invalid request (malformed parameter ${name})`, name);
  return [head, ...[...(rest ?? "").matchAll(/\[([^[\]]*)\]/g)].map(([, part]) => part ?? "")];
}

/** A group whose names are 0, 1, 2 … is a list. */
function arrays(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, arrays(inner)] as const);
  return entries.length > 0 && entries.every(([name], i) => name === String(i))
    ? entries.map(([, inner]) => inner)
    : Object.fromEntries(entries);
}
