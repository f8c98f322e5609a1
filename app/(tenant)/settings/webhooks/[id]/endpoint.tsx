"use client";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { NONE } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import type { EndpointAnswer } from "#components/webhooks/answers.ts";
import { EndpointActions } from "#components/webhooks/endpoint-actions.tsx";
import { ALL } from "#components/webhooks/events.ts";
import { useEndpoint } from "#components/webhooks/queries.ts";
import { EndpointStatus } from "#components/webhooks/status.tsx";

const Deliveries = later(
  async () => (await import("#components/webhooks/deliveries.tsx")).Deliveries,
  () => (
    <Card>
      <LoadingRows rows={8} />
    </Card>
  ),
);

export function Endpoint({ id }: { id: string }) {
  const t = useTranslations("webhooks");
  const query = useEndpoint(id);
  const host = query.data && new URL(query.data.url).host;
  usePageTitle(host && t("endpoint.webhooksTo", { host }));
  return (
    <QueryView query={query} loading={<LoadingRows label={t("endpoint.loadingTheEndpoint")} />}>
      {(endpoint) => (
        <div className="grid gap-5">
          <PageHeader
            title={new URL(endpoint.url).host}
            crumbs={[
              { label: t("endpoint.webhooks"), href: "/settings/webhooks" },
              { label: new URL(endpoint.url).host, href: `/settings/webhooks/${id}` },
            ]}
            badges={<EndpointStatus endpoint={endpoint} />}
            description={endpoint.description}
            actions={<EndpointActions endpoint={endpoint} />}
          />
          <Health endpoint={endpoint} />
          <Facts endpoint={endpoint} />
          <Deliveries endpointId={id} />
        </div>
      )}
    </QueryView>
  );
}

function Health({ endpoint }: { endpoint: EndpointAnswer }) {
  const t = useTranslations("webhooks");
  const { status, status_reason: reason, failures, failing_since: since } = endpoint;
  if (status === "paused")
    return (
      <Callout tone="warn" title={t("endpoint.pausedNothingIsSent")}>
        {t("endpoint.whatHappensMeanwhileWaitsUpTo", { reason: reason ?? "" })}
      </Callout>
    );
  if (status === "disabled")
    return (
      <Callout tone="bad" title={t("endpoint.disabledNothingIsSentOrKeptFor")}>
        {t("endpoint.resumeItIfTheReceiverIsToBe", { reason: reason ?? "" })}
      </Callout>
    );
  if (failures === 0 || !since) return null;
  return (
    <Callout tone="warn" title={t("endpoint.theLastAttemptFailed")}>
      {t.rich("endpoint.inARowSinceAfterThreeDays", {
        failures,
        time: () => <Time at={since} show="datetime" />,
      })}
    </Callout>
  );
}

function Facts({ endpoint }: { endpoint: EndpointAnswer }) {
  const t = useTranslations("webhooks");
  const { last_success_at: last, previous_secret_until: until } = endpoint;
  return (
    <Card>
      <CardHeader title={t("endpoint.endpoint")} />
      <CardBody>
        <DataList
          items={[
            {
              key: "url",
              term: t("endpoint.address"),
              value: <span className="break-all">{endpoint.url}</span>,
            },
            {
              key: "events",
              term: t("endpoint.events"),
              value: endpoint.events.includes(ALL) ? (
                t("endpoint.everything")
              ) : (
                <span className="flex flex-wrap gap-1">
                  {endpoint.events.map((event) => (
                    <Badge key={event}>{event}</Badge>
                  ))}
                </span>
              ),
            },
            {
              key: "last",
              term: t("endpoint.lastSuccess"),
              value: last ? <Time at={last} show="datetime" /> : NONE,
            },
            {
              key: "created",
              term: t("endpoint.created"),
              value: <Time at={endpoint.created_at} show="datetime" />,
            },
            ...(until
              ? [
                  {
                    key: "until",
                    term: t("endpoint.oldSecretEnds"),
                    value: <Time at={until} show="datetime" />,
                  },
                ]
              : []),
          ]}
        />
      </CardBody>
    </Card>
  );
}
