import { existsSync } from "node:fs";
import path from "node:path";
import * as ts from "typescript/unstable/ast";
import { keyUses } from "./key-use.ts";
import { nodesOf, ROOT } from "./sources.ts";

/** What one file says of areas and of other files. */
export interface FileFacts {
  isClient: boolean;
  /** Files that it loads, at once or on demand. */
  loads: readonly string[];
  /** Areas whose texts it reads. */
  reads: readonly string[];
  /** Keys of them, or how a key begins whose end is filled in. */
  keys: readonly string[];
  /** Areas that it provides with `<Words areas={…}>`, or parts of them: "usage.usageBanner". */
  provides: readonly string[];
}

export function factsOf(file: string, source: ts.SourceFile): FileFacts {
  const loads: string[] = [];
  const reads: string[] = [];
  const provides: string[] = [];
  for (const node of nodesOf(source)) {
    if (ts.isImportDeclaration(node) && !isTypeOnly(node))
      add(loads, resolve(file, textOf(node.moduleSpecifier)));
    if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(loads, resolve(file, textOf(node.moduleSpecifier)));
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText();
      const [first] = node.arguments;
      if (called === "import" && first) add(loads, resolve(file, textOf(first)));
      if (called === "useTranslations" && first) reads.push(textOf(first).split(".")[0] ?? "");
    }
    if (ts.isJsxOpeningElement(node) && node.tagName.getText() === "Words")
      for (const held of nodesOf(node.attributes)) if (ts.isStringLiteral(held)) provides.push(held.text);
  }
  const [first] = source.statements;
  const isClient =
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === "use client";
  const keys = [...keyUses(source)].flatMap(({ key, pattern }) => key ?? beginning(pattern) ?? []);
  return { isClient, loads, reads, keys, provides };
}

/** "usage.metrics." of a pattern that goes on with anything. */
const beginning = (pattern: RegExp | undefined) =>
  pattern && /^\^((?:[\w-]|\\\.)*)/.exec(pattern.source)?.[1]?.replaceAll("\\.", ".");

/** The areas that client components below a page or layout read, with the keys that they read of each. */
export function areasRead(
  entry: string,
  facts: (file: string) => FileFacts | undefined,
): Map<string, Set<string>> {
  const areas = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const visit = (file: string, inBrowser: boolean) => {
    const key = `${file} ${inBrowser}`;
    const found = facts(file);
    if (seen.has(key) || !found) return;
    seen.add(key);
    const browser = inBrowser || found.isClient;
    if (browser) {
      for (const area of found.reads) if (!areas.has(area)) areas.set(area, new Set());
      for (const key of found.keys) areas.get(key.split(".")[0] ?? "")?.add(key);
    }
    for (const loaded of found.loads) visit(loaded, browser);
  };
  visit(entry, false);
  return areas;
}

/** The layouts around a page, from the root. */
export function layoutsOf(page: string): string[] {
  const folders = path.dirname(page).split("/");
  return folders
    .map((_, index) => `${folders.slice(0, index + 1).join("/")}/layout.tsx`)
    .filter((file) => file !== page && existsSync(path.join(ROOT, file)));
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  return /^import\s+type\b/.test(node.getText());
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : "";
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? path.join(path.dirname(from), specifier) : null;
}

function add(list: string[], file: string | null): void {
  if (file && /^(?:app|components)\/.*\.tsx?$/.test(file)) list.push(file);
}
