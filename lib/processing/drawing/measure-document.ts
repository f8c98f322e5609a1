import { keptText } from "#lib/i18n/kept-text.ts";
import type { Takeoff } from "#lib/processing/types.ts";
import { normaliseName } from "./normalise-name.ts";
import { type DrawingFormat, readDocument } from "./read-document.ts";
import { suggestMapping } from "./suggest-mapping.ts";
import type { DrawingSummary, KnownMapping } from "./types.ts";
import { type DrawingUnit, metresOf, statedUnit } from "./units.ts";
import { isLayout, type MappingOf, walkDrawing } from "./walk-drawing.ts";

export interface TakenOffDrawing {
  takeoff: Takeoff;
  summary: DrawingSummary;
}

/** Takes off a drawing in this thread. Throws `TakeoffError`; anything else it throws is a fault of the reader. */
export function measureDocument(
  {
    path,
    format,
    unit,
    known,
  }: {
    path: string;
    format: DrawingFormat;
    unit: DrawingUnit | null;
    known: readonly KnownMapping[];
  },
  onProgress?: (drawn: number) => void,
): TakenOffDrawing {
  const drawing = readDocument(path, format);
  const { version, unread } = drawing;
  const stated = statedUnit(drawing.insunits);
  const used = unit ?? stated;
  const walked = walkDrawing(drawing, {
    mappingOf: mappings(known),
    metres: used === null ? null : metresOf(used),
    ...(onProgress && { onProgress }),
  });
  const { layers, blocks, annotations, storeys, elements } = walked;
  const paperSpace = drawing.blocks
    .filter((record) => isLayout(record, drawing))
    .reduce((sum, { entities }) => sum + entities.count, 0);
  const summary = { statedUnit: stated, version, layers, blocks, annotations, paperSpace, unread };
  return {
    takeoff: {
      schema: `${format === "dwg" ? "DWG" : "DXF"} ${version}`,
      application: null,
      projectName: null,
      storeys: storeys.map((name) => ({ globalId: `storey ${name}`, name, elevationM: 0 })),
      floorAreas: {
        ...NO_AREAS,
        byStorey: storeys.map(() => NO_AREAS),
      },
      elements,
      warnings: [
        ...(used === null ? [keptText("drawing_unit_missing")] : []),
        ...warningsOf(summary, used !== null),
      ],
    },
    summary,
  };
}

const NO_AREAS = { grossM2: null, grossSource: "none", netM2: null, netSource: "none" } as const;

/** What a person confirmed, else what the name suggests. */
export function mappings(known: readonly KnownMapping[]): MappingOf {
  const byName = new Map(
    known.map(({ kind, normalisedName, mapping }) => [`${kind} ${normalisedName}`, mapping]),
  );
  return (kind, name, drawn) => {
    const confirmed = byName.get(`${kind} ${normaliseName(name)}`);
    if (confirmed) return { mapping: confirmed, confirmed: true };
    const suggested = suggestMapping(kind, name, drawn);
    return suggested && { mapping: suggested, confirmed: false };
  };
}

/** What was doubtful in a drawing. `isSized`: its unit or scale is known, so that its things have lengths and areas. */
export function warningsOf(
  { layers, blocks, unread }: Pick<DrawingSummary, "layers" | "blocks" | "unread">,
  isSized: boolean,
): string[] {
  const warnings: string[] = [];
  const all = [...layers, ...blocks];
  const suggested = all.filter(
    ({ applied }) => applied && !applied.confirmed && applied.mapping.use === "element",
  );
  if (suggested.length > 0) warnings.push(keptText("drawing_suggested", { count: suggested.length }));
  const open = layers.filter(({ applied, things }) => applied === null && things > 0);
  if (open.length > 0) warnings.push(keptText("drawing_unmapped", { count: open.length }));
  const without = all.reduce((sum, layer) => sum + layer.without, 0);
  if (isSized && without > 0) warnings.push(keptText("drawing_without", { count: without }));
  const hidden = layers.reduce((sum, layer) => sum + layer.hidden, 0);
  if (hidden > 0) warnings.push(keptText("drawing_hidden", { count: hidden }));
  const unmeasured = layers.reduce((sum, layer) => sum + layer.unmeasured, unread);
  if (unmeasured > 0) warnings.push(keptText("drawing_unmeasured", { count: unmeasured }));
  return warnings;
}
