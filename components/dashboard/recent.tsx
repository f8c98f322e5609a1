import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DashboardAnswer, ProjectAnswer } from "#components/data/answers.ts";
import { toEstimateRow, toFileRow } from "#components/data/present-rows.ts";
import { EstimatesTable } from "#components/estimates/estimates-table.tsx";
import { FileTable } from "#components/files/file-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";

/** The newest files, or what leads to the first one. */
export function RecentFiles({
  files,
  projects,
  href,
  filtered,
  emptyAction,
}: {
  files: DashboardAnswer["latest_files"];
  projects: readonly ProjectAnswer[];
  href: string;
  /** Only one project is looked at. */
  filtered: boolean;
  emptyAction?: ReactNode;
}) {
  const t = useTranslations("dashboard");
  return (
    <Card>
      <CardHeader
        title={t("recent.files")}
        actions={
          <Button asChild size="sm">
            <Link href={href}>{t("recent.allFiles")}</Link>
          </Button>
        }
      />
      <FileTable
        caption={t("recent.files")}
        files={files.map((file) => toFileRow(file, projects))}
        filtered={filtered}
        emptyAction={emptyAction}
      />
    </Card>
  );
}

export function RecentEstimates({
  estimates,
  href,
}: {
  estimates: DashboardAnswer["latest_estimates"];
  href: string;
}) {
  const t = useTranslations("dashboard");
  if (estimates.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title={t("recent.estimates")}
        actions={
          <Button asChild size="sm">
            <Link href={href}>{t("recent.allEstimates")}</Link>
          </Button>
        }
      />
      <EstimatesTable estimates={estimates.map(toEstimateRow)} />
    </Card>
  );
}
