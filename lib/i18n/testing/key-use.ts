import * as ts from "typescript/unstable/ast";
import { nodesOf } from "./sources.ts";

/** One use of texts: a whole key, or a pattern where parts of it are filled in; `unclear` where neither can be told. */
export interface KeyUse {
  line: number;
  key?: string;
  pattern?: RegExp;
  unclear?: string;
  /** Names of what is filled in, where they can be told. */
  given?: string[];
}

/** What a file reads of the catalogues by translators that it makes or is handed. */
export function* keyUses(source: ts.SourceFile): Generator<KeyUse> {
  for (const node of nodesOf(source)) {
    if (!ts.isCallExpression(node)) continue;
    const called = ts.isPropertyAccessExpression(node.expression)
      ? node.expression.expression
      : node.expression;
    if (
      ts.isPropertyAccessExpression(node.expression) &&
      !/^(?:rich|markup|has|raw)$/.test(node.expression.name.text)
    )
      continue;
    if (!ts.isIdentifier(called)) continue;
    const area = SAID_BY[called.text] ?? areaOf(called);
    const [first, second] = node.arguments;
    if (area === null || !first) continue;
    const line = source.text.slice(0, node.pos).split("\n").length;
    const given = namesIn(second);
    for (const use of keysIn(first, area)) yield { line, ...use, ...(given ? { given } : {}) };
  }
}

/** Functions that have an area of their own (../problem-text.ts). */
const SAID_BY: Readonly<Record<string, string>> = { problemText: "problems", issueText: "problems" };

/** "files" for `t` where it is `useTranslations("files")` or a parameter `t: Translator<"files">`; null for any other name. */
function areaOf(name: ts.Identifier): string | null {
  for (let scope: ts.Node = name.parent; scope; scope = scope.parent) {
    const declared = declarationsIn(scope).find((one) => one.name === name.text);
    if (declared) return declared.area;
  }
  return null;
}

function declarationsIn(scope: ts.Node): { name: string; area: string | null }[] {
  const parameters = isFunction(scope)
    ? scope.parameters.map((parameter) => ({
        name: parameter.name.getText(),
        area: areaOfType(parameter.type),
      }))
    : [];
  const statements = ts.isBlock(scope) || ts.isSourceFile(scope) ? [...scope.statements] : [];
  const variables = statements.filter(ts.isVariableStatement).flatMap((statement) =>
    [...statement.declarationList.declarations].map((declaration) => ({
      name: declaration.name.getText(),
      area:
        /(?:(?:use|get)Translations|wordsOf)\(\s*"([\w.-]+)"[^()]*\)$/.exec(
          declaration.initializer?.getText() ?? "",
        )?.[1] ?? null,
    })),
  );
  return [...parameters, ...variables];
}

/** Of `Translator<"files">`, or of a name that the file gives it. */
function areaOfType(type: ts.TypeNode | undefined): string | null {
  if (!type) return null;
  const text = type.getText();
  const alias = new RegExp(`^type ${escaped(text)} = (.*);$`, "m").exec(type.getSourceFile().text)?.[1];
  return /^Translator<"([\w.-]+)">$/.exec(alias ?? text)?.[1] ?? null;
}

function isFunction(
  node: ts.Node,
): node is ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isMethodDeclaration(node)
  );
}

/** Of an object that is written out; none of no object; null where it cannot be told. */
function namesIn(values: ts.Node | undefined): string[] | null {
  if (!values) return [];
  if (!ts.isObjectLiteralExpression(values)) return null;
  const names = [...values.properties].map((property) =>
    ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)
      ? property.name.getText()
      : null,
  );
  return names.every((name) => name !== null) ? names : null;
}

function* keysIn(node: ts.Node, area: string): Generator<Omit<KeyUse, "line">> {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    yield { key: `${area}.${node.text}` };
  else if (ts.isConditionalExpression(node)) {
    yield* keysIn(node.whenTrue, area);
    yield* keysIn(node.whenFalse, area);
  } else if (ts.isParenthesizedExpression(node)) yield* keysIn(node.expression, area);
  else if (ts.isTemplateExpression(node)) {
    const parts = [`${area}.${node.head.text}`, ...node.templateSpans.map(({ literal }) => literal.text)];
    yield { pattern: new RegExp(`^${parts.map(escaped).join("[\\w-]+(?:\\.[\\w-]+)*")}$`) };
  } else yield { unclear: node.getText() };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
