"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { MoveDialog } from "#components/projects/move-dialog.tsx";
import { ProjectOf } from "#components/projects/project-of.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { DeleteEstimate } from "./delete-estimate.tsx";

/** What an estimate is called, where it comes from, its state, and what can be done with it. */
export function EstimateHeader({
  estimate,
  mayEdit,
  reprice,
  badges,
  actions,
}: {
  estimate: EstimateDetailAnswer;
  mayEdit: boolean;
  /** Calculates it again; only for who may. */
  reprice: ReactNode;
  badges?: ReactNode;
  /** For everybody. */
  actions?: ReactNode;
}) {
  const t = useTranslations("estimate");
  const byHand = estimate.file_id === null;
  return (
    <div className="-mb-5">
      <PageHeader
        title={estimate.name}
        crumbs={[{ label: t("crumb"), href: "/estimates" }, { label: estimate.name }]}
        badges={
          <>
            {estimate.status !== "complete" && (
              <StatusPill tone="brand" live>
                {t("calculating")}
              </StatusPill>
            )}
            {badges}
          </>
        }
        description={
          <>
            <ProjectOf id={estimate.project_id} />
            <Origin estimate={estimate} />
          </>
        }
        actions={
          <>
            {actions}
            {mayEdit && byHand && <MoveDialog estimateIds={[estimate.id]} from={estimate.project_id} />}
            {mayEdit && reprice}
            {mayEdit && byHand && <DeleteEstimate id={estimate.id} name={estimate.name} />}
          </>
        }
      />
    </div>
  );
}

function Origin({ estimate }: { estimate: EstimateDetailAnswer }) {
  const t = useTranslations("estimate");
  if (estimate.origin === "manual") return estimate.description || t("origin.manual");
  if (!estimate.file_id) return t("origin.deleted");
  return t.rich("origin.file", {
    name: estimate.name,
    link: (chunks) => (
      <Link className="text-brand-text underline" href={`/files/${estimate.file_id}`}>
        {chunks}
      </Link>
    ),
  });
}
