import type { ElementBox } from "#lib/processing/types.ts";
import type { DescribedElement } from "./describe-elements.ts";
import type { FloorAreaCollector } from "./floor-areas.ts";
import { boxAround } from "./mesh/box-around.ts";
import { projectedArea } from "./mesh/measure-mesh.ts";
import type { Shape } from "./mesh/measure-shape.ts";
import { measureShape } from "./mesh/measure-shape.ts";
import type { Solid } from "./mesh/measure-solid.ts";
import { correctByProfile, SolidMeter } from "./mesh/measure-solid.ts";
import { MeshBuffer } from "./mesh/mesh-buffer.ts";
import type { ModelGeometry } from "./model-geometry.ts";

export interface MeasuredMesh {
  solid: Solid;
  shape: Shape;
  box: ElementBox;
}

export interface ExtractObserver {
  onProgress: (done: number, total: number) => void;
  /** The measured mesh of each element, before anything stated is weighed against it. */
  onSolid?: (globalId: string, solid: Solid) => void;
  /** The triangles of each element, by its place among the elements; the buffer holds them during the call only. */
  onMesh?: (ordinal: number, storey: number | null, buffer: MeshBuffer) => void;
}

/** Elements per call into the engine: small enough for progress, large enough not to matter. */
const BATCH = 64;

/**
 * Streams the meshes of the elements and of the spaces, measures each as it comes and lets it go. `metre` is the
 * project's length unit in m. Answers by record id.
 */
export function streamMeshes(
  geometry: ModelGeometry,
  metre: number,
  elements: readonly DescribedElement[],
  floors: FloorAreaCollector,
  { onProgress, onSolid, onMesh }: ExtractObserver,
): Map<number, MeasuredMesh> {
  const meshes = new Map<number, MeasuredMesh>();
  const byId = new Map(elements.map((element, ordinal) => [element.id, { element, ordinal }]));
  const wanted = [...elements.filter((e) => e.hasRepresentation).map(({ id }) => id), ...floors.spaces];
  const factor = metre / (geometry.lengthFactor(wanted) ?? metre);
  // Equal but for rounding, almost always.
  const correction = Math.abs(factor - 1) < 1e-9 ? 1 : factor;
  const buffer = new MeshBuffer();
  const meter = new SolidMeter();
  for (let done = 0; done < wanted.length; done += BATCH) {
    onProgress(done, wanted.length);
    geometry.stream(wanted.slice(done, done + BATCH), (streamed) => {
      geometry.load(buffer, streamed, correction);
      if (buffer.indexCount === 0) return;
      const known = byId.get(streamed.expressID);
      if (!known) {
        floors.addSpace(streamed.expressID, buffer, projectedArea(buffer, [0, 0, 1]));
        return;
      }
      const { element, ordinal } = known;
      const mesh = measureStreamed(element, buffer, meter, floors);
      meshes.set(element.id, mesh);
      onSolid?.(element.takeoff.globalId, mesh.solid);
      onMesh?.(ordinal, element.takeoff.storey, buffer);
    });
  }
  onProgress(wanted.length, wanted.length);
  return meshes;
}

function measureStreamed(
  element: DescribedElement,
  buffer: MeshBuffer,
  meter: SolidMeter,
  floors: FloorAreaCollector,
): MeasuredMesh {
  const meshed = meter.measure(buffer);
  const solid = element.profile
    ? correctByProfile(buffer, meshed, element.profile, element.hasOpenings)
    : meshed;
  const seen = measureShape(buffer, solid, element.rule);
  const shape = element.sweptLengthM === null ? seen : { ...seen, lengthM: element.sweptLengthM };
  if (element.isFloor) floors.addSlab(element.takeoff.storey, buffer, shape.areaM2 ?? 0);
  return { solid, shape, box: boxAround(buffer) };
}
