import type { ServerResponse } from "node:http";
import { type Books, find } from "./books.ts";
import { Failure } from "./failure.ts";
import { charge } from "./invoicing.ts";
import { newCard } from "./objects.ts";

/** The pages that a payer sees: an invoice to pay, a checkout to give a card, a portal. */
export function servePage(
  books: Books,
  url: URL,
  method: string,
  text: string,
  response: ServerResponse,
): void {
  const [, kind = "", id = ""] = url.pathname.split("/");
  const form = new URLSearchParams(text);
  try {
    const page =
      kind === "pay"
        ? invoicePage(books, id, method === "POST" ? form : null)
        : kind === "checkout"
          ? checkoutPage(books, id, method === "POST" ? form : null)
          : kind === "portal"
            ? portalPage(books, id, method === "POST" ? form : null)
            : { status: 404, html: "<h1>Not found</h1>" };
    if ("location" in page) response.writeHead(303, { location: page.location }).end();
    else
      response.writeHead(page.status, { "content-type": "text/html; charset=utf-8" }).end(frame(page.html));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    response
      .writeHead(error.status, { "content-type": "text/html; charset=utf-8" })
      .end(frame(`<h1>${escapeHtml(error.message)}</h1>`));
  }
}

type Page = { status: number; html: string } | { location: string };

function invoicePage(books: Books, id: string, form: URLSearchParams | null): Page {
  const invoice = find(books.invoices, "invoice", id);
  const customer = typeof invoice.customer === "string" ? invoice.customer : "";
  if (form && invoice.status === "open") {
    const card = saveCard(books, customer, form.get("card") ?? "");
    if (!charge(books, invoice, { card }))
      return { status: 402, html: payForm(invoice, "Your card was declined.") };
    return { location: `/pay/${id}` };
  }
  if (invoice.status !== "open")
    return { status: 200, html: `<h1>Invoice ${escapeHtml(invoice.number ?? "")} is ${invoice.status}</h1>` };
  return { status: 200, html: payForm(invoice, null) };
}

function payForm(
  invoice: { number: string | null; amount_remaining: number; currency: string },
  problem: string | null,
) {
  return `<h1>Invoice ${escapeHtml(invoice.number ?? "")}</h1>
    ${problem ? `<p role="alert">${problem}</p>` : ""}
    <p>${invoice.amount_remaining} minor units of ${invoice.currency.toUpperCase()}</p>
    ${cardForm("Pay")}`;
}

function checkoutPage(books: Books, id: string, form: URLSearchParams | null): Page {
  const session = find(books.checkouts, "checkout.session", id);
  const intentId = typeof session.setup_intent === "string" ? session.setup_intent : "";
  const intent = find(books.setupIntents, "setupintent", intentId);
  if (!form || session.status !== "open") {
    if (session.status === "complete") return { location: session.success_url ?? "/" };
    return {
      status: 200,
      html: `<h1>Save a card</h1>${cardForm("Save card")}<p><a href="${escapeHtml(session.cancel_url ?? "/")}">Back</a></p>`,
    };
  }
  const customer = typeof session.customer === "string" ? session.customer : "";
  const card = saveCard(books, customer, form.get("card") ?? "");
  Object.assign(intent, { payment_method: card, status: "succeeded" });
  session.status = "complete";
  books.emit("setup_intent.succeeded", intent);
  books.emit("checkout.session.completed", session);
  return { location: session.success_url ?? "/" };
}

/** Saves another card, which is charged from then on, or removes the present one. */
function portalPage(books: Books, id: string, form: URLSearchParams | null): Page {
  const portal = find(books.portals, "billing_portal.session", id);
  const customer = books.customers.get(portal.customer);
  if (form && customer) {
    const settings = customer.invoice_settings;
    const former = String(settings.default_payment_method);
    const removes = form.has("remove");
    settings.default_payment_method = removes ? null : saveCard(books, customer.id, form.get("card") ?? "");
    if (removes) books.cards.delete(former);
    books.emit("customer.updated", customer);
    return { location: `/portal/${id}` };
  }
  const cards = [...books.cards.values()].filter(({ customer }) => customer === portal.customer);
  return {
    status: 200,
    html: `<h1>Your cards</h1><ul>${cards.map(({ card }) => `<li>${card?.brand} ending in ${card?.last4}</li>`).join("")}</ul>
      ${cardForm("Save card")}
      <form method="post"><button name="remove">Remove the card that is charged</button></form>
      <p><a href="${escapeHtml(portal.return_url ?? "/")}">Back</a></p>`,
  };
}

function saveCard(books: Books, customer: string, number: string): string {
  const digits = number.replaceAll(/\D/g, "");
  if (digits.length < 12) throw new Failure(402, "Your card number is incomplete.");
  const card = newCard(books.id("pm"), customer, digits.slice(-4), books.now());
  books.cards.set(card.id, card);
  return card.id;
}

const cardForm = (action: string) =>
  `<form method="post"><label>Card number <input name="card" value="4242 4242 4242 4242" inputmode="numeric"></label>
   <button>${action}</button></form><p>A number that ends in 0341 is declined.</p>`;

const frame = (html: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Local payment double</title>
   <meta name="viewport" content="width=device-width"><style>body{font:16px system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}</style>
   </head><body><main>${html}</main></body></html>`;

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
