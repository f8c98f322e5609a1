import { type ColorKind, colorOf } from "#components/charts/thing-colors.ts";
import type { Report } from "../report-data.ts";
import { byClass, byMaterial, byStorey, type NamedSum } from "../sums.ts";
import { drawBars } from "./charts.ts";
import type { Paper } from "./paper.ts";
import { drawTable, type TableRow } from "./table.ts";
import type { Writing } from "./writing.ts";

/** What a page shows by name; the rest stands together. */
const MOST = 10;

/** Where cost and carbon arise: the dearest as bars, and each grouping as a table that adds up. */
export async function drawBreakdown(paper: Paper, report: Report, writing: Writing): Promise<void> {
  const { t, whole } = writing;
  paper.chapter(t("pdf.breakdown"));
  const materials = byMaterial(report);
  const bars = materials
    .filter(({ likelyMinor }) => likelyMinor > 0)
    .slice(0, MOST)
    .map(({ key, name, likelyMinor }) => ({
      name: name ?? key,
      value: likelyMinor,
      text: whole(likelyMinor),
      color: colorOf("material", key).light,
    }));
  if (bars.length > 0) {
    paper.section(t("pdf.largest"), bars.length * 20);
    drawBars(
      paper,
      bars,
      `${t("pdf.largest")}: ${bars.map(({ name, text }) => `${name} ${text}`).join(", ")}.`,
    );
  }
  await drawGroup(paper, report, writing, {
    title: t("pdf.byMaterial"),
    sums: materials.map((sum) => ({ ...sum, color: sum.key })),
    kind: "material",
  });
  await drawGroup(paper, report, writing, {
    title: t("pdf.byClass"),
    sums: byClass(report).map((sum) => ({ ...sum, name: sum.name ?? t("byHand"), color: sum.key ?? "" })),
    kind: "class",
  });
  const storeys = byStorey(report);
  if (storeys.length > 1)
    await drawGroup(paper, report, writing, {
      title: t("pdf.byStorey"),
      sums: storeys.map((sum) => ({ ...sum, name: sum.name ?? t("noStorey"), color: sum.name ?? "" })),
      kind: "storey",
    });
}

type Coloured = Omit<NamedSum<unknown>, "key"> & { color: string };

async function drawGroup(
  paper: Paper,
  { estimate }: Report,
  { t, whole, carbon, percent }: Writing,
  { title, sums, kind }: { title: string; sums: readonly Coloured[]; kind: ColorKind },
): Promise<void> {
  const shown = kind === "storey" ? sums : sums.slice(0, MOST);
  const rest = sums.slice(shown.length);
  const share = (minor: number) => (estimate.likelyMinor > 0 ? percent(minor / estimate.likelyMinor) : "–");
  const all = (list: readonly Coloured[], pick: (sum: Coloured) => number) =>
    list.reduce((whole, sum) => whole + pick(sum), 0);
  const cells = (name: string, minor: number, grams: number) => [
    name,
    whole(minor),
    share(minor),
    carbon(grams),
  ];
  const rows: TableRow[] = [
    ...shown.map((sum) => ({
      cells: cells(sum.name ?? sum.color, sum.likelyMinor, builtIn(sum)),
      mark: colorOf(kind, sum.color).light,
    })),
    ...(rest.length > 0
      ? [
          {
            cells: cells(
              t("pdf.others", { count: rest.length }),
              all(rest, (sum) => sum.likelyMinor),
              all(rest, builtIn),
            ),
          },
        ]
      : []),
    {
      cells: cells(
        t("pdf.total"),
        all(sums, (sum) => sum.likelyMinor),
        all(sums, builtIn),
      ),
      isTotal: true,
    },
  ];
  paper.section(title, 90);
  await drawTable(
    paper,
    [
      { heading: t("xlsx.breakdown.name"), share: 0.46 },
      { heading: t("pdf.costColumn"), share: 0.2, align: "right" },
      { heading: t("pdf.share"), share: 0.12, align: "right" },
      { heading: t("pdf.carbonColumn"), share: 0.22, align: "right" },
    ],
    rows,
  );
}

/** A1–A5; what is stored is no part of it. */
const builtIn = ({ a1a3G, a4G, a5G }: Pick<Coloured, "a1a3G" | "a4G" | "a5G">) => a1a3G + a4G + a5G;
