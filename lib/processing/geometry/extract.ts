import { closeSync, openSync, readSync } from "node:fs";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import { checkNesting } from "./check-nesting.ts";
import type { DescribedElement } from "./describe-elements.ts";
import { describeElements } from "./describe-elements.ts";
import type { Engine } from "./engine.ts";
import { ENGINE_SETTINGS, engineLengthFactor } from "./engine.ts";
import { FloorAreaCollector } from "./floor-areas.ts";
import { isKeptType } from "./kept-types.ts";
import { MaterialReader } from "./materials.ts";
import type { Evidence } from "./measure-element.ts";
import { measureElement } from "./measure-element.ts";
import { projectedArea } from "./mesh/measure-mesh.ts";
import { measureShape } from "./mesh/measure-shape.ts";
import type { Solid } from "./mesh/measure-solid.ts";
import { correctByProfile, SolidMeter } from "./mesh/measure-solid.ts";
import { MeshBuffer } from "./mesh/mesh-buffer.ts";
import { ProfileReader } from "./profile-area.ts";
import { QuantityReader } from "./quantities.ts";
import { StepModel } from "./step/model.ts";
import { textOf } from "./step/values.ts";
import { Structure } from "./structure.ts";
import { TakeoffError } from "./takeoff-error.ts";
import { readUnits } from "./units.ts";

export interface ExtractObserver {
  onProgress: (done: number, total: number) => void;
  /** The measured mesh of each element, before anything stated is weighed against it. */
  onSolid?: (globalId: string, solid: Solid) => void;
}

/** Elements per call into the engine: small enough for progress, large enough not to matter. */
const BATCH = 64;

/**
 * Takes off a model in this thread. Reads what the file says in one pass, then streams the meshes of its elements and
 * spaces (openings applied by the engine) and measures each as it comes. Throws `TakeoffError`.
 */
export function extract(path: string, engine: Engine, observe: ExtractObserver): Takeoff {
  const model = new StepModel(path, isKeptType);
  checkNesting(model);
  const units = readUnits(model);
  const structure = new Structure(model, units.length);
  const quantities = new QuantityReader(model, units);
  const readers = {
    structure,
    materials: new MaterialReader(model, units.length),
    profiles: new ProfileReader(model, units.length),
  };
  const elements = describeElements(model, readers, units);
  if (elements.length === 0) throw new TakeoffError("ifc_no_elements");
  const floors = new FloorAreaCollector(model, structure, quantities);
  const meshes = streamMeshes(
    { path, bytes: model.bytes, metre: units.length },
    engine,
    elements,
    floors,
    observe,
  );
  const warnings = [...units.warnings];
  const finished = finishElements(elements, meshes, quantities, structure, warnings);
  return {
    schema: model.schema,
    application: applicationOf(model),
    projectName: projectNameOf(model),
    storeys: structure.storeys.map(({ globalId, name, elevationM }) => ({ globalId, name, elevationM })),
    floorAreas: floors.finish(warnings),
    elements: finished,
    warnings,
  };
}

type Mesh = NonNullable<Evidence["mesh"]>;

function streamMeshes(
  { path, bytes, metre }: { path: string; bytes: number; metre: number },
  engine: Engine,
  elements: readonly DescribedElement[],
  floors: FloorAreaCollector,
  { onProgress, onSolid }: ExtractObserver,
): Map<number, Mesh> {
  const meshes = new Map<number, Mesh>();
  const byId = new Map(elements.map((element) => [element.id, element]));
  const wanted = [...elements.filter((e) => e.hasRepresentation).map(({ id }) => id), ...floors.spaces];
  const fd = openSync(path, "r");
  const model = engine.OpenModel(ENGINE_SETTINGS, (target, offset, size) =>
    readSync(fd, engine.HEAPU8, target, Math.max(0, Math.min(size, bytes - offset)), offset),
  );
  closeSync(fd);
  if (model < 0) throw new TakeoffError("ifc_garbage");
  const factor = metre / (engineLengthFactor(engine, model, wanted) ?? metre);
  // Equal but for rounding, almost always.
  const correction = Math.abs(factor - 1) < 1e-9 ? 1 : factor;
  const buffer = new MeshBuffer();
  const meter = new SolidMeter();
  for (let done = 0; done < wanted.length; done += BATCH) {
    onProgress(done, wanted.length);
    engine.StreamMeshes(
      model,
      wanted.slice(done, done + BATCH),
      (streamed) => {
        buffer.load(engine, model, streamed, correction);
        if (buffer.indexCount === 0) return;
        const element = byId.get(streamed.expressID);
        if (!element) {
          floors.addSpace(streamed.expressID, buffer, projectedArea(buffer, [0, 0, 1]));
          return;
        }
        const mesh = measureStreamed(element, buffer, meter, floors);
        meshes.set(element.id, mesh);
        onSolid?.(element.takeoff.globalId, mesh.solid);
      },
      true,
    );
  }
  onProgress(wanted.length, wanted.length);
  engine.CloseModel(model);
  return meshes;
}

function measureStreamed(
  element: DescribedElement,
  buffer: MeshBuffer,
  meter: SolidMeter,
  floors: FloorAreaCollector,
): Mesh {
  const meshed = meter.measure(buffer);
  const solid = element.profile ? correctByProfile(buffer, meshed, element.profile) : meshed;
  const shape = measureShape(buffer, solid, element.rule);
  if (element.isFloor) floors.addSlab(element.takeoff.storey, buffer, shape.areaM2 ?? 0);
  return { solid, shape };
}

function finishElements(
  elements: readonly DescribedElement[],
  meshes: ReadonlyMap<number, Mesh>,
  quantities: QuantityReader,
  structure: Structure,
  warnings: string[],
): TakeoffElement[] {
  const byId = new Map(elements.map((element) => [element.id, element]));
  let open = 0;
  const finished = elements.map((element) => {
    const mesh = meshes.get(element.id) ?? null;
    if (element.isVirtual || partsCarryGeometry(element.id, structure, meshes, byId))
      return { ...element.takeoff, quantities: {}, sources: {}, measured: false };
    if (mesh && !mesh.solid.closed) open++;
    const stated = quantities.of(element.id, element.typeId);
    return {
      ...element.takeoff,
      ...measureElement(element.rule, { mesh, stated, overallAreaM2: element.overallAreaM2 }),
    };
  });
  if (open > 0)
    warnings.push(
      `${open} of ${elements.length} elements have an open shape, so their volumes could not be confirmed.`,
    );
  return finished;
}

/**
 * True when an element's parts hold its geometry: it has none of its own, or theirs fills at least half of it (the layers
 * of a wall; not the reinforcement in a slab, which comes on top).
 */
function partsCarryGeometry(
  id: number,
  structure: Structure,
  meshes: ReadonlyMap<number, Mesh>,
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
