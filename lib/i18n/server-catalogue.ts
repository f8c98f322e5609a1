import deAccount from "./messages/de/account.json" with { type: "json" };
import deArchive from "./messages/de/archive.json" with { type: "json" };
import deAudit from "./messages/de/audit.json" with { type: "json" };
import deCapabilities from "./messages/de/capabilities.json" with { type: "json" };
import deCsv from "./messages/de/csv.json" with { type: "json" };
import deInvoice from "./messages/de/invoice.json" with { type: "json" };
import deLikeness from "./messages/de/likeness.json" with { type: "json" };
import deMails from "./messages/de/mails.json" with { type: "json" };
import deNotices from "./messages/de/notices.json" with { type: "json" };
import deUsage from "./messages/de/usage.json" with { type: "json" };
import deWebhookEvents from "./messages/de/webhook-events.json" with { type: "json" };
import enAccount from "./messages/en/account.json" with { type: "json" };
import enArchive from "./messages/en/archive.json" with { type: "json" };
import enAudit from "./messages/en/audit.json" with { type: "json" };
import enCapabilities from "./messages/en/capabilities.json" with { type: "json" };
import enCsv from "./messages/en/csv.json" with { type: "json" };
import enInvoice from "./messages/en/invoice.json" with { type: "json" };
import enLikeness from "./messages/en/likeness.json" with { type: "json" };
import enMails from "./messages/en/mails.json" with { type: "json" };
import enNotices from "./messages/en/notices.json" with { type: "json" };
import enUsage from "./messages/en/usage.json" with { type: "json" };
import enWebhookEvents from "./messages/en/webhook-events.json" with { type: "json" };

/**
 * The areas that the server writes outside of pages (words-of.ts). Not all of them: each route's bundle has what its modules
 * import, and the texts of pages are ten times as many.
 */
export const SERVER_TEXTS = {
  en: {
    account: enAccount,
    archive: enArchive,
    audit: enAudit,
    capabilities: enCapabilities,
    csv: enCsv,
    invoice: enInvoice,
    likeness: enLikeness,
    mails: enMails,
    notices: enNotices,
    usage: enUsage,
    "webhook-events": enWebhookEvents,
  },
  de: {
    account: deAccount,
    archive: deArchive,
    audit: deAudit,
    capabilities: deCapabilities,
    csv: deCsv,
    invoice: deInvoice,
    likeness: deLikeness,
    mails: deMails,
    notices: deNotices,
    usage: deUsage,
    "webhook-events": deWebhookEvents,
  },
};
