import { randomBytes } from "node:crypto";
import type Stripe from "stripe";
import { missing } from "./failure.ts";
import { type Listed, listed, type WireInvoice, type WireItem } from "./objects.ts";

/** What happened, as webhooks tell it. */
export interface BookedEvent {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  data: { object: object };
  livemode: false;
  pending_webhooks: number;
  request: { id: null; idempotency_key: string | null };
  type: Stripe.Event["type"];
}

/** Everything that the double knows. */
export class Books {
  readonly customers = new Map<string, Stripe.Customer>();
  readonly invoices = new Map<string, WireInvoice>();
  readonly items = new Map<string, WireItem>();
  readonly cards = new Map<string, Stripe.PaymentMethod>();
  readonly charges = new Map<string, Stripe.Charge>();
  readonly refunds = new Map<string, Stripe.Refund>();
  readonly invoicePayments = new Map<string, Stripe.InvoicePayment>();
  readonly records = new Map<string, Stripe.PaymentRecord>();
  readonly creditNotes = new Map<string, Stripe.CreditNote>();
  readonly checkouts = new Map<string, Stripe.Checkout.Session>();
  readonly setupIntents = new Map<string, object & { id: string; payment_method: unknown }>();
  readonly portals = new Map<string, Stripe.BillingPortal.Session>();
  readonly events: BookedEvent[] = [];
  /** Whether automatic collection happens as soon as it is turned on; else at `collect`. Stripe takes up to an hour. */
  collectsAtOnce = true;
  /** Address of the double's own pages. */
  base = "";
  onEvent: (event: BookedEvent) => void = () => {};

  id(prefix: string): string {
    return `${prefix}_${randomBytes(12).toString("hex")}`;
  }

  /** In whole seconds, as Stripe counts. */
  now(): number {
    return Math.floor(Date.now() / 1000);
  }

  emit(type: Stripe.Event["type"], object: object): void {
    const event: BookedEvent = {
      id: this.id("evt"),
      object: "event",
      api_version: "2026-10-28.endive",
      created: this.now(),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    };
    this.events.push(event);
    this.onEvent(event);
  }
}

export function find<T>(all: Map<string, T>, object: string, id: string | undefined, param = "id"): T {
  const found = id === undefined ? undefined : all.get(id);
  if (found === undefined) throw missing(object, id ?? "", param);
  return found;
}

/** A page of a list, newest first unless told, after Stripe's cursors. */
export function paged<T extends { id: string }>(
  url: string,
  all: T[],
  params: { limit?: unknown; starting_after?: unknown },
): Listed<T> {
  const limit = typeof params.limit === "number" ? params.limit : 10;
  const after = typeof params.starting_after === "string" ? params.starting_after : null;
  const at = after === null ? -1 : all.findIndex(({ id }) => id === after);
  if (after !== null && at === -1) throw missing("object", after, "starting_after");
  const data = all.slice(at + 1, at + 1 + limit);
  return listed(url, data, at + 1 + limit < all.length);
}
