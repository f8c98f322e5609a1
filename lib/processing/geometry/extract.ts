import { keptText } from "#lib/i18n/kept-text.ts";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import { checkNesting } from "./check-nesting.ts";
import type { DescribedElement } from "./describe-elements.ts";
import { describeElements } from "./describe-elements.ts";
import type { Engine } from "./engine.ts";
import { FactReader } from "./facts.ts";
import { FloorAreaCollector } from "./floor-areas.ts";
import { keptType } from "./kept-types.ts";
import { MaterialReader } from "./materials.ts";
import { measureElement } from "./measure-element.ts";
import { openGeometry } from "./model-geometry.ts";
import { checkQuantities } from "./model-limits.ts";
import { ProfileReader } from "./profile-area.ts";
import { QuantityReader } from "./quantities.ts";
import { StepModel } from "./step/model.ts";
import { textOf } from "./step/values.ts";
import type { ExtractObserver, MeasuredMesh } from "./stream-meshes.ts";
import { streamMeshes } from "./stream-meshes.ts";
import { Structure } from "./structure.ts";
import { SweepReader } from "./sweep-length.ts";
import { TakeoffError } from "./takeoff-error.ts";
import { readUnits } from "./units.ts";

/**
 * Takes off a model in this thread. Reads what the file says in one pass, then streams the meshes of its elements and
 * spaces (openings applied by the engine) and measures each as it comes. Throws `TakeoffError`.
 */
export function extract(path: string, engine: Engine, observe: ExtractObserver): Takeoff {
  const model = new StepModel(path, keptType);
  checkNesting(model);
  const units = readUnits(model);
  const geometry = openGeometry(engine, path, model.bytes);
  try {
    const structure = new Structure(model, units.length, (placementId) => geometry.heightOf(placementId));
    const quantities = new QuantityReader(model, units);
    const readers = {
      structure,
      materials: new MaterialReader(model, units.length),
      profiles: new ProfileReader(model, units.length),
      facts: new FactReader(model),
      sweeps: new SweepReader(model, (id) => geometry.read(id), units),
    };
    const elements = describeElements(model, readers, units);
    if (elements.length === 0) throw new TakeoffError("ifc_no_elements");
    const floors = new FloorAreaCollector(model, structure, quantities);
    const meshes = streamMeshes(geometry, units.length, elements, floors, observe);
    const warnings = [...units.warnings];
    return {
      schema: model.schema,
      application: applicationOf(model),
      projectName: projectNameOf(model),
      storeys: structure.storeys.map(({ globalId, name, elevationM }) => ({ globalId, name, elevationM })),
      elements: finishElements(elements, meshes, quantities, structure, warnings),
      floorAreas: floors.finish(warnings),
      warnings,
    };
  } finally {
    geometry.close();
  }
}

function finishElements(
  elements: readonly DescribedElement[],
  meshes: ReadonlyMap<number, MeasuredMesh>,
  quantities: QuantityReader,
  structure: Structure,
  warnings: string[],
): TakeoffElement[] {
  const byId = new Map(elements.map((element) => [element.id, element]));
  let open = 0;
  const finished = elements.map((element) => {
    const mesh = meshes.get(element.id) ?? null;
    const described = mesh ? { ...element.takeoff, boxM: mesh.box } : element.takeoff;
    if (element.isVirtual || partsCarryGeometry(element.id, structure, meshes, byId))
      return { ...described, quantities: {}, sources: {}, measured: false };
    if (mesh && !mesh.solid.closed) open++;
    const stated = quantities.of(element.id, element.typeId);
    const measured = measureElement(element.rule, { mesh, stated, overallAreaM2: element.overallAreaM2 });
    checkQuantities(measured.quantities);
    return { ...described, ...measured };
  });
  if (open > 0) warnings.push(keptText("open_shapes", { open, elements: elements.length }));
  return finished;
}

/**
 * True when an element's parts hold its geometry: it has none of its own, or theirs fills at least half of it (the layers
 * of a wall; not the reinforcement in a slab, which comes on top).
 */
function partsCarryGeometry(
  id: number,
  structure: Structure,
  meshes: ReadonlyMap<number, MeasuredMesh>,
  elements: ReadonlyMap<number, DescribedElement>,
): boolean {
  let parts = 0;
  const visit = (whole: number, depth: number) => {
    for (const part of structure.partsOf(whole)) {
      if (!elements.has(part)) continue;
      const mesh = meshes.get(part);
      if (mesh) parts += Math.max(mesh.solid.volumeM3, Number.MIN_VALUE);
      else if (depth < 16) visit(part, depth + 1);
    }
  };
  visit(id, 0);
  if (parts === 0) return false;
  const own = meshes.get(id);
  return !own || parts >= 0.5 * own.solid.volumeM3;
}

function applicationOf(model: StepModel): string | null {
  for (const { attributes } of model.all("IFCAPPLICATION")) {
    const name = textOf(attributes[2]);
    const version = textOf(attributes[1]);
    if (name !== null && name !== "Not Defined")
      return version === null || name.includes(version) ? name : `${name} ${version}`;
  }
  return model.originatingSystem;
}

function projectNameOf(model: StepModel): string | null {
  for (const { attributes } of model.all("IFCPROJECT")) {
    const name = textOf(attributes[5]) ?? textOf(attributes[2]);
    if (name !== null) return name;
  }
  return null;
}
