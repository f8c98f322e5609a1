import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { whoSees } from "./who-sees.ts";

/** Plain text with line breaks; `@{id}` mentions a member. */
export const CommentText = z.string().trim().min(1, issueText("review.writeSomething")).max(4000);

const MENTION = /@\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/g;

/** Ids of the people whom a text mentions, each once. */
export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].flatMap(([, id]) => (id ? [id] : [])))];
}

/** Throws `NotFound` (`mention_not_found`) where a text mentions somebody who is no member or does not see the estimate. */
export async function refuseImpossibleMentions(
  tx: Transaction,
  estimate: EstimateRow,
  ids: readonly string[],
): Promise<void> {
  const seen = new Set(await whoSees(tx, estimate, ids));
  if (ids.every((id) => seen.has(id))) return;
  throw new NotFound("mention_not_found", problemText("review.somebodyWhomYou"));
}
