import { readFile, writeFile } from "node:fs/promises";
import { actionFiles } from "#lib/http/action-files.ts";
import { routeFiles } from "#lib/http/route-files.ts";

/**
 * Part of `npm run generate:routes`: writes which verb each route and action calls, after which its span is named. Read
 * from the sources, since a build renames functions. A test fails when it is stale.
 */
const TARGET = "lib/http/verbs.generated.ts";
const ROUTE = /^export const (GET|POST|PUT|PATCH|DELETE) = route\(/gm;
const ACTION = /^export const (\w+) = serverAction\(/gm;

/** The text of the generated file. */
export async function generatedVerbs(): Promise<string> {
  const verbs = new Map<string, string>();
  for (const { file, pattern } of await routeFiles())
    for (const { name, body, imported } of declarationsIn(await readFile(file, "utf8"), ROUTE)) {
      const verb = verbIn(body, imported);
      if (verb) verbs.set(`${name} ${pattern.replaceAll("{", "[").replaceAll("}", "]")}`, verb);
    }
  for (const file of await actionFiles())
    for (const { body, imported } of declarationsIn(await readFile(file, "utf8"), ACTION)) {
      const summary = /summary:\s*"([^"]+)"/.exec(body)?.[1];
      const verb = verbIn(body, imported);
      if (summary && verb) verbs.set(`ACTION ${summary}`, verb);
    }
  return [
    "// Written by `npm run generate:routes` from the files below app. Do not edit.",
    "",
    "export const VERBS: Record<string, string> = {",
    ...[...verbs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([call, verb]) => entry(call, verb)),
    "};",
    "",
  ].join("\n");
}

/** Each declaration's text up to the next one, and what the file takes from the domain. */
function declarationsIn(text: string, opening: RegExp) {
  const imported = importedFrom(text);
  const found = [...text.matchAll(opening)];
  return found.map((match, i) => ({
    name: match[1] ?? "",
    body: text.slice(match.index, found[i + 1]?.index),
    imported,
  }));
}

function importedFrom(text: string): Set<string> {
  const imports = text.matchAll(/^import \{([^}]*)\} from "#lib\/(?!http\/|errors)[^"]+";/gm);
  const names = [...imports].flatMap(([, names = ""]) => names.split(","));
  return new Set(
    names.map((name) => name.trim().split(" as ").at(-1) ?? "").filter((name) => /^[a-z]/.test(name)),
  );
}

/** The first function of the domain that the handler calls, but for those that only prepare or dress an answer. */
function verbIn(body: string, imported: Set<string>): string | null {
  const names = (pattern: RegExp) => [...body.matchAll(pattern)].map(([, name = ""]) => name);
  const verb = [...names(/\b([a-z]\w*)\(/g), ...names(/\b([a-z]\w*)(?=,?\s*\))/g)].find(
    (name) => imported.has(name) && !HELPERS.has(name),
  );
  return verb ? verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : null;
}
const HELPERS = new Set([
  "person",
  "presentFile",
  "secondsToWait",
  "answerAndClose",
  "operatorsHost",
  "stripeClient",
  "type",
]);

/** As the formatter would write it. */
function entry(call: string, verb: string): string {
  const key = /^[a-z_$][\w$]*$/i.test(call) ? call : JSON.stringify(call);
  const line = `  ${key}: "${verb}",`;
  return line.length > 110 ? `  ${key}:\n    "${verb}",` : line;
}

if (import.meta.main) {
  await writeFile(TARGET, await generatedVerbs());
  console.log(`wrote ${TARGET}`);
}
