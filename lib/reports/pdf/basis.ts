import { materialRows, moduleTable } from "../carbon-tables.ts";
import { missingOf } from "../missing.ts";
import type { Report } from "../report-data.ts";
import { sourcesOf } from "../sources.ts";
import { drawCorrections } from "./corrections.ts";
import { drawWarning } from "./cover.ts";
import { COLORS, type Paper } from "./paper.ts";
import { drawTable, type TableRow } from "./table.ts";
import type { Writing } from "./writing.ts";

const MOST_MISSING = 60;
const MOST_WARNINGS = 20;

/** What the figures rest on: assumptions, scope, confidence, what is missing, sources. */
export async function drawBasis(paper: Paper, report: Report, writing: Writing): Promise<void> {
  await drawAssumptions(paper, report, writing);
  drawConfidence(paper, report, writing);
  await drawCorrections(paper, report, writing);
  await drawMissing(paper, report, writing);
  await drawSources(paper, report, writing);
}

async function drawAssumptions(
  paper: Paper,
  report: Report,
  { t, units, day, rate, factor }: Writing,
): Promise<void> {
  const { estimate, model } = report;
  const { locationMatch: place } = estimate;
  const hourly = (amount: string) => t("pdf.perHour", { rate: rate(amount, "h") });
  const facts: [string, string | null][] = [
    [
      t("basis.location"),
      place.name === null
        ? t("pdf.locationUnmatched", { place: estimate.location, factor: factor(place.factor) })
        : t("pdf.locationValue", { place: place.name, factor: factor(place.factor) }),
    ],
    [t("pdf.labour"), hourly(estimate.laborRate)],
    [t("pdf.equipment"), hourly(estimate.equipmentRate)],
    [
      t("pdf.floorArea"),
      estimate.floorAreaM2 === null ? t("pdf.noFloorArea") : units.quantity(estimate.floorAreaM2, "m2"),
    ],
    [t("basis.priceBook"), estimate.priceBookVersion],
    [t("basis.factors"), estimate.factorVersion],
    [t("basis.pricedAt"), day(estimate.pricedAt)],
    [t("basis.model"), model?.filename ?? null],
    [t("basis.schema"), model?.schema ?? null],
    [t("basis.application"), model?.application ?? null],
  ];
  paper.chapter(t("pdf.basis"));
  await drawTable(
    paper,
    [
      { heading: "", share: 0.3 },
      { heading: "", share: 0.7 },
    ],
    facts.flatMap(([name, value]): TableRow[] => (value === null ? [] : [{ cells: [name, value] }])),
  );
  paper.section(t("pdf.scopeTitle"));
  paper.paragraph(t("pdf.scope"));
  const further = furtherModules(report);
  paper.paragraph(
    further.length === 0
      ? t("pdf.carbonScope")
      : t("pdf.carbonScopeDeclared", { modules: further.join(", ") }),
  );
  const expired = expiredDeclarations(report);
  if (expired.length > 0)
    paper.paragraph(t("pdf.expired", { count: expired.length, names: expired.join("; ") }));
  const warnings = model?.warnings.slice(0, MOST_WARNINGS) ?? [];
  if (warnings.length === 0) return;
  paper.section(t("pdf.warnings"));
  for (const warning of warnings) paper.paragraph(`• ${warning}`);
}

/** Modules beyond A5 that some declaration of the estimate has. */
const furtherModules = (report: Report): string[] =>
  moduleTable(report).modules.flatMap(({ module, g }) =>
    module.startsWith("A") || g === null ? [] : [module],
  );

/** Declarations that were counted by and had run out, each with its last day. */
const expiredDeclarations = (report: Report): string[] => [
  ...new Set(
    materialRows(report).flatMap(({ epd, expired }) =>
      epd && expired ? [`${epd.name} (${epd.validUntil})`] : [],
    ),
  ),
];

function drawConfidence(paper: Paper, { estimate, lines }: Report, { t, percent }: Writing): void {
  const { lowMinor, likelyMinor, highMinor, costCoverage, carbonCoverage } = estimate;
  paper.section(t("pdf.confidence"), 90);
  if (likelyMinor > 0)
    paper.paragraph(
      t("pdf.confidenceRange", {
        low: percent(lowMinor / likelyMinor),
        high: percent(highMinor / likelyMinor),
      }),
    );
  paper.paragraph(
    t("pdf.confidenceCoverage", {
      elements: percent(costCoverage.elements.share),
      volume: percent(costCoverage.volumeM3.share),
    }),
  );
  if (carbonCoverage)
    paper.paragraph(
      t("pdf.confidenceCarbon", {
        elements: percent(carbonCoverage.elements.share),
        proxies: lines.filter((line) => line.factor?.proxy).length,
      }),
    );
  const placeholders = lines.filter((line) => line.placeholder && line.likelyMinor !== null);
  if (placeholders.length === 0) return;
  const resting = placeholders.reduce((all, line) => all + (line.likelyMinor ?? 0), 0);
  drawWarning(
    paper,
    t("pdf.confidencePlaceholder", {
      lines: placeholders.length,
      share: percent(likelyMinor > 0 ? resting / likelyMinor : 0),
    }),
  );
}

async function drawMissing(paper: Paper, report: Report, { t, units }: Writing): Promise<void> {
  const items = missingOf(report, t);
  paper.section(t("missing.title"), 80);
  paper.paragraph(items.length > 0 ? t("missing.hint") : t("missing.none"), { color: COLORS.muted });
  if (items.length === 0) return;
  const shown = items.slice(0, MOST_MISSING);
  await drawTable(
    paper,
    [
      { heading: t("missing.of"), share: 0.12 },
      { heading: t("missing.reason"), share: 0.36 },
      { heading: t("missing.material"), share: 0.28 },
      { heading: t("pdf.quantity"), share: 0.12, align: "right" },
      { heading: t("missing.elements"), share: 0.12, align: "right" },
    ],
    shown.map((item) => ({
      cells: [
        t(`missing.in.${item.of}`),
        item.reason,
        item.material ?? item.ifcClass ?? "–",
        units.volume(Number(item.volumeM3)),
        units.figure(item.elements, "pcs", { digits: 9 }),
      ],
    })),
  );
  if (items.length > shown.length)
    paper.paragraph(t("pdf.moreRows", { count: items.length - shown.length }), { color: COLORS.muted });
}

async function drawSources(paper: Paper, report: Report, { t }: Writing): Promise<void> {
  paper.section(t("pdf.sources"), 80);
  paper.paragraph(t("pdf.sourcesHint"), { color: COLORS.muted });
  await drawTable(
    paper,
    [
      { heading: t("sources.of"), share: 0.24 },
      { heading: t("sources.title"), share: 0.62 },
      { heading: t("sources.lines"), share: 0.14, align: "right" },
    ],
    sourcesOf(report).map(({ kind, source, lines }) => ({
      cells: [t(`sources.kind.${kind}`), source, String(lines)],
    })),
  );
}
