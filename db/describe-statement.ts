/** What a statement does, without the values in it. */
export interface StatementDescription {
  /** `SELECT`, `INSERT`, `UPDATE`, `DELETE` … */
  operation: string;
  /** Operation and main table, such as `SELECT files`; only the operation where it concerns none. */
  name: string;
  /** The statement in one line, its literals replaced by `?`, at most 2,000 characters. */
  text: string;
}

/**
 * Describes a statement by its text, of which it reads the first 4,000 characters. What it finds is kept, since the same few
 * hundred come again and again; not of longer ones, such as inserts of many rows, of which no two are alike.
 */
export function describeStatement(statement: string): StatementDescription {
  if (statement.length > MAX_READ) return readStatement(statement.slice(0, MAX_READ));
  let description = described.get(statement);
  if (!description) {
    description = readStatement(statement);
    if (described.size >= MAX_DESCRIBED) described.clear();
    described.set(statement, description);
  }
  return description;
}
const described = new Map<string, StatementDescription>();
const MAX_DESCRIBED = 2000;
const MAX_READ = 4000;
const MAX_TEXT = 2000;

function readStatement(statement: string): StatementDescription {
  const text = withoutValues(statement);
  const operation = operationOf(text);
  const table = tableOf(operation, text);
  return {
    operation,
    name: table ? `${operation} ${table}` : operation,
    text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text,
  };
}

/**
 * Read from left to right, so that a quote in a comment is none, and no comment begins in a text. What was cut before its
 * end takes the rest.
 */
const PIECES =
  /"(?:[^"]|"")*(?:"|$)|\be'(?:[^'\\]|''|\\[\s\S])*(?:'|\\?$)|'(?:[^']|'')*(?:'|$)|\$([a-z_]*)\$[\s\S]*?(?:\$\1\$|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/gi;
const NUMBERS = /(?<![\w$."])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/gi;

function withoutValues(statement: string): string {
  return statement
    .replace(PIECES, (piece) => (piece.startsWith('"') ? piece : /^(?:--|\/\*)/.test(piece) ? " " : "?"))
    .replace(NUMBERS, "?")
    .replace(/\s+/g, " ")
    .trim();
}

/** Of a statement that begins by WITH: what it changes, if anything. */
function operationOf(text: string): string {
  const first = /^[(\s]*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? "STATEMENT";
  if (first !== "WITH") return first;
  const changes =
    /\b(insert)\s+into\b|\b(update)\s+(?:only\s+)?[\w".]+\s+(?:as\s+)?\w*\s*\bset\b|\b(delete)\s+from\b|\b(merge)\s+into\b/i.exec(
      text,
    );
  return (changes?.slice(1).find(Boolean) ?? "SELECT").toUpperCase();
}

const NAME = String.raw`(?:only\s+)?((?:"?\w+"?\.)?"?\w+"?)`;
const MAIN_TABLE: Record<string, RegExp> = {
  INSERT: new RegExp(String.raw`\binto\s+${NAME}`, "gi"),
  MERGE: new RegExp(String.raw`\binto\s+${NAME}`, "gi"),
  UPDATE: new RegExp(String.raw`\bupdate\s+${NAME}`, "gi"),
  DELETE: new RegExp(String.raw`\bdelete\s+from\s+${NAME}`, "gi"),
  // The boundary keeps the look-ahead from being satisfied by half of a function's name.
  SELECT: new RegExp(String.raw`\bfrom\s+(?!lateral\b)${NAME}(?<=[\w"])(?![\w"]|\s*\()`, "gi"),
};
/** `select settle_calls($1, $2)`: the function is what it concerns. */
const CALLED = /^select\s+(?:\*\s+from\s+)?(\w+)\s*\(/i;

/** Of a table that the statement itself names first, its own. What stands in brackets counts only where nothing else does. */
function tableOf(operation: string, text: string): string | null {
  const pattern = MAIN_TABLE[operation];
  if (!pattern) return null;
  const made = new Set(
    namesIn(
      /\b(\w+)\s+as\s+(?:not\s+)?(?:materialized\s+)?\(\s*(?:select|insert|update|delete|with)\b/gi,
      text,
    ),
  );
  const found = [outsideOfBrackets(text), text]
    .flatMap((part) => namesIn(pattern, part))
    .find((name) => !made.has(name));
  return found ?? (operation === "SELECT" ? (CALLED.exec(text)?.[1] ?? null) : null);
}

const namesIn = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map(([, name = ""]) => name.replaceAll('"', "").split(".").at(-1) ?? "");

function outsideOfBrackets(text: string): string {
  let depth = 0;
  let outside = "";
  for (const piece of text.split(/([()])/)) {
    if (piece === "(") depth++;
    else if (piece === ")") depth--;
    if (depth === 0 || piece === "(") outside += piece;
  }
  return outside;
}
