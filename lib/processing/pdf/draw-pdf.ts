import { lengthOf } from "#lib/processing/drawing/curves.ts";
import { checkDrawn } from "#lib/processing/drawing/limits.ts";
import { elementBy, quantitiesBy } from "#lib/processing/drawing/measure-by.ts";
import type { DrawnLayer } from "#lib/processing/drawing/types.ts";
import type { MappingOf } from "#lib/processing/drawing/walk-drawing.ts";
import { checkQuantities } from "#lib/processing/geometry/model-limits.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";
import type { DrawnPath, PdfPage } from "./types.ts";

/** A page as it is taken off: what is drawn on it, and the 100 of its 1:100, where it has one. */
export interface PlanPage {
  page: PdfPage;
  paths: readonly DrawnPath[];
  scale: number | null;
  /** What it states itself, whatever a person said. */
  stated: number | null;
}

export interface DrawnPdf {
  layers: DrawnLayer[];
  elements: TakeoffElement[];
  storeys: string[];
}

const MM_PER_PT = 25.4 / 72;
/** The reader gives coordinates in single precision: what lies behind is no figure of the drawing's. */
const inSingle = (value: number) => Number(value.toPrecision(8));

/**
 * Measures what is drawn layer by layer, and takes off what is mapped. Amounts are in mm and mm²: of what is built where a
 * scale is known, else on paper, where nothing has a length or an area. Where some pages have a scale and others none, the
 * others' things are not counted: one sum of two kinds says nothing.
 */
export function drawPdf(pages: readonly PlanPage[], mappingOf: MappingOf): DrawnPdf {
  return new Drawn(pages, mappingOf).all();
}

class Drawn {
  private readonly pages: readonly PlanPage[];
  private readonly mappingOf: MappingOf;
  private readonly hasScale: boolean;
  private readonly layers = new Map<string, DrawnLayer>();
  private readonly surveys = new Map<string, { things: number; closed: number }>();
  private readonly elements: TakeoffElement[] = [];
  private readonly storeys = new Map<string, number>();
  private readonly seen = new Set<string>();

  constructor(pages: readonly PlanPage[], mappingOf: MappingOf) {
    this.pages = pages;
    this.mappingOf = mappingOf;
    this.hasScale = pages.some(({ scale }) => scale !== null);
  }

  all(): DrawnPdf {
    for (const { paths } of this.pages)
      for (const { layer, area } of paths) {
        const known = this.surveys.get(layer) ?? { things: 0, closed: 0 };
        this.surveys.set(layer, { things: known.things + 1, closed: known.closed + (area === null ? 0 : 1) });
      }
    for (const { page, paths, scale } of this.pages)
      for (const [i, path] of paths.entries())
        this.draw(path, `p${page.number}/${i + 1}`, scale, page.number);
    return {
      layers: [...this.layers.values()],
      elements: this.elements,
      storeys: [...this.storeys.keys()],
    };
  }

  private draw(path: DrawnPath, id: string, scale: number | null, page: number): void {
    const layer = this.layer(path);
    if (!path.isVisible || (scale === null && this.hasScale)) {
      layer.hidden++;
      return;
    }
    const mm = MM_PER_PT * (scale ?? 1);
    const isDoubled = path.area !== null && this.isAgain(path, page);
    const drawn = path.curves.reduce((sum, curve) => sum + lengthOf(curve), 0);
    const length = inSingle(drawn * mm);
    const area = path.area === null || isDoubled ? 0 : inSingle(path.area * mm * mm);
    layer.things++;
    layer.count++;
    if (path.area !== null) layer.closed++;
    if (isDoubled) layer.doubled++;
    layer.length += length;
    layer.area += area;
    if (layer.applied?.mapping.use !== "element") return;
    const { mapping, confirmed } = layer.applied;
    const quantities = quantitiesBy(mapping, {
      lengthM: scale === null ? null : length / 1000,
      areaM2: scale === null ? null : area / 1e6,
    });
    if (quantities === null) {
      layer.without++;
      return;
    }
    checkQuantities(quantities);
    const storey = this.storeyOf(mapping.storey);
    const thing = { globalId: id, name: layer.name, layer: layer.name, storey, quantities };
    this.elements.push(elementBy({ mapping, confirmed }, thing));
    checkDrawn("mapped_things", this.elements.length);
  }

  /** An area that was drawn on the same layer at the same place before: a fill, then its outline. */
  private isAgain({ layer, area, box }: DrawnPath, page: number): boolean {
    const place = box.map((value) => value.toFixed(1)).join(" ");
    const key = `${page} ${place} ${Math.abs(area ?? 0).toPrecision(5)} ${layer}`;
    const isAgain = this.seen.has(key);
    this.seen.add(key);
    return isAgain;
  }

  private storeyOf(name: string | null): number | null {
    if (name === null) return null;
    const known = this.storeys.get(name) ?? this.storeys.size;
    this.storeys.set(name, known);
    return known;
  }

  private layer({ layer: name, isVisible, isNamed }: DrawnPath): DrawnLayer {
    const known = this.layers.get(name);
    if (known) return known;
    const made: DrawnLayer = {
      name,
      state: isVisible ? "on" : "off",
      things: 0,
      closed: 0,
      count: 0,
      doubled: 0,
      unmeasured: 0,
      hidden: 0,
      length: 0,
      area: 0,
      applied: this.mappingOf("layer", name, this.surveys.get(name) ?? { things: 0, closed: 0 }),
      without: 0,
    };
    // A colour says nothing of what is drawn in it: only a person does.
    if (!isNamed && made.applied?.confirmed === false) made.applied = null;
    this.layers.set(name, made);
    checkDrawn("layers", this.layers.size);
    return made;
  }
}
