"use client";
import { Download, SearchX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { address } from "#components/data/address.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { known, useUrlParams } from "#components/data/url-params.ts";
import { classLabel } from "#components/files/class-label.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { below } from "#components/ui/later.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { SelectionProvider } from "#components/viewer/selection.tsx";
import type { ChangesAnswer, ColumnsAnswer, SummaryAnswer } from "./answers.ts";
import { ChangesGrid } from "./changes-grid.tsx";
import { KINDS } from "./kinds.ts";
import { bothModels, positionsOf } from "./made-of.ts";
import { useChangeColumns } from "./queries.ts";

const ChangesModel = below(
  async () => (await import("./changes-model.tsx")).ChangesModel,
  () => <Skeleton className="h-[clamp(20rem,56dvh,40rem)] rounded-lg" />,
);

export interface ElementsProps {
  fileId: string;
  file: ChangesAnswer["file"];
  base: NonNullable<ChangesAnswer["base"]>;
  summary: SummaryAnswer;
  made: string;
}

/** The elements of both versions in 3D and in a table: what is picked in one is picked in the other. */
export function Elements(props: ElementsProps) {
  const columns = useChangeColumns(props.fileId, props.made);
  return (
    <QueryView query={columns} loading={<LoadingRows rows={8} />}>
      {(data) => (
        <SelectionProvider>
          <Shown {...props} columns={data} />
        </SelectionProvider>
      )}
    </QueryView>
  );
}

const NO_FILTERS = { kind: "", class: "", storey: "" };

function Shown({ fileId, file, base, summary, made, columns }: ElementsProps & { columns: ColumnsAnswer }) {
  const t = useTranslations("revisions");
  const locale = useLocale();
  const [param, setParams] = useUrlParams();
  const both = useMemo(() => bothModels(columns), [columns]);
  const kinds = [
    ...KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
    { value: "all", label: t("table.allKinds") },
  ];
  const kind = known(kinds, param("kind"));
  const ofClass = columns.classes.includes(param("class")) ? param("class") : "";
  const storey =
    param("storey") === "none" || columns.storeys.includes(param("storey")) ? param("storey") : "";
  const positions = useMemo(
    () => positionsOf(columns, { kind, class: ofClass, storey }),
    [columns, kind, ofClass, storey],
  );
  const asked = kind === "" ? "added,removed,changed" : kind === "all" ? "" : kind;
  const csv = address(`/api/files/${fileId}/changes/export`, { kind: asked, class: ofClass, storey, locale });
  const filtered = kind !== "" || ofClass !== "" || storey !== "";
  return (
    <>
      <ChangesModel
        fileId={fileId}
        baseFileId={base.file_id}
        filename={file.filename}
        made={made}
        both={both}
      />
      <Card>
        <CardHeader
          title={t("table.title")}
          description={t("table.description")}
          actions={
            <Button asChild size="sm">
              <a href={csv} download>
                <Download aria-hidden />
                {t("table.csv")}
              </a>
            </Button>
          }
        />
        <div className="grid grid-cols-2 gap-2 px-4 pb-3 sm:flex sm:flex-wrap">
          <Select
            aria-label={t("column.kind")}
            className="w-full sm:w-48"
            placeholder={t("table.edits")}
            options={kinds}
            value={kind}
            onChange={(event) => setParams({ kind: event.target.value })}
          />
          <Select
            aria-label={t("column.class")}
            className="w-full sm:w-48"
            placeholder={t("table.allClasses")}
            options={columns.classes.map((name) => ({ value: name, label: classLabel(name) }))}
            value={ofClass}
            onChange={(event) => setParams({ class: event.target.value })}
          />
          <Select
            aria-label={t("column.storey")}
            className="w-full sm:w-48"
            placeholder={t("table.allStoreys")}
            options={[
              ...columns.storeys.map((name) => ({ value: name, label: name })),
              ...(columns.storey.includes(-1) ? [{ value: "none", label: t("noStorey") }] : []),
            ]}
            value={storey}
            onChange={(event) => setParams({ storey: event.target.value })}
          />
          <p role="status" className="self-center text-ink-2 text-sm">
            {t("table.count", { count: positions.length, shown: formatCount(positions.length) })}
          </p>
        </div>
        {positions.length === 0 ? (
          <EmptyState
            icon={SearchX}
            title={filtered ? t("table.noMatch") : t("table.same")}
            action={
              filtered && (
                <Button size="sm" onClick={() => setParams(NO_FILTERS)}>
                  {t("table.clear")}
                </Button>
              )
            }
          >
            {filtered ? t("table.noMatchText") : t("table.sameText")}
          </EmptyState>
        ) : (
          <ChangesGrid
            key={made}
            fileId={fileId}
            made={made}
            positions={positions}
            both={both}
            currency={summary.cost?.currency ?? null}
          />
        )}
      </Card>
    </>
  );
}
