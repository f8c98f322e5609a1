"use client";
import { useTranslations } from "next-intl";
import type { PriceBookVersion } from "#components/data/answers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

const origins = (t: Translator<"price-book">) => ({
  built_in: t("versionsTable.builtIn"),
  import: t("versionsTable.imported"),
  edit: t("versionsTable.changedHere"),
});

export interface VersionsTableProps {
  versions: readonly PriceBookVersion[];
  /** The version whose entries are in sight. */
  shown: string;
  onShow: (id: string) => void;
  /** Left out where the role may not. */
  onActivate?: (version: PriceBookVersion) => Promise<void>;
}

export function VersionsTable({ versions, shown, onShow, onActivate }: VersionsTableProps) {
  const t = useTranslations("price-book");
  return (
    <DataTable
      caption={t("versionsTable.versionsOfThePriceBook")}
      rows={versions}
      rowKey={(version) => version.id}
      columns={[
        {
          id: "name",
          header: t("versionsTable.version"),
          rowHeader: true,
          className: "min-w-44",
          cell: (version) => (
            <span className="flex flex-wrap items-center gap-2 font-medium">
              {t("versionsTable.version2", { name: version.name, version: version.version })}
              {version.active && <Badge tone="ok">{t("versionsTable.active")}</Badge>}
            </span>
          ),
        },
        { id: "currency", header: t("versionsTable.currency"), cell: (version) => version.currency },
        { id: "origin", header: t("versionsTable.madeBy"), cell: (version) => origins(t)[version.origin] },
        {
          id: "created",
          header: t("versionsTable.made"),
          className: "whitespace-nowrap text-ink-2",
          cell: (version) => version.created_at && <Time at={version.created_at} show="datetime" />,
        },
        {
          id: "actions",
          header: <span className="sr-only">{t("versionsTable.actions")}</span>,
          className: "whitespace-nowrap text-right",
          cell: (version) => (
            <span className="inline-flex gap-1">
              {version.id !== shown && (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t("versionsTable.showVersion", {
                    name: version.name,
                    version: version.version,
                  })}
                  onClick={() => onShow(version.id)}
                >
                  {t("versionsTable.show")}
                </Button>
              )}
              {onActivate && !version.active && (
                <Confirm
                  title={t("versionsTable.useVersion", { name: version.name, version: version.version })}
                  description={t("versionsTable.newEstimatesWillUseItPresent")}
                  confirmLabel={t("versionsTable.activate")}
                  trigger={
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={t("versionsTable.activateVersion", {
                        name: version.name,
                        version: version.version,
                      })}
                    >
                      {t("versionsTable.activate")}
                    </Button>
                  }
                  onConfirm={() => onActivate(version)}
                />
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
