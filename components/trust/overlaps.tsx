"use client";
import { useTranslations } from "next-intl";
import type { TrustAnswer } from "#components/data/answers.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { classLabel } from "#components/files/class-label.ts";
import { formatCount, formatPercent } from "#components/format/numbers.ts";
import { NO_FILTERS } from "#components/takeoff/view.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";

type Pair = TrustAnswer["overlaps"]["pairs"][number];

/** Pairs of elements that fill the same place; each leads to its first element in the table. */
export function Overlaps({ overlaps: { total, pairs } }: { overlaps: TrustAnswer["overlaps"] }) {
  const t = useTranslations("trust");
  return (
    <Card>
      <CardHeader title={t("overlaps.title")} description={t("overlaps.text")} />
      {total === null || total === 0 ? (
        <p className="px-4 pb-3.5 text-ink-2">{t(total === null ? "overlaps.unknown" : "overlaps.none")}</p>
      ) : (
        <>
          <ul className="divide-y divide-line border-line border-t">
            {pairs.map((pair) => (
              <PairLine key={`${pair.a.ordinal}-${pair.b.ordinal}`} pair={pair} />
            ))}
          </ul>
          {total > pairs.length && (
            <p className="border-line border-t px-4 py-2.5 text-ink-2 text-sm">
              {t("overlaps.more", { shown: formatCount(pairs.length), total: formatCount(total) })}
            </p>
          )}
        </>
      )}
    </Card>
  );
}

function PairLine({ pair: { a, b, share } }: { pair: Pair }) {
  const t = useTranslations("trust");
  const [, setParams] = useUrlParams();
  const nameOf = ({ name, ifc_class, global_id }: Pair["a"]) =>
    t("overlaps.element", { name: name ?? global_id, ifcClass: classLabel(ifc_class) });
  const what = t("overlaps.pair", { a: nameOf(a), b: nameOf(b) });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
      <p className="wrap-anywhere min-w-0 grow basis-60">{what}</p>
      <p className="text-ink-2 text-sm tabular-nums">
        {t("overlaps.share", { share: formatPercent(share) })}
      </p>
      <Button
        size="sm"
        aria-label={t("showOf", { what })}
        onClick={() => setParams({ ...NO_FILTERS, q: a.global_id, tab: "take-off" })}
      >
        {t("show")}
      </Button>
    </li>
  );
}
