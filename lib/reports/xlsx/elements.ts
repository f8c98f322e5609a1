import type { Ctx } from "#lib/tenancy/context.ts";
import { ELEMENT_COLUMNS, type ElementKind, elementValues } from "../element-table.ts";
import { readElements, sharesOf } from "../read-elements.ts";
import type { ModelFacts } from "../report-data.ts";
import { type Cell, heading, type Row, type Sheet, type Style } from "./cells.ts";
import { FIRST_LINE } from "./line-items.ts";
import type { Plan } from "./plan.ts";

const WIDTHS: Record<ElementKind, number> = {
  text: 26,
  count: 9,
  quantity: 13,
  source: 12,
  flag: 10,
  money: 13,
  carbon: 14,
};

/** What a sheet holds at most, with its headings; further elements go on in further sheets. */
const MOST_ROWS = 1_000_000;

/** The take-off, an element a row, with its share of cost and carbon; read while it is written. */
export function elementSheets(ctx: Ctx, plan: Plan): Sheet[] {
  const { model } = plan.report;
  if (!model) return [];
  const count = Math.max(1, Math.ceil(model.elementCount / MOST_ROWS));
  const rows = rowsOf(ctx, plan, model);
  return Array.from({ length: count }, (_, index) => ({
    name: index === 0 ? plan.names.elements : `${plan.names.elements} ${index + 1}`,
    columns: ELEMENT_COLUMNS.map(([, kind]) => WIDTHS[kind]),
    frozenRows: FIRST_LINE - 1,
    rows: sheetRows(plan, rows),
  }));
}

/** The next rows, below headings of their own; the generator stays open for the sheet after this. */
async function* sheetRows({ t, report }: Plan, rows: AsyncGenerator<Row, void>): AsyncGenerator<Row, void> {
  const { currency } = report.estimate;
  yield [{ text: t("xlsx.elements.title"), style: "title" }];
  yield [{ text: t("xlsx.elements.hint"), style: "subtitle" }];
  yield ELEMENT_COLUMNS.map(([key]) => heading(t(`xlsx.elements.column.${key}`, { currency })));
  for (let count = 0; count < MOST_ROWS; count++) {
    const next = await rows.next();
    if (next.done) return;
    yield next.value;
  }
}

async function* rowsOf(ctx: Ctx, plan: Plan, model: ModelFacts): AsyncGenerator<Row, void> {
  const shares = await sharesOf(ctx, plan.report);
  for await (const page of readElements(ctx, model))
    for (const element of page) {
      const values = elementValues(plan.report, shares, element);
      yield ELEMENT_COLUMNS.map(([key, kind]) => cellOf(plan, values[key], kind));
    }
}

const NUMBERS: Partial<Record<ElementKind, Style>> = {
  count: "count",
  quantity: "quantity",
  money: "money",
  carbon: "carbon",
};

function cellOf({ t }: Plan, value: string | null, kind: ElementKind): Cell {
  if (value === null || value === "") return null;
  const style = NUMBERS[kind];
  if (style) return { number: value, style };
  if (kind === "flag") return value === "true" ? t("yes") : t("no");
  return kind === "source" ? sourceText(t, value) : value;
}

function sourceText(t: Plan["t"], source: string): string {
  if (source === "stated") return t("source.stated");
  if (source === "drawn") return t("source.drawn");
  if (source === "listed") return t("source.listed");
  if (source === "corrected") return t("source.corrected");
  return source === "mesh" ? t("source.mesh") : t("source.low_confidence");
}
