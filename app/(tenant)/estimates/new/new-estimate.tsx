"use client";
import { useQueryClient } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshProjects, useCatalogue, useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { ManualEstimateForm } from "#components/estimates/manual-estimate-form.tsx";
import type { Role } from "#components/shell/types.ts";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { FormSkeleton } from "#components/ui/skeletons.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export function NewEstimate({ role }: { role: Role }) {
  const t = useTranslations("estimates");
  const router = useRouter();
  const [param] = useUrlParams();
  const queries = useQueryClient();
  const settings = useSettings();
  const catalogue = useCatalogue();
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t("newEstimate.newEstimate")}
        crumbs={[
          { label: t("newEstimate.estimates"), href: "/estimates" },
          { label: t("newEstimate.newEstimate") },
        ]}
      />
      {role === "viewer" ? (
        <Card>
          <EmptyState icon={LockKeyhole} title={t("newEstimate.editorsMakeEstimates")}>
            {t("newEstimate.youMayLookAtAllEstimatesOfThe")}
          </EmptyState>
        </Card>
      ) : (
        <QueryView query={settings} loading={<FormSkeleton />}>
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
