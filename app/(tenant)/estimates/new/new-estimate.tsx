"use client";
import { useQueryClient } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useRouter } from "next/navigation";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshProjects, useCatalogue, useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { ManualEstimateForm } from "#components/estimates/manual-estimate-form.tsx";
import type { Role } from "#components/shell/types.ts";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export function NewEstimate({ role }: { role: Role }) {
  const router = useRouter();
  const [param] = useUrlParams();
  const queries = useQueryClient();
  const settings = useSettings();
  const catalogue = useCatalogue();
  return (
    <div className="max-w-4xl">
      <PageHeader
        title="New estimate"
        crumbs={[{ label: "Estimates", href: "/estimates" }, { label: "New estimate" }]}
      />
      {role === "viewer" ? (
        <Card>
          <EmptyState icon={LockKeyhole} title="Editors make estimates">
            You may look at all estimates of the organisation. Ask an admin for the role editor to make one.
          </EmptyState>
        </Card>
      ) : (
        <QueryView query={settings} loading={<Skeleton className="h-96 rounded-lg" />}>
          {({ location, labor_rate, equipment_rate, currency, known_locations }) => (
            <ManualEstimateForm
              materialNames={catalogue.data?.items.map(({ name }) => name) ?? []}
              locations={known_locations}
              project={param("project")}
              defaults={{ location, labor_rate, equipment_rate, currency }}
              onSubmit={(estimate) =>
                submitting(async () => {
                  const { id } = await api<{ id: string }>("/api/cost-estimates", { body: estimate });
                  await refreshProjects(queries);
                  router.push(`/estimates/${id}`);
                })
              }
            />
          )}
        </QueryView>
      )}
    </div>
  );
}
