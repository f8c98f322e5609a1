import * as ts from "typescript/unstable/ast";
import { nodesOf } from "./sources.ts";

export type TextNode =
  | ts.JsxText
  | ts.StringLiteral
  | ts.NoSubstitutionTemplateLiteral
  | ts.TemplateExpression;

/**
 * Texts that a person reads and that stand in the source: between tags, in the attributes and properties that are shown,
 * and whatever else reads like words. Names, addresses, classes and what programs compare are none.
 */
export function* userTexts(source: ts.SourceFile): Generator<TextNode> {
  for (const node of nodesOf(source)) {
    if (ts.isJsxText(node)) {
      if (LETTERS.test(node.text)) yield node;
    } else if (isLiteral(node) && isUserText(node)) yield node;
  }
}

/** What stands there, with "…" for what is filled in. */
export function textOfNode(node: TextNode): string {
  if (!ts.isTemplateExpression(node)) return node.text.replace(/\s+/g, " ").trim();
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join("…");
}

const LETTERS = /\p{L}/u;
const WORD = /\p{L}{2}/u;
/** Two words beside each other, one with a capital, or one that goes on after a mark: ", failed". */
const WORDS =
  /\p{L}{2,}[,.:;…]? (?:\p{L}|…|\()|…[,.]? \p{L}{2}|^\p{Lu}\p{Ll}{2,}[.:…]?$|^(?: ?[,;:·–—] | \()\p{L}{3,}[).]?$/u;

/** Attributes and properties that are shown or read out. */
const SHOWN =
  /^(?:label|title|description|hint|header|heading|placeholder|alt|name|text|message|caption|summary|question|confirm|action|empty|note|help|unit|words|legend|aria-(?:label|description|valuetext|roledescription|placeholder))$|(?:Label|Title|Text|Message|Description|Hint|Name)$/;
/** Shown where they are words of people: `name` is as often that of a field. */
const BY_LOOK = /^(?:name|action|unit|confirm|empty|summary)$|Name$/;
const NOT_SHOWN =
  /^(?:class|className|href|src|id|htmlFor|key|type|method|autoComplete|inputMode|rel|target|role|d|viewBox|fill|stroke|transform|queryKey|pattern|accept|value|variant|tone|size|show|display|style|points|dataKey|scope|align|side|sizes|from|kind|of)$|(?:Class|ClassName)$/;
const KEYS = /^(?:Escape|Enter|Home|End|Tab|Delete|Backspace|Space|Shift|Control|Alt|Meta|Infinity|Errored)$/;
/** What is filled into a text is read with it. */
const FILLED_IN = /^t(?:[A-Z]\w*)?(?:\.rich|\.markup)?\(/;
const CALLS_WITHOUT_TEXT =
  /^(?:identifyOrSignedOut|t|t\.(?:rich|markup|has|raw)|t[A-Z]\w*(?:\.(?:rich|markup|has|raw))?|useTranslations|getTranslations|cn|cva|clsx|twMerge|api|fetch|require|import|Symbol|Symbol\.for|Error|RangeError|TypeError|logger|textOf|redirect|z\.\w+|\w+\.(?:querySelector|querySelectorAll|closest|matches|getElementById|addEventListener|removeEventListener|startsWith|endsWith|includes|get|set|has|split|replace|replaceAll|localeCompare|append|delete|setAttribute|getAttribute|execCommand|setItem|getItem|removeItem|test|dispatchEvent))$/;

export function isLiteral(node: ts.Node): node is Exclude<TextNode, ts.JsxText> {
  return (
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)
  );
}

function isUserText(node: Exclude<TextNode, ts.JsxText>): boolean {
  const text = textOfNode(node);
  if (!WORD.test(text) || KEYS.test(text)) return false;
  const place = placeOf(node);
  if (place === "shown") return !isClasses(text) && !/^[a-z]+(?:[-_:./][\w-…]+)+$/.test(text);
  return place === "by look" && WORDS.test(text) && !isClasses(text);
}

/** Whether what stands at this place is shown; "by look" where only the words tell. */
function placeOf(node: ts.Node): "shown" | "hidden" | "by look" {
  const { parent } = node;
  if (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent) ||
    ts.isExternalModuleReference(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isCaseClause(parent) ||
    ts.isExpressionStatement(parent) ||
    ts.isTemplateLiteralTypeSpan(parent)
  )
    return "hidden";
  if (ts.isBinaryExpression(parent) && /^[!=]==?$|^in$/.test(parent.operatorToken.getText())) return "hidden";
  if (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind !== ts.SyntaxKind.PlusToken &&
    parent.left === node &&
    parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken &&
    !/^(?:\|\||\?\?)$/.test(parent.operatorToken.getText())
  )
    return "hidden";
  if (ts.isPropertyAssignment(parent) && parent.name === node) return "hidden";
  if (ts.isJsxAttribute(parent)) return byName(parent.name?.getText() ?? "");
  if (ts.isPropertyAssignment(parent)) {
    const name = parent.name.getText().replaceAll('"', "");
    if (FILLED_IN.test(parent.parent.parent.getText())) return "shown";
    return name === "value" ? "by look" : byName(name);
  }
  if (ts.isBindingElement(parent)) return byName(parent.name?.getText() ?? "");
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    if (parent.expression === node) return "hidden";
    return CALLS_WITHOUT_TEXT.test(parent.expression.getText()) ? "hidden" : "by look";
  }
  if (ts.isJsxExpression(parent)) {
    if (ts.isJsxAttribute(parent.parent)) return byName(parent.parent.name.getText());
    return "shown";
  }
  if (isTransparent(parent, node)) return placeOf(parent);
  return "by look";
}

/** What gives on the value that it holds. */
function isTransparent(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isBinaryExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isTemplateExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent)
  );
}

function byName(name: string): "shown" | "hidden" | "by look" {
  if (BY_LOOK.test(name)) return "by look";
  if (SHOWN.test(name)) return "shown";
  return NOT_SHOWN.test(name) || name.startsWith("data-") ? "hidden" : "by look";
}

function isClasses(text: string): boolean {
  const tokens = text.split(/\s+/).filter(Boolean);
  return (
    tokens.every((token) => /^[a-z0-9…:[\]\-_/.%()#!*&>~@,='"]+$/.test(token)) &&
    tokens.some((token) =>
      /[a-z…\]][-:[][a-z0-9[…]|^(?:flex|grid|block|hidden|truncate|underline|relative|absolute|sticky)$/.test(
        token,
      ),
    )
  );
}
