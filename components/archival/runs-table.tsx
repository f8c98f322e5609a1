import { History } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { OperatorRunAnswer, RunAnswer } from "./answers.ts";
import { sumOfClasses } from "./run-classes.ts";
import { runStates, triggers } from "./words.ts";

type Run = RunAnswer | OperatorRunAnswer;

/** Runs of archival with their counts, newest first. `about` are further columns after the one that names the run; `byWhom` stands with how it came. */
export function RunsTable<R extends Run>({
  runs,
  hrefOf,
  about = [],
  byWhom,
  empty,
}: {
  runs: readonly R[];
  hrefOf: (run: R) => string;
  about?: readonly Column<R>[];
  byWhom?: (run: R) => string | null;
  empty: ReactNode;
}) {
  const t = useTranslations("archival");
  const count = (id: "matched" | "archived" | "skipped" | "failed", header: string): Column<R> => ({
    id,
    header,
    numeric: true,
    cell: (run) => {
      const value = sumOfClasses(run.classes)[id];
      return (
        <span className={id === "failed" && value > 0 ? "text-bad" : undefined}>{formatCount(value)}</span>
      );
    },
  });
  return (
    <DataTable
      caption={t("runsTable.runsOfArchival")}
      rows={runs}
      rowKey={({ run_id }) => run_id}
      empty={
        <EmptyState icon={History} title={t("runsTable.noRunYet")}>
          {empty}
        </EmptyState>
      }
      columns={[
        {
          id: "started",
          header: t("runsTable.started"),
          rowHeader: true,
          className: "sm:whitespace-nowrap",
          cell: (run) => (
            <Link href={hrefOf(run)} className={rowLink}>
              <Time at={run.started_at} show="datetime" />
            </Link>
          ),
        },
        {
          id: "trigger",
          header: t("runsTable.how"),
          className: "whitespace-nowrap",
          cell: (run) => (
            <>
              {triggers(t)[run.trigger]}
              {byWhom?.(run) && (
                <span className="block max-w-40 truncate text-ink-3 text-sm">{byWhom(run)}</span>
              )}
            </>
          ),
        },
        ...about,
        { id: "status", header: t("runsTable.status"), cell: (run) => <RunStatus run={run} /> },
        count("matched", t("runsTable.due")),
        count("archived", t("runsTable.archived")),
        count("skipped", t("runsTable.left")),
        count("failed", t("runsTable.failed")),
        {
          id: "bytes",
          header: t("runsTable.size"),
          numeric: true,
          cell: (run) => formatBytes(sumOfClasses(run.classes).bytes),
        },
      ]}
    />
  );
}

/** A run that has ended is green where nothing failed in it. */
export function RunStatus({ run }: { run: Pick<Run, "status" | "classes"> }) {
  const t = useTranslations("archival");
  const hasFailures = run.status === "completed" && sumOfClasses(run.classes).failed > 0;
  const { tone, label } = runStates(t)[hasFailures ? "failed" : run.status];
  return (
    <StatusPill tone={tone} live={run.status === "running"}>
      {label}
    </StatusPill>
  );
}
