"use client";
import { Plus, Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { EndpointWithSecretAnswer } from "#components/webhooks/answers.ts";
import { EndpointDialog } from "#components/webhooks/endpoint-dialog.tsx";
import { EndpointsTable } from "#components/webhooks/endpoints-table.tsx";
import { useChange, useEndpoints } from "#components/webhooks/queries.ts";
import { SecretDialog } from "#components/webhooks/secret-dialog.tsx";

// Below the list, for another reader: the page is whole without it.
const EventReference = later(
  async () => (await import("#components/webhooks/event-reference.tsx")).EventReference,
  () => null,
);

export function Webhooks() {
  const t = useTranslations("webhooks");
  const endpoints = useEndpoints();
  const change = useChange();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className="grid gap-5">
      <PageHeader
        title={t("webhooks.webhooks")}
        description={t("webhooks.yourOwnProgramsAreToldWhen")}
        actions={
          <EndpointDialog
            trigger={
              <Button variant="primary">
                <Plus aria-hidden />
                {t("webhooks.newEndpoint")}
              </Button>
            }
            onSave={async (values) => {
              const made = await change<EndpointWithSecretAnswer>("/api/webhooks/endpoints", {
                body: values,
              });
              setSecret(made.secret);
            }}
          />
        }
      />
      <Card>
        <QueryView query={endpoints} loading={<LoadingRows label={t("webhooks.loadingEndpoints")} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={Webhook} title={t("webhooks.noEndpointsYet")}>
                {t("webhooks.giveTheAddressOfAProgramOf")}
              </EmptyState>
            ) : (
              <EndpointsTable endpoints={items} />
            )
          }
        </QueryView>
      </Card>
      <EventReference />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </div>
  );
}
