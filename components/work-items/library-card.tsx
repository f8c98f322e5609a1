"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { LibraryAnswer } from "./answers.ts";
import { refreshWorkItems } from "./queries.ts";

/** What an edition is, how old, how far its import is, and what was wrong in its file. */
export function LibraryCard({ library, mayEdit }: { library: LibraryAnswer; mayEdit: boolean }) {
  const t = useTranslations("work-items");
  const { name, currency, status } = library;
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {t("library.title", { name, currency })}
            {status === "importing" && <Badge tone="info">{t("library.importing")}</Badge>}
            {status === "failed" && <Badge tone="bad">{t("library.failed")}</Badge>}
          </span>
        }
        description={library.attribution}
        actions={mayEdit && <Remove library={library} />}
      />
      <div className="grid gap-3 px-4 pb-4">
        {status === "importing" && <Importing library={library} />}
        {status === "failed" && (
          <Callout tone="bad" title={t("library.failedTitle", { filename: library.filename })}>
            {library.failure}
          </Callout>
        )}
        {status === "ready" && (
          <p className="text-ink-2 text-sm">
            {t.rich("library.facts", {
              items: formatCount(library.items),
              resources: formatCount(library.resources),
              priced: () => <Time at={`${library.priced_on}T12:00:00.000Z`} />,
              imported: () => library.imported_at && <Time at={library.imported_at} />,
            })}
          </p>
        )}
        {library.problem_count > 0 && <Problems library={library} />}
      </div>
    </Card>
  );
}

function Importing({ library }: { library: LibraryAnswer }) {
  const t = useTranslations("work-items");
  return (
    <div className="grid gap-1.5" role="status">
      <Progress label={t("library.progress")} value={library.progress / 100} />
      <p className="text-ink-2 text-sm">
        {library.rows > 0
          ? t("library.rows", { rows: formatCount(library.rows) })
          : t("library.waiting", { filename: library.filename })}
      </p>
    </div>
  );
}

function Problems({ library }: { library: LibraryAnswer }) {
  const t = useTranslations("work-items");
  return (
    <details>
      <summary className="cursor-pointer text-sm touch:py-3">
        {t("library.problems", { count: library.problem_count, total: formatCount(library.problem_count) })}
      </summary>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus.
        tabIndex={0}
        className="mt-2 max-h-72 overflow-y-auto rounded-lg border border-line"
      >
        <DataTable
          caption={t("library.problemsCaption")}
          rows={library.problems}
          rowKey={({ row, code, column }) => `${row} ${code} ${column}`}
          columns={[
            {
              id: "row",
              header: t("library.row"),
              rowHeader: true,
              cell: ({ row }) => formatCount(row),
            },
            { id: "what", header: t("library.what"), className: "min-w-56", cell: ({ message }) => message },
          ]}
        />
      </div>
      {library.problem_count > library.problems.length && (
        <p className="mt-2 text-ink-3 text-sm">
          {t("library.firstOnes", { shown: formatCount(library.problems.length) })}
        </p>
      )}
    </details>
  );
}

function Remove({ library }: { library: LibraryAnswer }) {
  const t = useTranslations("work-items");
  const queries = useQueryClient();
  const toast = useToast();
  const running = library.status === "importing";
  return (
    <Confirm
      danger
      title={t(running ? "library.giveUpTitle" : "library.deleteTitle", { name: library.name })}
      description={t(running ? "library.giveUpText" : "library.deleteText")}
      confirmLabel={t(running ? "library.giveUp" : "library.delete")}
      trigger={
        <Button size="sm">
          <Trash2 aria-hidden />
          {t(running ? "library.giveUp" : "library.delete")}
        </Button>
      }
      onConfirm={async () => {
        await api(`/api/work-item-libraries/${library.id}`, { method: "DELETE" });
        await refreshWorkItems(queries);
        toast({ tone: "ok", title: t("library.deleted", { name: library.name }) });
      }}
    />
  );
}
