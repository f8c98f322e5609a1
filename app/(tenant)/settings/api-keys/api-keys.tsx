"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { type ApiKeyRow, ApiKeysTable } from "#components/api-keys/api-keys-table.tsx";
import { CreateApiKeyDialog, type NewApiKey } from "#components/api-keys/create-api-key-dialog.tsx";
import { api } from "#components/data/api.ts";
import { problemOf } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import type { Role } from "#components/shell/types.ts";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";

const DAY = 24 * 3600 * 1000;

export function ApiKeys({ role }: { role: Role }) {
  const queries = useQueryClient();
  const isAdmin = role === "admin";
  const keys = useQuery({
    queryKey: ["api-keys"],
    queryFn: () => api<{ items: ApiKeyRow[] }>("/api/api-keys"),
    enabled: isAdmin,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ["api-keys"] });
  const create = async ({ expires_in_days, ...values }: NewApiKey) => {
    try {
      const expires_at = expires_in_days ? new Date(Date.now() + expires_in_days * DAY).toISOString() : null;
      const { api_key } = await api<{ api_key: string }>("/api/api-keys", {
        body: { ...values, expires_at },
      });
      await refresh();
      return { secret: api_key };
    } catch (error) {
      return { problem: problemOf(error) };
    }
  };
  const dialog = <CreateApiKeyDialog onCreate={create} ownRole={role} />;
  return (
    <div className="grid gap-5">
      <PageHeader
        title="API keys"
        description="For programs that upload files and read estimates here."
        actions={isAdmin && dialog}
      />
      <Card>
        {isAdmin ? (
          <QueryView query={keys} loading={<Skeleton className="m-4 h-40" />}>
            {({ items }) => (
              <ApiKeysTable
                keys={items}
                onRevoke={async (id) => {
                  await api(`/api/api-keys/${id}`, { method: "DELETE" });
                  await refresh();
                }}
              />
            )}
          </QueryView>
        ) : (
          <EmptyState icon={LockKeyhole} title="Admins manage API keys">
            Ask an admin of the organisation for one.
          </EmptyState>
        )}
      </Card>
    </div>
  );
}
