import type { z } from "zod";
import type { EndpointView, EndpointWithSecret } from "#lib/webhooks/endpoint-row.ts";
import type { EventTypeView } from "#lib/webhooks/event-types.ts";
import type {
  AttemptView,
  DeliveryDetail,
  DeliveryList,
  DeliveryView,
} from "#lib/webhooks/list-deliveries.ts";
import type { Replayed } from "#lib/webhooks/replay.ts";

/** What the routes of webhooks answer. Types only. */
export type EndpointAnswer = z.output<typeof EndpointView>;
export type EndpointWithSecretAnswer = z.output<typeof EndpointWithSecret>;
export type EventTypeAnswer = z.output<typeof EventTypeView>;
export type DeliveryAnswer = z.output<typeof DeliveryView>;
export type DeliveryListAnswer = z.output<typeof DeliveryList>;
export type DeliveryDetailAnswer = z.output<typeof DeliveryDetail>;
export type AttemptAnswer = z.output<typeof AttemptView>;
export type ReplayedAnswer = z.output<typeof Replayed>;
