import * as ts from "typescript/unstable/ast";
import { nodesOf } from "./sources.ts";
import { isLiteral, type TextNode, textOfNode } from "./user-texts.ts";

type Literal = Exclude<TextNode, ts.JsxText>;

/**
 * Sentences that stand in the source of the server, and words that it gives a property which people read: what is stored,
 * answered or written into a file. What errors say that never leave the server, what the log has, SQL and summaries of the
 * API's description are none.
 */
export function* sentences(source: ts.SourceFile): Generator<Literal> {
  for (const node of nodesOf(source)) {
    if (!isLiteral(node)) continue;
    const text = textOfNode(node);
    if ((SENTENCE.test(text) || (WORDS.test(text) && isGiven(node))) && !isForMachines(node)) yield node;
  }
}

/** With a capital, two words beside each other and an end. */
const SENTENCE = /^(?:\p{Lu}|…)[^<>]*\p{L}{2,}[,:;]? [^<>]*[.!?]$/su;
const WORDS = /\p{L}{2,}[,:;]? \p{L}{2}/u;

/** Properties that people read. */
const READ =
  /^(?:sentence|reason|problem|about|note|notes|warning|label|heading|title|settled_by|caption|hint|text|why)$/;

function isGiven(node: ts.Node): boolean {
  for (let { parent } = node; parent; { parent } = parent) {
    if (ts.isPropertyAssignment(parent)) return READ.test(parent.name.getText());
    if (!ts.isConditionalExpression(parent) && !ts.isBinaryExpression(parent)) return false;
  }
  return false;
}

/** Errors of our own that are answered are looked at by refusal-texts.ts; others end in the log. */
const TO_MACHINES =
  /(?:^|\.)(?:log|logger|trace|debug|info|warn|error|fatal|child|startSpan|inSpan|inChildSpan|run|literal|test|z|describe|meta)$|logger\(\)|\blog\./;

function isForMachines(node: ts.Node): boolean {
  for (let { parent } = node; parent; { parent } = parent) {
    if (ts.isNewExpression(parent) || ts.isTaggedTemplateExpression(parent)) return true;
    if (ts.isCallExpression(parent)) {
      const called = parent.expression.getText();
      if (called === "super" || TO_MACHINES.test(called)) return true;
    }
    if (
      ts.isPropertyAssignment(parent) &&
      /^(?:summary|safeToRepeat|idempotent\w*)$/.test(parent.name.getText())
    )
      return true;
  }
  return false;
}
