"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TrustAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatCount, formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { NO_FILTERS } from "#components/takeoff/view.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Overlaps } from "./overlaps.tsx";

/** How far a file's take-off can be trusted, finding by finding. */
export function Trust({ fileId, stage }: { fileId: string; stage: string }) {
  const t = useTranslations("trust");
  const query = useQuery({
    queryKey: ["analysis", fileId, "trust", stage],
    queryFn: ({ signal }) => api<TrustAnswer>(`/api/files/${fileId}/trust`, { signal }),
  });
  return (
    <QueryView query={query} loading={<LoadingRows rows={8} label={t("loading")} />}>
      {(data) => <Report trust={data} />}
    </QueryView>
  );
}

function Report({ trust }: { trust: TrustAnswer }) {
  const t = useTranslations("trust");
  const { length } = useLengths();
  const { storeys, extent_m: extent } = trust;
  const notes = [
    ...(storeys.without_elements.length > 0
      ? [
          t("storeys.empty", {
            count: storeys.without_elements.length,
            names: storeys.without_elements.join(", "),
          }),
        ]
      : []),
    ...(storeys.unusual_heights.length > 0
      ? [
          t("storeys.heights", {
            list: storeys.unusual_heights
              .map(({ name, height_m }) => t("storeys.height", { name, height: length(height_m) }))
              .join(", "),
          }),
        ]
      : []),
  ];
  const found = trust.findings.filter(({ elements }) => elements > 0).length;
  const things = found + notes.length + (trust.overlaps.total ? 1 : 0) + (trust.unit_doubtful ? 1 : 0);
  const size = extent && { x: length(extent.x), y: length(extent.y), z: length(extent.z) };
  return (
    <div className="grid grid-cols-1 gap-4">
      {trust.unit_doubtful && size && <Callout tone="bad">{t("unit", size)}</Callout>}
      <Card>
        <CardHeader title={t("title")} description={t("description")} />
        <p role="status" className="px-4 pb-3 text-ink-2 text-sm">
          {things === 0
            ? t("allWell", { elements: formatCount(trust.elements) })
            : t("found", { count: things, elements: formatCount(trust.elements) })}
          {size && !trust.unit_doubtful && ` ${t("extent", size)}`}
        </p>
        <ul className="divide-y divide-line border-line border-t">
          {trust.findings.map(({ finding, elements }) => (
            <Line key={finding} finding={finding} elements={elements} measured={trust.measured} />
          ))}
          {notes.map((note) => (
            <li key={note} className="flex items-start gap-3 px-4 py-3">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
              <p>{note}</p>
            </li>
          ))}
        </ul>
      </Card>
      <Overlaps overlaps={trust.overlaps} />
    </div>
  );
}

function Line({ finding, elements, measured }: TrustAnswer["findings"][number] & { measured: number }) {
  const t = useTranslations("trust");
  const [, setParams] = useUrlParams();
  const isWell = elements === 0;
  const Icon = isWell ? CircleCheck : TriangleAlert;
  const what = t(`what.${finding}`);
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isWell ? "text-ok" : "text-warn"}`} />
      <div className="min-w-0 grow basis-60">
        <p className="font-medium">{what}</p>
        {!isWell && <p className="text-ink-2 text-sm">{t(`why.${finding}`)}</p>}
      </div>
      <p className="text-right tabular-nums">
        {isWell ? t("none") : formatCount(elements)}
        {!isWell && measured > 0 && (
          <span className="block text-ink-3 text-xs">
            {t("share", { share: formatPercent(Math.min(1, elements / measured)) })}
          </span>
        )}
      </p>
      {!isWell && (
        <Button
          size="sm"
          aria-label={t("showOf", { what })}
          onClick={() => setParams({ ...NO_FILTERS, finding, tab: "take-off" })}
        >
          {t("show")}
        </Button>
      )}
    </li>
  );
}

function useLengths() {
  const units = useUnits();
  return { length: (metres: number) => units.quantity(metres, "m") };
}
