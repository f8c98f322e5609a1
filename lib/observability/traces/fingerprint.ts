import { createHash } from "node:crypto";
import path from "node:path";
import { sentenceOf, underlying } from "#lib/observability/describe-error.ts";
import { MAX_READ, scrub } from "#lib/observability/tracing/scrub.ts";
import { typeOf } from "#lib/observability/tracing/span.ts";

/** What errors of one kind have in common, wherever and for whomever they happen. */
export interface ErrorKind {
  fingerprint: string;
  type: string;
  /** With placeholders for what differs from one time to the next. */
  message: string;
  /** The first call of our own code, `lib/files/read.ts:12 readFile`; null when the stack has none. */
  frame: string | null;
}

/** The kind of an error: by its type, its words without values, the calls of our own code, and the route or job it failed. */
export function kindOf(error: unknown, where: string): ErrorKind {
  const type = typeOf(error);
  const message = withoutValues(scrub(sentenceOf(underlying(error), MAX_READ)));
  const frames = ownFrames(error instanceof Error ? (error.stack ?? "") : "").slice(0, FRAMES);
  const words = [type, message, where, ...frames.map(({ call, file }) => `${call} ${file}`)].join("\n");
  const [first] = frames;
  return {
    fingerprint: createHash("sha256").update(words).digest("hex").slice(0, 16),
    type,
    message,
    frame: first ? `${first.file}:${first.line} ${first.call}`.trim() : null,
  };
}

/** A text in which whatever differs from one time to the next is a placeholder. */
export function withoutValues(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "<id>")
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, "<hex>")
    .replace(/\d+(\.\d+)*/g, "<n>");
}

const FRAMES = 3;
const ROOT = `${process.cwd()}${path.sep}`;

/**
 * Lines move with every change, so only files and functions make the fingerprint. What was bundled has other names with
 * every build: there type, words and route must do.
 */
function ownFrames(stack: string): { call: string; file: string; line: string }[] {
  return stack.split("\n").flatMap((text) => {
    const [, call = "", place, line] =
      /^\s+at (?:(?:async )?(.*?) \()?(?:file:\/\/)?(\/[^()]+?):(\d+):\d+\)?$/.exec(text) ?? [];
    if (!place?.startsWith(ROOT) || place.includes("node_modules") || !line) return [];
    if (place.startsWith(`${ROOT}.next`)) return [];
    return [{ call: call.replace(/^(async|new) /, ""), file: place.slice(ROOT.length), line }];
  });
}
