import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { idempotencyKeys } from "#db/schema/idempotency.ts";
import { withSystem } from "#db/tenant.ts";
import { seal, unseal } from "#lib/auth/seal.ts";
import { AppError, Conflict, Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { actor, type Ctx, joined } from "#lib/tenancy/context.ts";

/** Runs work in a system transaction of its own, or in the one that an idempotency key has opened. */
export type InSystem = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

export const IDEMPOTENCY_HEADER = "idempotency-key";
export const REPLAYED_HEADER = "idempotency-replayed";

/** One request that named itself. */
interface Named {
  key: string;
  method: string;
  /** Path and query. */
  address: string;
  contentType: string | null;
  body: Uint8Array;
}

/** The request's key; null without one. Throws `Invalid` (`idempotency_key_invalid`) for one that is none. */
export function idempotencyKey(headers: Headers): string | null {
  const key = headers.get(IDEMPOTENCY_HEADER);
  if (key === null || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new Invalid("idempotency_key_invalid", problemText("http.idempotencyKey1"));
}

/**
 * Answers a request once: `perform` runs in the transaction that keeps its answer, so that there is either both or
 * neither, whatever ends the process. A repetition within 24 hours gets the kept answer, marked by a header. Answers that
 * refuse are not kept: whoever mends what was wrong may send the same key again.
 * Throws 422 `idempotency_key_reused` for another request under the same key, `Conflict` (`idempotency_key_in_use`) while
 * the first is under way.
 */
export function answerOnce(
  caller: Ctx | OperatorCtx,
  named: Named,
  perform: (within: { ctx: Ctx | OperatorCtx; system: InSystem }) => Promise<Response>,
): Promise<Response> {
  const request = fingerprint(named);
  const once = async (tx: Transaction, row: Row, work: () => Promise<Response>) => {
    await lock(tx, row);
    const kept = await find(tx, row);
    if (kept) return replay(kept, row);
    const response = await work();
    if (response.ok) await keep(tx, row, response);
    return response;
  };
  if (!("principal" in caller)) {
    const row = { sender: caller.actor, key: named.key, tenantId: null, request };
    return withSystem((tx) => once(tx, row, () => perform({ ctx: caller, system: (work) => work(tx) })));
  }
  const tenantId = caller.tenant.id;
  const row = { sender: `${tenantId} ${actor(caller)}`, key: named.key, tenantId, request };
  return caller.transaction((tx) =>
    once(tx, row, () => perform({ ctx: joined(caller, tx), system: withSystem })),
  );
}

interface Row {
  sender: string;
  key: string;
  tenantId: string | null;
  request: string;
}

/** Until the transaction ends, and not waited for: a connection that waits would be missing elsewhere. */
async function lock(tx: Transaction, { sender, key }: Row): Promise<void> {
  const [row] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${sender} ${key}`}, 0)) as mine`,
  );
  if (!row?.mine)
    throw new Conflict("idempotency_key_in_use", problemText("http.firstRequestIdempotency"), {
      retry_after: 1,
    });
}

async function find(
  tx: Transaction,
  { sender, key }: Row,
): Promise<{ request: string; answer: string } | null> {
  const [found] = await tx
    .select({
      request: idempotencyKeys.request,
      answer: idempotencyKeys.answer,
      holds: sql<boolean>`${idempotencyKeys.createdAt} > now() - interval '24 hours'`,
    })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.sender, sender), eq(idempotencyKeys.key, key)));
  if (!found || found.holds) return found ?? null;
  await tx
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.sender, sender), eq(idempotencyKeys.key, key)));
  return null;
}

const Kept = z.object({
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});

async function keep(tx: Transaction, row: Row, response: Response): Promise<void> {
  const answer: z.input<typeof Kept> = {
    status: response.status,
    headers: [...response.headers],
    body: await response.clone().text(),
  };
  await tx.insert(idempotencyKeys).values({ ...row, answer: seal(JSON.stringify(answer), purpose(row)) });
}

function replay(kept: { request: string; answer: string }, row: Row): Response {
  if (kept.request !== row.request)
    throw new AppError(422, "idempotency_key_reused", problemText("http.idempotencyKeyCame"));
  const { status, headers, body } = Kept.parse(JSON.parse(unseal(kept.answer, purpose(row))));
  const response = new Response(body === "" ? null : body, { status, headers });
  response.headers.set(REPLAYED_HEADER, "true");
  return response;
}

const purpose = ({ sender, key }: Row) => `idempotency ${sender} ${key}`;

/** A form's boundary is drawn anew whenever the same form is sent again, so it counts for nothing. */
function fingerprint({ method, address, contentType, body }: Named): string {
  const boundary = contentType?.match(/boundary="?([^";]+)/i)?.[1];
  const bytes = boundary
    ? Buffer.from(Buffer.from(body).toString("latin1").replaceAll(boundary, ""), "latin1")
    : body;
  return createHash("sha256").update(`${method} ${address}\n`).update(bytes).digest("hex");
}
