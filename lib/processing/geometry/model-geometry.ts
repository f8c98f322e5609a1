import { closeSync, openSync, readSync } from "node:fs";
import type { Engine, EngineMesh } from "./engine.ts";
import { ENGINE_SETTINGS } from "./engine.ts";
import { readLine } from "./engine-line.ts";
import type { MeshBuffer } from "./mesh/mesh-buffer.ts";
import type { StepEntity } from "./step/model.ts";
import { TakeoffError } from "./takeoff-error.ts";

/** One model open in the engine. */
export interface ModelGeometry {
  /** Calls `visit` with the mesh of each of these products that has one. */
  stream(ids: number[], visit: (mesh: EngineMesh) => void): void;
  /** Fills the buffer from a streamed mesh, scaled by `factor`. */
  load(buffer: MeshBuffer, mesh: EngineMesh, factor: number): void;
  /**
   * The factor the engine scales this model to metres by, or null when none of the products has geometry. It follows a
   * conversion-based unit only to the first step (a foot of millimetres, not an inch of feet), so the caller compares it
   * with the project's own.
   */
  lengthFactor(ids: readonly number[]): number | null;
  /** Height of a placement in the world, in file units. */
  heightOf(placementId: number): number;
  /** Any record of the file, as the engine holds it (some 50 µs), or null when there is none. */
  read(id: number): StepEntity | null;
  close(): void;
}

/** Opens the file in the engine, which reads it piece by piece. Throws `TakeoffError` when it cannot. */
export function openGeometry(engine: Engine, path: string, bytes: number): ModelGeometry {
  const fd = openSync(path, "r");
  let model: number;
  try {
    model = engine.OpenModel(ENGINE_SETTINGS, (target, offset, size) =>
      readSync(fd, engine.HEAPU8, target, Math.max(0, Math.min(size, bytes - offset)), offset),
    );
  } finally {
    closeSync(fd);
  }
  if (model < 0) throw new TakeoffError("ifc_garbage");
  return {
    stream: (ids, visit) => engine.StreamMeshes(model, ids, visit, true),
    load: (buffer, mesh, factor) => buffer.load(engine, model, mesh, factor),
    lengthFactor: (ids) => lengthFactor(engine, model, ids),
    heightOf: (placementId) => engine.GetWorldTransformMatrix(model, placementId)[HEIGHT] ?? 0,
    read: (id) => readLine(engine, model, id),
    close: () => engine.CloseModel(model),
  };
}

/** Place of the z translation in a 4×4 matrix by columns. */
const HEIGHT = 14;

function lengthFactor(engine: Engine, model: number, ids: readonly number[]): number | null {
  for (const id of ids) {
    const scaled = firstColumn(engine.GetFlatMesh(model, id, true));
    const plain = firstColumn(engine.GetFlatMesh(model, id, false));
    if (scaled && plain) return scaled / plain;
  }
  return null;
}

/** Length of the first column of a mesh's first matrix, or null when it has none. */
function firstColumn({ geometries }: EngineMesh): number | null {
  const matrix = geometries.size() > 0 ? geometries.get(0).flatTransformation : null;
  geometries.delete();
  return matrix && Math.hypot(...matrix.slice(0, 3));
}
