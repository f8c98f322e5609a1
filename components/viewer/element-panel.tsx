"use client";
import { useTranslations } from "next-intl";
import { ApiError } from "#components/data/api.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import type { ModelColumns } from "./answers.ts";
import { ElementFacts, Heading, moneyText } from "./element-facts.tsx";
import { useSelectionActions, useSelectionOf } from "./selection.tsx";
import { useElement } from "./use-model.ts";

/** What is known of what is picked: one element in full, several as sums. On a phone it rises from the bottom edge. */
export function ElementPanel({ fileId, columns }: { fileId: string; columns: ModelColumns | undefined }) {
  const t = useTranslations("viewer");
  const selected = useSelectionOf((state) => state.selected);
  const only = selected.size === 1 ? (selected.values().next().value ?? null) : null;
  return (
    <>
      <Told fileId={fileId} count={selected.size} only={only} />
      {selected.size === 0 ? (
        <p className="hidden p-4 text-ink-2 lg:block">{t("panel.nothing")}</p>
      ) : (
        <Panel fileId={fileId} columns={columns} selected={selected} only={only} />
      )}
    </>
  );
}

/** What is picked, to who cannot see it: always there, so that it is heard when it changes. */
function Told({ fileId, count, only }: { fileId: string; count: number; only: number | null }) {
  const t = useTranslations("viewer");
  const element = useElement(fileId, only).data;
  const name = element && `${element.name ?? t("panel.unnamed")}, ${element.ifc_class}`;
  return (
    <p role="status" className="sr-only">
      {count === 0 ? "" : only === null ? t("panel.several", { count }) : (name ?? "")}
    </p>
  );
}

function Panel({
  fileId,
  columns,
  selected,
  only,
}: {
  fileId: string;
  columns: ModelColumns | undefined;
  selected: ReadonlySet<number>;
  only: number | null;
}) {
  const t = useTranslations("viewer");
  const { select } = useSelectionActions();
  return (
    <section
      aria-label={t("panel.name")}
      className="grid gap-3 bg-surface p-4 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-30 max-sm:max-h-[55dvh] max-sm:animate-in max-sm:overflow-y-auto max-sm:rounded-t-xl max-sm:border max-sm:border-line max-sm:shadow-lg sm:border-line sm:border-b"
    >
      {only === null ? (
        <Several selected={selected} columns={columns} onClose={() => select([])} />
      ) : (
        <One fileId={fileId} ordinal={only} columns={columns} onClose={() => select([])} />
      )}
    </section>
  );
}

function Several({
  selected,
  columns,
  onClose,
}: {
  selected: ReadonlySet<number>;
  columns: ModelColumns | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("viewer");
  const total = (values: readonly (number | null)[] | undefined) =>
    values && [...selected].reduce((sum, ordinal) => sum + (values[ordinal] ?? 0), 0);
  return (
    <>
      <Heading title={t("panel.several", { count: selected.size })} onClose={onClose} />
      <DataList
        items={[
          { key: "cost", term: t("panel.cost"), value: moneyText(total(columns?.cost), columns) },
          { key: "carbon", term: t("panel.carbon"), value: formatCarbon(total(columns?.carbon_kg)) },
        ]}
      />
    </>
  );
}

function One({
  fileId,
  ordinal,
  columns,
  onClose,
}: {
  fileId: string;
  ordinal: number;
  columns: ModelColumns | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("viewer");
  const element = useElement(fileId, ordinal);
  if (element.isPending)
    return (
      <div role="status" aria-label={t("panel.loading")} className="grid gap-3">
        <Skeleton className="w-48" />
        <Skeleton className="w-32" />
        <Skeleton className="w-40" />
      </div>
    );
  if (element.data)
    return <ElementFacts element={element.data} ordinal={ordinal} columns={columns} onClose={onClose} />;
  const { error } = element;
  return (
    <ErrorState
      title={t("panel.failed")}
      traceId={error instanceof ApiError ? error.traceId : null}
      action={<Button onClick={() => element.refetch()}>{t("retry")}</Button>}
    >
      {error?.message ?? t("panel.gone")}
    </ErrorState>
  );
}
