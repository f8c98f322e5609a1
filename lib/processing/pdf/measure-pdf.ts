import { keptText } from "#lib/i18n/kept-text.ts";
import { readBill } from "#lib/processing/bill/read-bill.ts";
import { mappings, warningsOf } from "#lib/processing/drawing/measure-document.ts";
import type { MappingOf } from "#lib/processing/drawing/walk-drawing.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import type { Takeoff } from "#lib/processing/types.ts";
import { type DrawnPdf, drawPdf, type PlanPage } from "./draw-pdf.ts";
import { measuredScale } from "./find-measure.ts";
import { scaleOf } from "./find-scale.ts";
import { type PdfContent, readPdf } from "./read-pdf.ts";
import { type FoundTable, readTables } from "./read-tables.ts";
import type { PdfPage } from "./types.ts";
import type { PdfDrawing, PdfInput, TakenOffPdf } from "./worker-protocol.ts";

/** Fewer things than that on a page without a scale are frames and underlines. */
const FEWEST_DRAWN = 20;

/** Takes off a PDF in this thread. Throws `TakeoffError`; anything else it throws is a fault of the reader. */
export async function measurePdf(
  bytes: Buffer,
  { scale, known, bill: basis }: Omit<PdfInput, "path">,
  onProgress?: (page: number) => void,
): Promise<TakenOffPdf> {
  const content = await readPdf(bytes, onProgress);
  const measured = measuredScale(bytes);
  const stated = new Map(content.pages.map((page) => [page, scaleOf(page) ?? measured]));
  const scans = content.pages.filter(isScan);
  if (scans.length > 0 && content.pages.every((page) => isScan(page) || isBlank(page)))
    throw new TakeoffError("pdf_scan");
  const tables = readTables(content.pages);
  const read = readBill(
    tables.map(({ grid }) => grid),
    "PDF",
    basis,
  );
  const isRead = new Set(read.summary.sheets.flatMap(({ name, read: rows }) => (rows > 0 ? [name] : [])));
  const plans = plansOf(
    content,
    tables.filter(({ grid }) => isRead.has(grid.name)),
    { said: scale, stated },
  );
  // What a plan's texts happen to line up to is no table.
  const kept =
    plans.length === 0 ? tables : tables.filter((table) => isRead.has(table.grid.name) || isTable(table));
  const bill =
    kept.length === tables.length
      ? read
      : readBill(
          kept.map(({ grid }) => grid),
          "PDF",
          basis,
        );
  const mappingOf = isRead.size > 0 ? confirmedOnly(mappings(known)) : mappings(known);
  const drawn = plans.length > 0 ? drawPdf(plans, mappingOf) : null;
  const drawing = drawn && summaryOf(content, plans, drawn);
  const takeoff = together(kept.length > 0 ? bill.takeoff : { ...bill.takeoff, warnings: [] }, drawn);
  takeoff.warnings.push(...ownWarnings(content, { scans, plans, drawing, scale, tables: kept }));
  return { takeoff, bill: kept.length > 0 ? bill.summary : null, drawing };
}

const isBlank = ({ words, paths, pictures }: PdfPage) => words.length + paths.length + pictures === 0;
/** A picture and next to nothing else: scanners add a frame or a mark. */
const isScan = ({ words, paths, pictures }: PdfPage) => pictures > 0 && words.length < 5 && paths.length < 5;
const isTable = ({ grid, hasHeadings }: FoundTable) =>
  hasHeadings && grid.rows.length > 3 && (grid.rows[0]?.length ?? 0) > 2;

/** Where rows were read, a layer's name alone takes nothing off as well: the same doors would count twice. */
const confirmedOnly =
  (mappingOf: MappingOf): MappingOf =>
  (kind, name, of) => {
    const applied = mappingOf(kind, name, of);
    return applied?.confirmed ? applied : null;
  };

/**
 * Pages on which something is drawn beside the tables that were read. A scale that a person says is that of the pages which
 * state none; where every page states one, the person knows better, and it is that of all of them.
 */
function plansOf(
  { pages }: PdfContent,
  tables: readonly FoundTable[],
  { said, stated: scales }: { said: number | null; stated: ReadonlyMap<PdfPage, number | null> },
): PlanPage[] {
  const plans = pages.flatMap((page) => {
    const boxes = tables.flatMap(({ places }) => places.filter((place) => place.page === page.number));
    const paths = page.paths.filter(({ box: [left, top, right, bottom] }) =>
      boxes.every(({ box: [a, b, c, d] }) => left < a || top < b || right > c || bottom > d),
    );
    const stated = scales.get(page) ?? null;
    const isPlan = paths.length > 0 && (stated !== null || paths.length >= FEWEST_DRAWN);
    return isPlan ? [{ page, paths, stated }] : [];
  });
  const completes = plans.some(({ stated }) => stated === null);
  return plans.map((plan) => ({
    ...plan,
    scale: completes ? (plan.stated ?? said) : (said ?? plan.stated),
  }));
}

function summaryOf({ version }: PdfContent, plans: readonly PlanPage[], { layers }: DrawnPdf): PdfDrawing {
  const stated = new Set(plans.map((plan) => plan.stated));
  const [only = null] = stated;
  return {
    // Amounts are in mm of what is built where a scale is known, else in mm on paper.
    statedUnit: plans.some(({ scale }) => scale !== null) ? "mm" : null,
    statedScale: stated.size === 1 ? only : null,
    version: `PDF ${version}`.trim(),
    layers,
    blocks: [],
    annotations: plans.reduce((sum, { page }) => sum + page.words.length, 0),
    paperSpace: 0,
    unread: plans.reduce((sum, { page }) => sum + page.pictures, 0),
  };
}

/** Rows first, then what is drawn, whose storeys come after the rows'. */
function together(bill: Takeoff, drawn: DrawnPdf | null): Takeoff {
  if (drawn === null || drawn.elements.length === 0) return { ...bill, warnings: [...bill.warnings] };
  const names = drawn.storeys;
  const shift = bill.storeys.length;
  return {
    ...bill,
    storeys: [
      ...bill.storeys,
      ...names.map((name) => ({ globalId: `drawn storey ${name}`, name, elevationM: 0 })),
    ],
    floorAreas: {
      ...bill.floorAreas,
      byStorey: [
        ...bill.floorAreas.byStorey,
        ...names.map(() => ({ grossM2: null, grossSource: "none", netM2: null, netSource: "none" }) as const),
      ],
    },
    elements: [
      ...bill.elements,
      ...drawn.elements.map((element) => ({
        ...element,
        storey: element.storey === null ? null : element.storey + shift,
      })),
    ],
    warnings: [...bill.warnings],
  };
}

function ownWarnings(
  { pages }: PdfContent,
  of: {
    scans: readonly PdfPage[];
    plans: readonly PlanPage[];
    drawing: PdfDrawing | null;
    scale: number | null;
    tables: readonly FoundTable[];
  },
): string[] {
  const warnings: string[] = [];
  if (of.scans.length > 0)
    warnings.push(
      keptText("pdf_scanned_pages", {
        count: of.scans.length,
        pages: of.scans.map(({ number }) => number).join(", "),
      }),
    );
  if (of.drawing === null) {
    if (of.tables.length === 0) warnings.push(keptText("pdf_nothing", { pages: pages.length }));
    return warnings;
  }
  const without = of.plans.filter(({ scale }) => scale === null);
  if (without.length === of.plans.length) warnings.push(keptText("pdf_scale_missing"));
  else if (without.length > 0)
    warnings.push(
      keptText("pdf_scale_missing_on", {
        count: without.length,
        pages: without.map(({ page }) => page.number).join(", "),
      }),
    );
  const hasScale = without.length < of.plans.length;
  return [...warnings, ...warningsOf(of.drawing, hasScale)];
}
