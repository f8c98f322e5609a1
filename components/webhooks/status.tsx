import { StatusPill } from "#components/ui/badge.tsx";
import type { DeliveryAnswer, EndpointAnswer } from "./answers.ts";

/** How an endpoint does, in a word. */
export function EndpointStatus({ endpoint }: { endpoint: EndpointAnswer }) {
  if (endpoint.status === "paused") return <StatusPill tone="warn">Paused</StatusPill>;
  if (endpoint.status === "disabled") return <StatusPill tone="bad">Disabled</StatusPill>;
  if (endpoint.failures > 0) return <StatusPill tone="bad">Failing</StatusPill>;
  return <StatusPill tone="ok">Active</StatusPill>;
}

export function DeliveryStatus({ delivery }: { delivery: Pick<DeliveryAnswer, "status" | "attempts"> }) {
  switch (delivery.status) {
    case "delivered":
      return <StatusPill tone="ok">Delivered</StatusPill>;
    case "failed":
      return <StatusPill tone="bad">Failed</StatusPill>;
    case "cancelled":
      return <StatusPill tone="neutral">Cancelled</StatusPill>;
    case "pending":
      return (
        <StatusPill tone="info" live>
          {delivery.attempts === 0 ? "Sending" : "Retrying"}
        </StatusPill>
      );
  }
}
