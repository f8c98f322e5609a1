import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { type ClassificationLanguage, classificationLanguage } from "#lib/catalogue/code-names.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { readPriceLevels } from "#lib/search/levels/price-levels.ts";
import type { Bill, BillItem, BillLine } from "./find-bill.ts";
import { addedItemId, lineItemId } from "./item-id.ts";
import type { Section } from "./sections/group-lines.ts";
import { titleOf } from "./sections/titles.ts";
import type { BillTerms, MarkUp } from "./terms.ts";
import type { BillLineView, BillView, ItemView, SummaryView, TermsView } from "./views.ts";

export async function presentBill(tx: Transaction, bill: Bill): Promise<z.input<typeof BillView>> {
  const { estimate, classification, sections } = bill;
  const language = await languageOf(tx);
  const money = moneyOf(bill);
  const flat = flatten(sections);
  const { series } = await readPriceLevels(tx);
  return {
    estimate_id: estimate.id,
    name: estimate.name,
    currency: estimate.currency,
    priced_at: estimate.pricedAt.toISOString(),
    placeholder_prices: estimate.placeholderPrices,
    approved: bill.isApproved,
    classification,
    terms: presentTerms(bill.terms),
    summary: presentSummary(bill),
    sections: flat.map((section) => ({
      code: section.code,
      title: section.code === null ? null : titleOf(classification, section.code, language),
      level: section.level,
      amount: money(section.amount),
      lines: linesIn(section),
      unpriced: section.unpriced,
    })),
    lines: flat.flatMap(({ lines }) => lines.map((line) => presentLine(line, money))),
    items: bill.items.map((item) => presentItem(item, money)),
    series: series.map(({ series: name, placeholder }) => ({ name, placeholder })),
  };
}

/** In which the organisation has titles of sections. */
export async function languageOf(tx: Transaction): Promise<ClassificationLanguage> {
  const [settings] = await tx
    .select({ language: tenantSettings.classificationLanguage })
    .from(tenantSettings);
  return classificationLanguage(settings?.language);
}

export const moneyOf =
  ({ estimate }: Pick<Bill, "estimate">) =>
  (minor: number) =>
    minorToDecimal(minor, estimate.minorDigits);

/** Each section before those in it. */
export const flatten = <Line>(sections: readonly Section<Line>[]): Section<Line>[] =>
  sections.flatMap((section) => [section, ...flatten(section.sections)]);

const linesIn = <Line>(section: Section<Line>): number =>
  section.lines.length + section.sections.reduce((count, inner) => count + linesIn(inner), 0);

export function presentItem(
  { row, amount, replaces, effect }: BillItem,
  money: (minor: number) => string,
): z.input<typeof ItemView> {
  return {
    id: row.id,
    item_id: addedItemId(row.id),
    kind: row.kind,
    description: row.description,
    quantity: row.quantity,
    unit: row.unit,
    unit_rate: row.unitRate,
    amount: amount === null ? null : money(amount),
    replaces: replaces && {
      item_id: lineItemId(replaces.key),
      name: entryName(replaces.catalogueId, replaces.name),
      amount: replaces.amount === null ? null : money(replaces.amount),
    },
    chosen: row.chosen,
    effect: effect === null ? null : money(effect),
  };
}

function presentLine(line: BillLine, money: (minor: number) => string): z.input<typeof BillLineView> {
  return {
    item_id: lineItemId(line.key),
    catalogue_id: line.catalogueId,
    name: entryName(line.catalogueId, line.name),
    ifc_class: line.ifcClass,
    section: line.code,
    built_in: line.builtIn,
    unit: line.unit,
    quantity: line.quantity,
    unit_rate: line.unitRate,
    amount: line.amount === null ? null : money(line.amount),
  };
}

function presentSummary(bill: Bill): z.input<typeof SummaryView> {
  const { summary, escalation, terms } = bill;
  const money = moneyOf(bill);
  return {
    sections: money(summary.sections),
    chosen: money(summary.chosen),
    works: money(summary.works),
    mark_ups: summary.markUps.map(({ name, markUp, base, amount }) => ({
      name,
      percent: markUp.kind === "percent" ? markUp.value : null,
      of: markUp.kind === "percent" ? markUp.base : null,
      base: base === null ? null : money(base),
      amount: money(amount),
    })),
    provisional: money(summary.provisional),
    subtotal: money(summary.subtotal),
    escalation: escalation && { ...escalation, amount: money(summary.escalation) },
    net: money(summary.net),
    vat: terms.vat === null ? null : { percent: terms.vat, amount: money(summary.vat) },
    total: money(summary.total),
  };
}

function presentTerms({ escalation, vat, ...markUps }: BillTerms): z.input<typeof TermsView> {
  return {
    preliminaries: presentMarkUp(markUps.preliminaries),
    overheads: presentMarkUp(markUps.overheads),
    profit: presentMarkUp(markUps.profit),
    contingency: presentMarkUp(markUps.contingency),
    escalation: escalation && {
      method: escalation.method,
      from: escalation.from,
      to: escalation.to,
      rate: escalation.method === "rate" ? escalation.rate : null,
      series: escalation.method === "series" ? escalation.series : null,
    },
    vat,
  };
}

const presentMarkUp = (markUp: MarkUp | null) =>
  markUp && { kind: markUp.kind, value: markUp.value, base: markUp.kind === "percent" ? markUp.base : null };
