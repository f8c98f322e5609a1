"use client";
import { KeyRound, type LucideIcon, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { ShareBar } from "#components/charts/inline.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { type DayRange, useTopUsage } from "./queries.ts";

/** Who used most in these days. */
export function TopUsers({ range }: { range: DayRange }) {
  const t = useTranslations("usage");
  const top = useTopUsage(range);
  return (
    <QueryView query={top} loading={<LoadingRows label={t("topUsers.loadingTopUsers")} />}>
      {({ api_keys, users }) => (
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <Ranking
            title={t("topUsers.apiKeys")}
            by={t("topUsers.calls")}
            counted={t("topUsers.callsCounted")}
            none={t("topUsers.noCalls")}
            rows={api_keys.map((key) => ({ id: key.id, name: key.name, value: key.calls }))}
            icon={KeyRound}
            empty={t("topUsers.noProgramHasCalledTheApiWithA")}
          />
          <Ranking
            title={t("topUsers.members")}
            by={t("topUsers.filesUploaded")}
            counted={t("topUsers.filesCounted")}
            none={t("topUsers.noFiles")}
            rows={users.map((user) => ({ id: user.id, name: user.name, value: user.files_uploaded }))}
            icon={Users}
            empty={t("topUsers.noMemberHasUploadedAFileIn")}
          />
        </div>
      )}
    </QueryView>
  );
}

function Ranking({
  title,
  by,
  counted,
  none,
  rows,
  icon,
  empty,
}: {
  title: string;
  /** What it goes by: "calls". */
  by: string;
  /** The same over its column: "Calls". */
  counted: string;
  /** Where there is nothing of it: "No calls". */
  none: string;
  rows: readonly { id: string; name: string; value: number }[];
  icon: LucideIcon;
  empty: string;
}) {
  const t = useTranslations("usage");
  const greatest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <Card>
      <CardHeader title={title} description={t("topUsers.byInTheDaysOfTheChart", { by })} />
      <DataTable
        caption={t("topUsers.by", { title, by })}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={icon} title={none}>
            {empty}
          </EmptyState>
        }
        columns={[
          { id: "name", header: t("topUsers.name"), rowHeader: true, cell: ({ name }) => name },
          {
            id: "share",
            header: <span className="sr-only">{t("topUsers.share")}</span>,
            cell: ({ value }) => <ShareBar share={value / greatest} />,
            hideOnPhone: true,
          },
          {
            id: "value",
            header: counted,
            numeric: true,
            cell: ({ value }) => formatCount(value),
          },
        ]}
      />
    </Card>
  );
}
