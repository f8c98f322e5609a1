import type { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { stripeClient, whileWaiting } from "#lib/billing/stripe/client.ts";
import { closeAtStripe } from "#lib/billing/stripe/close-at-stripe.ts";
import { Conflict } from "#lib/errors.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { lockInvoice } from "./invoice-row.ts";
import { canMove, moveInvoice } from "./move-invoice.ts";
import { type InvoiceStateView, presentState } from "./present-state.ts";

/**
 * An operator voids an invoice (it was never owed) or writes it off (it will not be paid). At Stripe first, where it is
 * on its way: one that is being paid there at this moment is refused, and what fails half-way is completed by Stripe's
 * event. Doing it again changes nothing. Throws `Conflict` where its state does not allow it.
 */
export async function closeInvoice(
  invoiceId: string,
  to: "void" | "uncollectible",
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof InvoiceStateView>> {
  const before = await withSystem((tx) => lockInvoice(tx, invoiceId));
  if (before.status !== to && !canMove(before.status, to)) throw refused(before, to);
  const [stripe, there] = [stripeClient(), before.stripeInvoiceId];
  if (stripe && there) await whileWaiting(() => closeAtStripe(stripe, there, to));
  return withSystem(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId);
    const moved = await moveInvoice(tx, invoice, to, { by: by.actor });
    if (!moved && invoice.status !== to) throw refused(invoice, to);
    if (moved)
      await recordDeed(
        tx,
        by,
        to === "void" ? "invoice.voided" : "invoice.written_off",
        { invoice: invoiceId, number: invoice.number },
        invoice.tenantId,
      );
    return presentState(tx, moved ?? invoice);
  });
}

function refused(invoice: { number: string | null; status: string }, to: string): Conflict {
  return new Conflict(
    `invoice_${invoice.status}`,
    `Invoice ${invoice.number ?? "without a number"} is ${invoice.status} and cannot become ${to}. Correct a paid one by a credit note.`,
  );
}
