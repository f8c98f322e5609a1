import { createHash } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { boqReturns } from "#db/schema/boq.ts";
import { audit } from "#lib/audit/record.ts";
import { AppError, Conflict, Invalid, PayloadTooLarge } from "#lib/errors.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Bill, findBill } from "../find-bill.ts";
import { refuseBeyondCounting } from "../refuse-beyond-counting.ts";
import { tenderItems } from "../tender-items.ts";
import { type Compared, findDifferences } from "./find-differences.ts";
import { presentDifference, presentReturns, totalOf } from "./present-return.ts";
import { readReturned } from "./read-returned.ts";
import type { CheckedReturn, ReturnView } from "./views.ts";

const MAX_FORM_BYTES = 10 * 2 ** 20;
/** Returned bills of one estimate. */
export const MOST_RETURNS = 200;

const Fields = z.object({
  bidder: z.string(issueText("boq.bidder")).trim().min(1, issueText("boq.bidder")).max(120),
  /** What the check answered: the differences that somebody has seen. */
  seen: z.string().max(100).optional(),
});

interface Received {
  bidder: string;
  seen: string | undefined;
  filename: string;
  bytes: Buffer;
}

/**
 * Compares a returned workbook (form fields `file` and `bidder`) with the bill, and keeps nothing. Throws `NotFound`, and
 * `Invalid` for a file that is no returned bill of this estimate.
 */
export async function checkReturn(
  ctx: Ctx,
  estimateId: string,
  request: Request,
): Promise<z.input<typeof CheckedReturn>> {
  requireRole(ctx, "editor");
  const received = await receive(request);
  return refuseBeyondCounting(async () => {
    // An estimate that is not there is told before anything is read.
    await ctx.transaction((tx) => findBill(tx, ctx.tenant.id, estimateId));
    const written = await readReturned(received.bytes, estimateId);
    return ctx.transaction(async (tx) => {
      const bill = await findBill(tx, ctx.tenant.id, estimateId);
      const compared = findDifferences(tenderItems(bill), written, bill.estimate.minorDigits);
      const { priced, missing, total } = totalOf(bill, compared.rows);
      return {
        bidder: received.bidder,
        filename: received.filename,
        currency: bill.estimate.currency,
        items: compared.rows.length,
        priced,
        missing,
        total,
        differences: compared.differences.map(presentDifference),
        replaces: (await newestVersion(tx, ctx, estimateId, received.bidder)) > 0,
        seen: digestOf(bill, received, compared),
      };
    });
  });
}

/**
 * Keeps a returned workbook (form fields `file`, `bidder`, and `seen` as the check answered it) as the bidder's newest bill;
 * what they returned before stays. Throws as `checkReturn` does, and `Conflict`: `differences_unseen` where bill or file are
 * others than those that were checked, `too_many_returns`.
 */
export async function acceptReturn(
  ctx: Ctx,
  estimateId: string,
  request: Request,
): Promise<z.input<typeof ReturnView>> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  const received = await receive(request);
  return refuseBeyondCounting(async () => {
    await ctx.transaction((tx) => findBill(tx, tenantId, estimateId));
    const written = await readReturned(received.bytes, estimateId);
    return ctx.transaction(async (tx) => {
      await lockEstimate(tx, tenantId, estimateId);
      const bill = await findBill(tx, tenantId, estimateId);
      const compared = findDifferences(tenderItems(bill), written, bill.estimate.minorDigits);
      if (received.seen !== digestOf(bill, received, compared))
        throw new Conflict("differences_unseen", problemText("boq.unseen"));
      await refuseTooMany(tx, ctx, estimateId);
      const version = (await newestVersion(tx, ctx, estimateId, received.bidder)) + 1;
      const [row] = await tx
        .insert(boqReturns)
        .values({
          tenantId,
          estimateId,
          bidder: received.bidder,
          bidderKey: bidderKey(received.bidder),
          version,
          filename: received.filename,
          sha256: createHash("sha256").update(received.bytes).digest("hex"),
          currency: bill.estimate.currency,
          rows: compared.rows,
          differences: compared.differences,
          createdBy: actor(ctx),
        })
        .returning();
      if (!row) throw new Error("The returned bill was not stored");
      await audit(
        ctx,
        tx,
        "bill_return.accepted",
        { type: "estimate", id: estimateId },
        {
          bidder: received.bidder,
          version,
          filename: received.filename,
          differences: compared.differences.length,
        },
      );
      const [presented] = await presentReturns(tx, bill, [row]);
      if (!presented) throw new Error("The returned bill is not there");
      return presented;
    });
  });
}

/** By which a bidder is known again: small letters, single spaces. */
export const bidderKey = (bidder: string): string =>
  bidder.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** Of the file, and of what it was compared with: another bill gives another one. */
function digestOf({ estimate }: Bill, { bytes, bidder }: Received, compared: Compared): string {
  return createHash("sha256")
    .update(bytes)
    .update(JSON.stringify([estimate.id, estimate.currency, bidderKey(bidder), compared]))
    .digest("hex");
}

async function newestVersion(tx: Transaction, ctx: Ctx, estimateId: string, bidder: string): Promise<number> {
  const [row] = await tx
    .select({ version: boqReturns.version })
    .from(boqReturns)
    .where(
      and(
        eq(boqReturns.tenantId, ctx.tenant.id),
        eq(boqReturns.estimateId, estimateId),
        eq(boqReturns.bidderKey, bidderKey(bidder)),
      ),
    )
    .orderBy(desc(boqReturns.version))
    .limit(1);
  return row?.version ?? 0;
}

async function refuseTooMany(tx: Transaction, ctx: Ctx, estimateId: string): Promise<void> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(boqReturns)
    .where(and(eq(boqReturns.tenantId, ctx.tenant.id), eq(boqReturns.estimateId, estimateId)));
  if ((row?.count ?? 0) >= MOST_RETURNS)
    throw new Conflict("too_many_returns", problemText("boq.tooManyReturns", { most: MOST_RETURNS }));
}

async function receive(request: Request): Promise<Received> {
  const length = Number(request.headers.get("content-length"));
  if (!length) throw new AppError(411, "length_required", problemText("priceBooks.sendFormContent"));
  if (length > MAX_FORM_BYTES) throw new PayloadTooLarge(problemText("boq.tooLargeFile"));
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new Invalid("form_invalid", problemText("common.formEndedEarly"));
  }
  const file = form.get("file");
  const { bidder, seen } = Fields.parse(Object.fromEntries([...form].filter(([name]) => name !== "file")));
  if (!(file instanceof File) || file.size === 0)
    throw new Invalid("file_missing", problemText("boq.fileMissing"));
  return {
    bidder,
    seen,
    filename: file.name.slice(0, 200),
    bytes: Buffer.from(await file.arrayBuffer()),
  };
}
