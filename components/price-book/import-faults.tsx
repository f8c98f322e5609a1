"use client";
import { useTranslations } from "next-intl";
import type { ApiError } from "#components/data/api.ts";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";

/** Why a table was not taken in, and what is to be mended in which row of it: the first `most`; the rest is found after these. */
export function ImportFaults({ problem, most }: { problem: ApiError; most: number }) {
  const t = useTranslations("price-book");
  return (
    <div className="grid gap-2">
      <Callout tone="bad" announce title={problem.message} />
      {problem.issues.length > 0 && (
        <div className="max-h-64 overflow-y-auto rounded-lg border border-line">
          <DataTable
            caption={t("importDialog.faultsInTheFile")}
            rows={problem.issues.slice(0, most)}
            rowKey={({ path, message }) => `${path} ${message}`}
            columns={[
              {
                id: "where",
                header: t("importDialog.where"),
                rowHeader: true,
                className: "whitespace-nowrap",
                cell: ({ path }) => path,
              },
              {
                id: "what",
                header: t("importDialog.whatToMend"),
                className: "min-w-56",
                cell: ({ message }) => message,
              },
            ]}
          />
        </div>
      )}
    </div>
  );
}
