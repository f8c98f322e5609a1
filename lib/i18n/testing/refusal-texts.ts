import * as ts from "typescript/unstable/ast";
import { nodesOf } from "./sources.ts";
import { isLiteral, type TextNode, textOfNode } from "./user-texts.ts";

type Literal = Exclude<TextNode, ts.JsxText>;

/**
 * Sentences that stand in the source where a call is refused: arguments of the errors that are answered as problems
 * (lib/errors.ts), and what the rules of an input say when they are broken.
 */
export function* refusalTexts(source: ts.SourceFile): Generator<Literal> {
  for (const node of nodesOf(source))
    if (isLiteral(node) && WORDS.test(textOfNode(node)) && isSaid(node)) yield node;
}

/** Two words beside each other. */
const WORDS = /\p{L}{2,}[,.:;…]? (?:\p{L}|…)|… \p{L}{2}/u;

const ERRORS =
  /^(?:AppError|Conflict|Invalid|NotFound|Forbidden|Unauthenticated|UnsupportedMediaType|QuotaExceeded|TooManyRequests|PayloadTooLarge)$/;

/** Rules of Zod that take what is said when they are broken. */
const RULES =
  /^(?:refine|superRefine|regex|min|max|int|url|email|date|datetime|uuid|enum|literal|union|length|addIssue)$/;

/** Follows what only passes a value on, up to the call that takes it. */
function isSaid(literal: ts.Node): boolean {
  let property: string | null = null;
  for (let { parent } = literal; parent; { parent } = parent) {
    if (ts.isPropertyAssignment(parent)) property ??= parent.name.getText();
    else if (ts.isNewExpression(parent))
      return ERRORS.test(parent.expression.getText()) && isMessage(property);
    else if (ts.isCallExpression(parent)) {
      const { expression } = parent;
      if (expression.getText() === "super")
        return /extends (?:AppError|Unauthenticated|Conflict|Invalid)\b/.test(classOf(parent));
      return ts.isPropertyAccessExpression(expression) && isRule(expression) && isMessage(property);
    } else if (!PASSES_ON.some((is) => is(parent))) return false;
  }
  return false;
}

const isMessage = (property: string | null) => property === null || /^(?:message|error)$/.test(property);

/** `logger().error("…")` is no rule, and neither is a method of a text or a list. */
function isRule({ name, expression }: ts.PropertyAccessExpression): boolean {
  return (
    RULES.test(name.text) && /^z\b|^text\(|\bz\.|\)$|^ctx$|^context$|^issues$/.test(expression.getText())
  );
}

function classOf(node: ts.Node): string {
  for (let { parent } = node; parent; { parent } = parent)
    if (ts.isClassDeclaration(parent)) return parent.getText().split("{")[0] ?? "";
  return "";
}

const PASSES_ON: readonly ((node: ts.Node) => boolean)[] = [
  ts.isConditionalExpression,
  ts.isParenthesizedExpression,
  ts.isBinaryExpression,
  ts.isTemplateSpan,
  ts.isTemplateExpression,
  ts.isObjectLiteralExpression,
  ts.isArrayLiteralExpression,
];
