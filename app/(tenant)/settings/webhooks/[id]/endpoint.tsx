"use client";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { NONE } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import type { EndpointAnswer } from "#components/webhooks/answers.ts";
import { Deliveries } from "#components/webhooks/deliveries.tsx";
import { EndpointActions } from "#components/webhooks/endpoint-actions.tsx";
import { ALL } from "#components/webhooks/event-choice.tsx";
import { useEndpoint } from "#components/webhooks/queries.ts";
import { EndpointStatus } from "#components/webhooks/status.tsx";

export function Endpoint({ id }: { id: string }) {
  const query = useEndpoint(id);
  const host = query.data && new URL(query.data.url).host;
  usePageTitle(host && `Webhooks to ${host}`);
  return (
    <QueryView query={query} loading={<LoadingRows label="Loading the endpoint" />}>
      {(endpoint) => (
        <div className="grid gap-5">
          <PageHeader
            title={new URL(endpoint.url).host}
            crumbs={[
              { label: "Webhooks", href: "/settings/webhooks" },
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
  const { status, status_reason: reason, failures, failing_since: since } = endpoint;
  if (status === "paused")
    return (
      <Callout tone="warn" title="Paused: nothing is sent">
        {reason} What happens meanwhile waits, up to 30 days. Resume it to send all of it.
      </Callout>
    );
  if (status === "disabled")
    return (
      <Callout tone="bad" title="Disabled: nothing is sent or kept for it">
        {reason} Resume it if the receiver is to be used again, and send what it missed again.
      </Callout>
    );
  if (failures === 0 || !since) return null;
  return (
    <Callout tone="warn" title="The last attempt failed">
      {failures} in a row since <Time at={since} show="datetime" />. After three days without a success the
      endpoint is paused.
    </Callout>
  );
}

function Facts({ endpoint }: { endpoint: EndpointAnswer }) {
  const { last_success_at: last, previous_secret_until: until } = endpoint;
  return (
    <Card>
      <CardHeader title="Endpoint" />
      <CardBody>
        <DataList
          items={[
            { key: "url", term: "Address", value: <span className="break-all">{endpoint.url}</span> },
            {
              key: "events",
              term: "Events",
              value: endpoint.events.includes(ALL) ? (
                "Everything"
              ) : (
                <span className="flex flex-wrap gap-1">
                  {endpoint.events.map((event) => (
                    <Badge key={event}>{event}</Badge>
                  ))}
                </span>
              ),
            },
            { key: "last", term: "Last success", value: last ? <Time at={last} show="datetime" /> : NONE },
            { key: "created", term: "Created", value: <Time at={endpoint.created_at} show="datetime" /> },
            ...(until
              ? [{ key: "until", term: "Old secret ends", value: <Time at={until} show="datetime" /> }]
              : []),
          ]}
        />
      </CardBody>
    </Card>
  );
}
