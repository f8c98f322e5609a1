import { Readable } from "node:stream";
import { refuseArchived } from "#lib/archival/refuse-archived.ts";
import { touchFile } from "#lib/archival/touch-file.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { Conflict } from "#lib/errors.ts";
import { linesOf } from "#lib/estimates/measured-model.ts";
import { type ElementShares, shareByElement } from "#lib/estimates/share-by-element.ts";
import { findFile } from "#lib/files/find-file.ts";
import { isModel } from "#lib/files/format-kinds.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { supportedSchema } from "#lib/processing/geometry/ifc-classes.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { completeEstimateOfFile } from "../find-estimate.ts";
import { fileStem } from "../names.ts";
import type { Exported } from "../views.ts";
import { annotateStep } from "./annotate-step.ts";
import { type ElementState, type ElementStates, elementStates } from "./element-states.ts";
import { FormerProperties } from "./former-properties.ts";
import { InstanceIndex } from "./instance-index.ts";
import { modelSource } from "./model-source.ts";
import { type ElementValues, type Frame, propertyLines } from "./property-lines.ts";

/**
 * A file's model as it was uploaded, with the estimate's cost and carbon of each measured element written to it as the
 * property set `CAI_CostAndCarbon`. The bytes that were there are unchanged, but for such sets of an earlier export, which
 * they replace; the file is never held whole.
 * Throws 409 `file_archived`, `estimate_not_ready`, `not_a_model`.
 */
export async function writeBack(ctx: Ctx, fileId: string): Promise<Exported> {
  const { file, estimate, shares, states, schema } = await ctx.transaction(async (tx) => {
    const found = await findFile(tx, fileId);
    if (!isModel(found.format)) throw new Conflict("not_a_model", problemText("reports.costCarbonWritten"));
    await refuseArchived(tx, found);
    const { estimate, schema } = await completeEstimateOfFile(tx, ctx.tenant.id, fileId);
    const lines = await linesOf(tx, ctx.tenant.id, estimate.id);
    return {
      file: await touchFile(ctx, tx, found),
      estimate,
      schema,
      shares: await shareByElement(tx, ctx.tenant.id, { estimate, lines }),
      states: await elementStates(tx, ctx.tenant.id, { fileId, estimate, lines }),
    };
  });
  const frame: Frame = {
    schema: supportedSchema(schema) ?? "IFC4",
    fileId,
    estimateId: estimate.id,
    currency: estimate.currency,
    priceBook: estimate.priceBookVersion,
    factors: estimate.factorVersion,
    location: estimate.locationMatch.name ?? estimate.location,
    placeholderPrices: estimate.placeholderPrices,
    pricedAt: estimate.pricedAt,
  };
  const index = new InstanceIndex(states.elements.map(({ globalId }) => globalId));
  const source = await modelSource(ctx, file);
  const written = annotateStep(source, {
    onInstance: (instance) => index.see(instance),
    leftOut: new FormerProperties(),
    lines: (lastId) =>
      propertyLines(frame, valuesOf({ shares, states, index, digits: estimate.minorDigits }), lastId),
  });
  const body = Readable.from(written, { objectMode: false });
  // What was never begun, or waits for bytes, does not end what it reads when it is ended itself.
  body.once("close", () => source.destroy());
  return {
    filename: `${fileStem(file.filename)}-cost-carbon.ifc`,
    contentType: "application/x-step",
    body,
  };
}

function* valuesOf(of: {
  shares: ElementShares;
  states: ElementStates;
  index: InstanceIndex;
  digits: number;
}): Generator<ElementValues, void> {
  for (const state of of.states.elements) {
    const instance = state.measured ? of.index.instanceOf(state.globalId) : of.index.skip(state.globalId);
    if (instance !== null && state.measured) yield { instance, ...figuresOf(state, of) };
  }
}

function figuresOf(
  state: ElementState,
  { shares, digits }: { shares: ElementShares; digits: number },
): Omit<ElementValues, "instance"> {
  const { ordinal, confidence } = state;
  const isPriced = shares.priced[ordinal] === 1;
  const isCounted = shares.counted[ordinal] === 1;
  const money = (column: Float64Array) => minorToDecimal(column[ordinal] ?? 0, digits);
  const kilograms = (column: Float64Array) =>
    decimal(column[ordinal] ?? 0)
      .div(1000)
      .toFixed();
  const { a1a3G, a4G, a5G, biogenicG } = shares.carbon;
  return {
    key: String(ordinal),
    confidence,
    priced: !isPriced ? "not" : state.isUnpricedInPart ? "in part" : "complete",
    cost: isPriced
      ? { low: money(shares.lowMinor), likely: money(shares.likelyMinor), high: money(shares.highMinor) }
      : null,
    counted: !isCounted ? "not" : state.isUncountedInPart ? "in part" : "complete",
    carbon: isCounted
      ? {
          a1a3Kg: kilograms(a1a3G),
          a4Kg: kilograms(a4G),
          a5Kg: kilograms(a5G),
          biogenicKg: kilograms(biogenicG),
        }
      : null,
  };
}
