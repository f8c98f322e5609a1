import { useTranslations } from "next-intl";
import { StatusPill } from "#components/ui/badge.tsx";
import type { DeliveryAnswer, EndpointAnswer } from "./answers.ts";

/** How an endpoint does, in a word. */
export function EndpointStatus({ endpoint }: { endpoint: EndpointAnswer }) {
  const t = useTranslations("webhooks");
  if (endpoint.status === "paused") return <StatusPill tone="warn">{t("status.paused")}</StatusPill>;
  if (endpoint.status === "disabled") return <StatusPill tone="bad">{t("status.disabled")}</StatusPill>;
  if (endpoint.failures > 0) return <StatusPill tone="bad">{t("status.failing")}</StatusPill>;
  return <StatusPill tone="ok">{t("status.active")}</StatusPill>;
}

export function DeliveryStatus({ delivery }: { delivery: Pick<DeliveryAnswer, "status" | "attempts"> }) {
  const t = useTranslations("webhooks");
  switch (delivery.status) {
    case "delivered":
      return <StatusPill tone="ok">{t("status.delivered")}</StatusPill>;
    case "failed":
      return <StatusPill tone="bad">{t("status.failed")}</StatusPill>;
    case "cancelled":
      return <StatusPill tone="neutral">{t("status.cancelled")}</StatusPill>;
    case "pending":
      return (
        <StatusPill tone="info" live>
          {delivery.attempts === 0 ? t("status.sending") : t("status.retrying")}
        </StatusPill>
      );
  }
}
