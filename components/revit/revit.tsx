"use client";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { type RevitAnswer, useRevit } from "./queries.ts";

export interface RevitProps {
  fileId: string;
  /** Changes when the file has been read anew. */
  stage: string;
  underWay: boolean;
}

/** What a Revit file says of itself, its preview, and how to export from it what can be measured. */
export function Revit({ fileId, stage, underWay }: RevitProps) {
  const t = useTranslations("revit");
  const revit = useRevit(fileId, stage);
  return (
    <QueryView
      query={revit}
      loading={
        <Card>
          <LoadingRows rows={5} label={t("loading")} />
        </Card>
      }
    >
      {(data) => (data ? <Shown revit={data} /> : underWay ? <Callout title={t("waiting")} /> : null)}
    </QueryView>
  );
}

function Shown({ revit }: { revit: RevitAnswer }) {
  const t = useTranslations("revit");
  const title = revit.is_family ? t("titleOfFamily") : t("titleOfProject");
  const name = revit.part?.title ?? revit.saved_as ?? title;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Callout title={t("adviceTitle")}>{revit.advice}</Callout>
      <Card>
        <CardHeader title={title} description={t("description")} />
        <CardBody className="grid grid-cols-1 items-start gap-5 sm:grid-cols-[12rem_1fr]">
          <Preview revit={revit} name={name} />
          <Facts revit={revit} />
        </CardBody>
        {revit.part && <Part part={revit.part} />}
      </Card>
    </div>
  );
}

function Preview({ revit, name }: { revit: RevitAnswer; name: string }) {
  const t = useTranslations("revit");
  if (!revit.has_preview) return <p className="text-ink-2 text-sm">{t("noPreview")}</p>;
  return (
    // White in the dark too: Revit draws black lines on it.
    <div className="grid place-items-center rounded-lg border border-line bg-white p-3">
      {/* biome-ignore lint/performance/noImgElement: an answer of our own with its session, of a few kilobytes */}
      <img
        src={`/api/files/${revit.file_id}/revit/preview`}
        alt={t("preview", { name })}
        className="max-h-44 max-w-full"
      />
    </div>
  );
}

function Facts({ revit }: { revit: RevitAnswer }) {
  const t = useTranslations("revit");
  const facts = [
    [t("release"), revit.release],
    [t("product"), revit.product],
    [t("build"), revit.build],
    [t("worksharing"), revit.worksharing && t(`shared.${revit.worksharing}`)],
    [t("savedAs"), revit.saved_as],
    [t("locale"), revit.locale],
    ...(revit.part
      ? [
          [t("titleOfPart"), revit.part.title],
          [t("category"), revit.part.category],
        ]
      : []),
  ];
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-2 text-sm min-[26rem]:grid-cols-[auto_1fr]">
      {facts.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-ink-3">{term}</dt>
          <dd className="min-w-0 break-words">
            {value ?? <span className="text-ink-3">{t("unknown")}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Row {
  id: string;
  type: string;
  name: string;
  value: string;
}

function Part({ part }: { part: NonNullable<RevitAnswer["part"]> }) {
  const t = useTranslations("revit");
  const groups = [{ name: t("family"), parameters: part.parameters }, ...part.types];
  const rows = groups.flatMap((group, i): Row[] =>
    group.parameters.length === 0 && i > 0
      ? [{ id: `${i}`, type: group.name, name: "", value: "" }]
      : group.parameters.map(({ name, value }, k) => ({ id: `${i}/${k}`, type: group.name, name, value })),
  );
  if (rows.length === 0) return null;
  return (
    <>
      <DataTable
        caption={t("types")}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { id: "type", header: t("type"), rowHeader: true, cell: ({ type }) => type },
          { id: "parameter", header: t("parameter"), cell: ({ name }) => name },
          { id: "value", header: t("value"), className: "break-words", cell: ({ value }) => value },
        ]}
        tall
      />
      {part.further_types > 0 && (
        <CardBody className="border-line border-t pt-3 text-ink-2 text-sm">
          {t("furtherTypes", { count: part.further_types, shown: formatCount(part.further_types) })}
        </CardBody>
      )}
    </>
  );
}
