"use client";
import { Plus, Webhook } from "lucide-react";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { EndpointWithSecretAnswer } from "#components/webhooks/answers.ts";
import { EndpointDialog } from "#components/webhooks/endpoint-dialog.tsx";
import { EndpointsTable } from "#components/webhooks/endpoints-table.tsx";
import { EventReference } from "#components/webhooks/event-reference.tsx";
import { useChange, useEndpoints } from "#components/webhooks/queries.ts";
import { SecretDialog } from "#components/webhooks/secret-dialog.tsx";

export function Webhooks() {
  const endpoints = useEndpoints();
  const change = useChange();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Webhooks"
        description="Your own programs are told when something happens here: a file is processed, an invoice is paid."
        actions={
          <EndpointDialog
            trigger={
              <Button variant="primary">
                <Plus aria-hidden />
                New endpoint
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
        <QueryView query={endpoints} loading={<LoadingRows label="Loading endpoints" />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={Webhook} title="No endpoints yet">
                Give the address of a program of yours, and choose what it is told.
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
