"use client";
import type { PriceBookVersion } from "#components/data/answers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";

const ORIGINS = { built_in: "Built in", import: "Imported", edit: "Changed here" };

export interface VersionsTableProps {
  versions: readonly PriceBookVersion[];
  /** The version whose entries are in sight. */
  shown: string;
  onShow: (id: string) => void;
  /** Left out where the role may not. */
  onActivate?: (version: PriceBookVersion) => Promise<void>;
}

export function VersionsTable({ versions, shown, onShow, onActivate }: VersionsTableProps) {
  return (
    <DataTable
      caption="Versions of the price book"
      rows={versions}
      rowKey={(version) => version.id}
      columns={[
        {
          id: "name",
          header: "Version",
          rowHeader: true,
          className: "min-w-44",
          cell: (version) => (
            <span className="flex flex-wrap items-center gap-2 font-medium">
              {version.name}, version {version.version}
              {version.active && <Badge tone="ok">Active</Badge>}
            </span>
          ),
        },
        { id: "currency", header: "Currency", cell: (version) => version.currency },
        { id: "origin", header: "Made by", cell: (version) => ORIGINS[version.origin] },
        {
          id: "created",
          header: "Made",
          className: "whitespace-nowrap text-ink-2",
          cell: (version) => version.created_at && <Time at={version.created_at} show="datetime" />,
        },
        {
          id: "actions",
          header: <span className="sr-only">Actions</span>,
          className: "whitespace-nowrap text-right",
          cell: (version) => (
            <span className="inline-flex gap-1">
              {version.id !== shown && (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Show ${version.name}, version ${version.version}`}
                  onClick={() => onShow(version.id)}
                >
                  Show
                </Button>
              )}
              {onActivate && !version.active && (
                <Confirm
                  title={`Use ${version.name}, version ${version.version}?`}
                  description="New estimates will use it. Present estimates keep the version they were made with until they are calculated again."
                  confirmLabel="Activate"
                  trigger={
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={`Activate ${version.name}, version ${version.version}`}
                    >
                      Activate
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
