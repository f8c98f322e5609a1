import { z } from "zod";
import { ROLES } from "#db/schema/auth.ts";
import { LIMITED_METRICS } from "#db/schema/usage.ts";
import { REVIEW_STATES } from "#db/schema/variants.ts";
import { InvoiceView } from "#lib/billing/views.ts";
import { EstimateView } from "#lib/estimates/views.ts";
import { FileView } from "#lib/files/present-file.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { ApprovalView, RevisionView } from "#lib/issuing/views.ts";
import { AnalysisView } from "#lib/processing/read-analysis.ts";
import { EXAMPLES } from "./event-examples.ts";
import { messagePayload } from "./message.ts";

/** Addresses of a thing in this API, on the organisation's own host. */
const fileLinks = z.object({ file: z.url(), analysis: z.url() });

const FileData = FileView.extend({ links: fileLinks });
const AnalysisData = AnalysisView.pick({
  file_id: true,
  status: true,
  format: true,
  schema: true,
  project_name: true,
  elements: true,
  cost: true,
  carbon: true,
  per_m2: true,
  coverage: true,
  placeholder_prices: true,
  estimate_id: true,
}).extend({ filename: z.string(), links: fileLinks });
const EstimateData = EstimateView.extend({ links: z.object({ estimate: z.url() }) });
const DeletedEstimateData = EstimateView.pick({ id: true, name: true, project_id: true });
const ReviewData = DeletedEstimateData.extend({
  state: z.enum(REVIEW_STATES),
  previous_state: z.enum(REVIEW_STATES),
  /** `recalculated`: the estimate was calculated again, so what was approved is no longer what it says. */
  cause: z.enum(["person", "recalculated"]),
  links: z.object({ estimate: z.url() }),
});
const RevisionData = DeletedEstimateData.extend({
  revision_id: z.string(),
  /** "A", "B", … */
  revision: z.string(),
  purpose: z.string(),
  issued_at: z.string(),
  withdrawn_at: z.string().nullable(),
  signer: ApprovalView.shape.signer,
  /** Of what was approved; the documents have hashes of their own. */
  snapshot_sha256: z.string(),
  documents: RevisionView.shape.documents,
  links: z.object({ estimate: z.url(), revisions: z.url(), pdf: z.url(), xlsx: z.url(), verify: z.url() }),
});
const ThresholdData = z.object({
  metric: z.enum(LIMITED_METRICS),
  /** Per cent of what the plan includes. */
  threshold: z.number(),
  period: z.string(),
  links: z.object({ usage: z.url() }),
});
const InvoiceData = InvoiceView.pick({
  id: true,
  number: true,
  reason: true,
  corrects_id: true,
  plan: true,
  currency: true,
  billing_period_start: true,
  billing_period_end: true,
  tax_amount: true,
  total_amount: true,
  paid_amount: true,
  status: true,
  due_date: true,
  finalised_at: true,
  paid_at: true,
}).extend({ links: z.object({ invoice: z.url(), pdf: z.url() }) });
const MemberData = z.object({
  user_id: z.string().nullable(),
  email: z.string(),
  role: z.enum(ROLES),
  previous_role: z.enum(ROLES).nullable(),
});
const ArchiveData = FileView.pick({ file_id: true, filename: true, size: true, storage_tier: true }).extend({
  /** Until when the restored copy is there; null where there is none. */
  available_until: z.string().nullable(),
  links: z.object({ file: z.url() }),
});

/** What an event is about; named, like the events themselves, in the area "webhook-events". */
type EventGroup = "files" | "estimates" | "billing" | "members";

interface EventType<S extends z.ZodObject = z.ZodObject> {
  group: EventGroup;
  data: S;
  /** Whether it can happen today: only then it is offered. */
  offered: boolean;
}
const event = <S extends z.ZodObject>(group: EventGroup, data: S, offered = true): EventType<S> => ({
  group,
  data,
  offered,
});

/** Every event that receivers can hear of, and what `data` holds. Fields may be added; none is taken away or changes its meaning. */
export const WEBHOOK_EVENTS = {
  "file.uploaded": event("files", FileData),
  "file.completed": event("files", FileData),
  "file.failed": event("files", FileData),
  "file.archived": event("files", ArchiveData),
  "file.restored": event("files", ArchiveData),
  "file.restore_expiring": event("files", ArchiveData),
  "analysis.completed": event("estimates", AnalysisData),
  "estimate.created": event("estimates", EstimateData),
  "estimate.deleted": event("estimates", DeletedEstimateData),
  "estimate.review_changed": event("estimates", ReviewData),
  "estimate.issued": event("estimates", RevisionData),
  "estimate.revision_withdrawn": event("estimates", RevisionData),
  "usage.threshold_reached": event("billing", ThresholdData),
  "invoice.finalized": event("billing", InvoiceData),
  "invoice.paid": event("billing", InvoiceData),
  "member.invited": event("members", MemberData),
  "member.joined": event("members", MemberData),
  "member.role_changed": event("members", MemberData),
  "member.removed": event("members", MemberData),
} as const;

export type WebhookEventType = keyof typeof WEBHOOK_EVENTS;
export type EventDataOf<T extends WebhookEventType> = z.input<(typeof WEBHOOK_EVENTS)[T]["data"]>;
/** A message before it is stored. */
export type WebhookEvent = { [T in WebhookEventType]: { type: T; data: EventDataOf<T> } }[WebhookEventType];

/** What a test send carries; it is sent to one endpoint, whatever that listens for. */
export const TEST_EVENT = "webhook.test";

export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as WebhookEventType[];
export const OFFERED_EVENTS = WEBHOOK_EVENT_TYPES.filter((type) => WEBHOOK_EVENTS[type].offered);

/** Names of events, `<noun>.*` for all of a noun, `*` for all, what is added later included. */
export const SELECTORS: readonly string[] = [
  "*",
  ...new Set(OFFERED_EVENTS.map((type) => `${nounOf(type)}.*`)),
  ...OFFERED_EVENTS,
];

/** The selectors by which an endpoint hears of an event. */
export function selectorsOf(type: string): string[] {
  return ["*", `${nounOf(type)}.*`, type];
}

function nounOf(type: string): string {
  return type.split(".")[0] ?? type;
}

/** The body of a message of this type. */
export const messageSchema = (type: WebhookEventType) =>
  z.object({
    type: z.literal(type),
    /** When it happened. */
    timestamp: z.string(),
    data: WEBHOOK_EVENTS[type].data,
  });

export const EventTypeView = z.object({
  type: z.enum(WEBHOOK_EVENT_TYPES),
  group: z.string(),
  description: z.string(),
  /** A body as it is sent. */
  example: z.record(z.string(), z.unknown()),
});

/** The events that can be chosen, with an example of each, described in a language. */
export function listEventTypes(locale?: Locale): { items: z.input<typeof EventTypeView>[] } {
  const t = wordsOf("webhook-events", locale);
  return {
    items: OFFERED_EVENTS.map((type) => ({
      type,
      group: t(`groups.${WEBHOOK_EVENTS[type].group}`),
      description: t(`events.${type}`),
      example: messagePayload(type, EXAMPLE_TIME, EXAMPLES[type]),
    })),
  };
}
const EXAMPLE_TIME = new Date("2026-10-05T08:30:00Z");
