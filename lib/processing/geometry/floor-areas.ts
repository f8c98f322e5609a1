import { keptText } from "#lib/i18n/kept-text.ts";
import type { FloorAreaSource, FloorAreas } from "#lib/processing/types.ts";
import { candidatesNamed } from "./choose-quantity.ts";
import { Footprint } from "./mesh/footprint.ts";
import type { MeshBuffer } from "./mesh/mesh-buffer.ts";
import { checkCount } from "./model-limits.ts";
import type { QuantityReader } from "./quantities.ts";
import type { StepEntity, StepModel } from "./step/model.ts";
import { enumOf } from "./step/values.ts";
import type { Structure } from "./structure.ts";

const GROSS_NAMES = ["grossfloorarea"];
const NET_NAMES = ["netfloorarea", "gsabimarea"];
/** A stated area further from the measured one than this is in a wrong unit or of something else. */
const PLAUSIBLE = { least: 0.33, most: 3 };
/** Slabs below this are plates and pads, not floors; m². */
const SMALLEST_FLOOR = 2;
/** Storeys whose doubtful area is told of one by one; the rest are counted. */
const MOST_SENTENCES = 20;

interface Area {
  value: number | null;
  source: FloorAreaSource;
}

const NO_AREA: Area = { value: null, source: "none" };

/** Gathers what floor areas are made of while the meshes stream by, then sums them by storey. */
export class FloorAreaCollector {
  /** Spaces whose mesh is wanted. */
  readonly spaces: ReadonlySet<number>;
  private readonly model: StepModel;
  private readonly structure: Structure;
  private readonly quantities: QuantityReader;
  private readonly slabPrints = new Map<number | null, Footprint>();
  private readonly spacePrints = new Map<number | null, Footprint>();
  private readonly spaceAreas = new Map<number, number>();

  constructor(model: StepModel, structure: Structure, quantities: QuantityReader) {
    this.model = model;
    this.structure = structure;
    this.quantities = quantities;
    this.spaces = this.insideSpaces();
    checkCount("spaces", this.spaces.size);
  }

  /** Takes the mesh of a space; `areaM2` is its footprint. */
  addSpace(spaceId: number, buffer: MeshBuffer, areaM2: number): void {
    this.spaceAreas.set(spaceId, areaM2);
    printFor(this.spacePrints, this.structure.storeyOf(spaceId)).add(buffer);
  }

  /** Takes the mesh of a floor slab of a storey. */
  addSlab(storey: number | null, buffer: MeshBuffer, areaM2: number): void {
    if (areaM2 >= SMALLEST_FLOOR) printFor(this.slabPrints, storey).add(buffer);
  }

  /** Gross stated by the building or storeys, else measured from slabs, else from spaces; net stated or measured by spaces. */
  finish(warnings: string[]): FloorAreas {
    const spacesByStorey = this.netByStorey(warnings);
    const misfits: string[] = [];
    const byStorey = this.structure.storeys.map(({ id, name, hasFloors }, index) => {
      const gross = hasFloors ? this.grossOf(id, index, name, misfits) : NO_AREA;
      const net = spacesByStorey.get(index) ?? NO_AREA;
      return { grossM2: gross.value, grossSource: gross.source, netM2: net.value, netSource: net.source };
    });
    warnings.push(...misfits.slice(0, MOST_SENTENCES));
    if (misfits.length > MOST_SENTENCES)
      warnings.push(keptText("further_storeys", { count: misfits.length - MOST_SENTENCES }));
    const gross =
      this.statedByBuildings() ?? sum(byStorey.map((s) => ({ value: s.grossM2, source: s.grossSource })));
    const net = sum([...spacesByStorey.values()]);
    return {
      grossM2: gross.value,
      grossSource: gross.source,
      netM2: net.value,
      netSource: net.source,
      byStorey,
    };
  }

  private insideSpaces(): Set<number> {
    const inside = new Set<number>();
    for (const space of this.model.all("IFCSPACE")) if (this.isInside(space)) inside.add(space.id);
    return inside;
  }

  /** Areas outside, gross-area spaces and parts of another space would count a floor that is no net area, or twice. */
  private isInside({ id, attributes }: StepEntity): boolean {
    const kind = enumOf(attributes[9]);
    const whole = this.structure.parentOf(id);
    return (
      kind !== "EXTERNAL" && kind !== "GFA" && (whole === null || this.model.typeOf(whole) !== "IFCSPACE")
    );
  }

  private grossOf(storeyId: number, index: number, name: string, misfits: string[]): Area {
    const [stated] = candidatesNamed(this.quantities.of(storeyId, null), "area", GROSS_NAMES);
    const measured = this.slabPrints.get(index)?.areaM2() || this.spacePrints.get(index)?.areaM2() || null;
    if (stated !== undefined) {
      if (measured === null || isPlausible(stated, measured)) return { value: stated, source: "stated" };
      misfits.push(keptText("storey_misfit", { name, stated: round(stated), measured: round(measured) }));
    }
    return measured === null ? NO_AREA : { value: measured, source: "measured" };
  }

  private statedByBuildings(): Area | null {
    let total = 0;
    for (const building of this.model.all("IFCBUILDING")) {
      const [stated] = candidatesNamed(this.quantities.of(building.id, null), "area", GROSS_NAMES);
      if (stated === undefined) return null;
      total += stated;
    }
    const measured = [...this.slabPrints.values()].reduce((area, print) => area + print.areaM2(), 0);
    if (total <= 0 || (measured > 0 && !isPlausible(total, measured))) return null;
    return { value: total, source: "stated" };
  }

  private netByStorey(warnings: string[]): Map<number | null, Area> {
    const out = new Map<number | null, Area[]>();
    let misfits = 0;
    for (const spaceId of this.spaces) {
      const [stated] = candidatesNamed(
        this.quantities.of(spaceId, this.structure.typeOf(spaceId)),
        "area",
        NET_NAMES,
      );
      const measured = this.spaceAreas.get(spaceId) ?? null;
      let area: Area = measured === null ? NO_AREA : { value: measured, source: "measured" };
      if (stated !== undefined && (measured === null || isPlausible(stated, measured)))
        area = { value: stated, source: "stated" };
      else if (stated !== undefined) misfits++;
      const storey = this.structure.storeyOf(spaceId);
      const known = out.get(storey);
      if (known) known.push(area);
      else out.set(storey, [area]);
    }
    if (misfits > 0) warnings.push(keptText("spaces_misfit", { misfits, spaces: this.spaces.size }));
    return new Map([...out].map(([storey, areas]) => [storey, sum(areas)]));
  }
}

function printFor(prints: Map<number | null, Footprint>, storey: number | null): Footprint {
  const print = prints.get(storey) ?? new Footprint();
  prints.set(storey, print);
  return print;
}

function isPlausible(stated: number, measured: number): boolean {
  return stated >= PLAUSIBLE.least * measured && stated <= PLAUSIBLE.most * measured;
}

/** Sum of what is known; stated only when every known part is. */
function sum(areas: Area[]): Area {
  const known = areas.filter((area) => area.value !== null);
  if (known.length === 0) return NO_AREA;
  return {
    value: known.reduce((total, area) => total + (area.value ?? 0), 0),
    source: known.every((area) => area.source === "stated") ? "stated" : "measured",
  };
}

function round(value: number): string {
  return value.toFixed(1);
}
