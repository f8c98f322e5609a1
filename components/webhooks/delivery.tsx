"use client";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { faultTrace } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { sentenceOf } from "#components/data/told-of.ts";
import { formatDuration } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { AttemptAnswer, DeliveryDetailAnswer } from "./answers.ts";
import { useChange, useDelivery } from "./queries.ts";
import { DeliveryStatus } from "./status.tsx";
import { Code } from "./verify-snippets.tsx";

/** What was sent, each attempt with its answer, and sending it again. */
export function Delivery({ id, onReplay }: { id: string; onReplay: (of: string, as: string) => void }) {
  const t = useTranslations("webhooks");
  const delivery = useDelivery(id);
  return (
    <QueryView query={delivery} loading={<LoadingRows label={t("deliveryDialog.loadingTheDelivery")} />}>
      {(shown) => (
        <div className="grid grid-cols-1 gap-4">
          <DataList
            items={[
              { key: "event", term: t("deliveryDialog.event"), value: <code>{shown.type}</code> },
              { key: "status", term: t("deliveryDialog.status"), value: <DeliveryStatus delivery={shown} /> },
              {
                key: "id",
                term: "webhook-id",
                value: <code className="break-all text-sm">{shown.webhook_id}</code>,
              },
              {
                key: "url",
                term: t("deliveryDialog.address"),
                value: <span className="break-all">{shown.url}</span>,
              },
              ...(shown.status === "pending" && shown.next_attempt_at && shown.attempts > 0
                ? [
                    {
                      key: "next",
                      term: t("deliveryDialog.nextAttempt"),
                      value: <Time at={shown.next_attempt_at} show="datetime" />,
                    },
                  ]
                : []),
            ]}
          />
          <section className="grid grid-cols-1 gap-1.5">
            <h3 className="font-medium">{t("deliveryDialog.requestBody")}</h3>
            <Code text={pretty(shown.request_body)} label={t("deliveryDialog.copyTheRequestBody")} />
          </section>
          <section className="grid grid-cols-1 gap-2">
            <h3 className="font-medium">{t("deliveryDialog.attempts")}</h3>
            {shown.log.length === 0 && <p className="text-ink-2">{t("deliveryDialog.noneYet")}</p>}
            {shown.log.toReversed().map((attempt, index) => (
              <Attempt key={attempt.number} attempt={attempt} open={index === 0} />
            ))}
          </section>
          <Replay delivery={shown} onReplay={onReplay} />
        </div>
      )}
    </QueryView>
  );
}

function Attempt({ attempt, open }: { attempt: AttemptAnswer; open: boolean }) {
  const t = useTranslations("webhooks");
  return (
    <details open={open} className="rounded-md border border-line">
      <summary className="cursor-pointer px-3 py-2 touch:py-3">
        <span className="font-medium">{attempt.number}</span>{" "}
        <Badge tone={attempt.error ? "bad" : "ok"}>
          {attempt.response_status ?? t("deliveryDialog.noAnswer")}
        </Badge>{" "}
        <span className="text-ink-2 text-sm">
          {t.rich("deliveryDialog.took", {
            time: () => <Time at={attempt.started_at} show="datetime" />,
            duration: formatDuration(attempt.duration_ms),
          })}
        </span>
      </summary>
      <div className="grid grid-cols-1 gap-3 px-3 pb-3">
        {attempt.error && <p className="text-bad">{attempt.error.message}</p>}
        <Headers title={t("deliveryDialog.requestHeadersWithoutThe")} headers={attempt.request_headers} />
        {attempt.response_headers && (
          <Headers title={t("deliveryDialog.answer")} headers={attempt.response_headers} />
        )}
        {attempt.response_body && (
          <Code text={attempt.response_body} label={t("deliveryDialog.copyTheAnswersBody")} />
        )}
      </div>
    </details>
  );
}

function Headers({ title, headers }: { title: string; headers: Record<string, string> }) {
  return (
    <div className="grid gap-1">
      <h4 className="text-ink-3 text-sm">{title}</h4>
      <DataList
        className="text-xs"
        items={Object.entries(headers).map(([name, value]) => ({
          key: name,
          term: <code>{name}</code>,
          value: <code className="break-all">{value}</code>,
        }))}
      />
    </div>
  );
}

function Replay({
  delivery,
  onReplay,
}: {
  delivery: DeliveryDetailAnswer;
  onReplay: (of: string, as: string) => void;
}) {
  const t = useTranslations("webhooks");
  const change = useChange();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  if (delivery.status === "pending") return null;

  async function replay() {
    setPending(true);
    try {
      const { delivery_id } = await change<{ delivery_id: string }>(
        `/api/webhooks/deliveries/${delivery.id}/replay`,
      );
      onReplay(delivery.id, delivery_id);
      toast({ tone: "ok", title: t("deliveryDialog.sentAgain") });
    } catch (error) {
      toast({
        tone: "bad",
        title: sentenceOf(error),
        traceId: faultTrace(error),
      });
    } finally {
      setPending(false);
    }
  }

  return (
    <DialogActions>
      <Button loading={pending} onClick={replay}>
        <RotateCcw aria-hidden />
        {t("deliveryDialog.sendAgain")}
      </Button>
    </DialogActions>
  );
}

function pretty(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
