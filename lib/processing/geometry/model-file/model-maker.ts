import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { MeshBuffer } from "../mesh/mesh-buffer.ts";
import { ElementMesher } from "./element-mesh.ts";
import { encoderReady } from "./encode-primitive.ts";
import { MeshSpool } from "./mesh-spool.ts";
import { partName } from "./part-name.ts";
import { boundsOf, planParts } from "./plan-parts.ts";
import type { ModelOutcome, Point, WrittenModel, WrittenPart } from "./types.ts";
import { GRID_M } from "./types.ts";
import { writePart } from "./write-part.ts";

/** More than any browser draws; bounds the spool to some 1.5 GB as well. */
const MOST_TRIANGLES = 20_000_000;

/**
 * Makes the files that the browser draws out of the meshes of a take-off, as they pass. `directory` is made, and the parts
 * stand in it as `<number>.glb`. Neither call throws: a model that cannot be made never costs the quantities.
 */
export class ModelMaker {
  private readonly directory: string;
  private readonly mesher = new ElementMesher();
  private spool: MeshSpool | null = null;
  private outcome: ModelOutcome | null = null;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Takes the triangles in the buffer for those of an element. */
  add(ordinal: number, storey: number | null, buffer: MeshBuffer): void {
    if (this.outcome) return;
    try {
      this.spool ??= this.openSpool();
      const mesh = this.mesher.meshOf(buffer);
      if (mesh) this.spool.add(ordinal, storey, mesh);
      if (this.spool.triangles > MOST_TRIANGLES) this.outcome = { kind: "too_large" };
    } catch (error) {
      this.outcome = failedBy(error);
    }
  }

  /** Writes the parts, of the elements that `isDrawn` says yes to: a body whose parts are drawn would cover them. */
  async finish(isDrawn: (ordinal: number) => boolean): Promise<ModelOutcome> {
    const { spool } = this;
    if (!spool) return this.outcome ?? { kind: "empty" };
    try {
      this.outcome ??= await this.write(spool, isDrawn);
    } catch (error) {
      this.outcome = failedBy(error);
    } finally {
      spool.close();
    }
    return this.outcome;
  }

  private async write(spool: MeshSpool, isDrawn: (ordinal: number) => boolean): Promise<ModelOutcome> {
    const drawn = spool.elements.filter(({ ordinal }) => isDrawn(ordinal));
    if (drawn.length === 0) return { kind: "empty" };
    await encoderReady();
    const { min, max } = boundsOf(drawn);
    const origin = min.map((value) => Math.floor(value * GRID_M)) as Point;
    const relative = (point: Point) =>
      point.map((value, axis) => value * GRID_M - (origin[axis] ?? 0)) as Point;
    const parts: WrittenPart[] = [];
    for (const plan of planParts(drawn)) {
      const number = parts.length + 1;
      const { bytes, triangles, elements } = writePart(plan, spool, origin);
      writeFileSync(path.join(this.directory, partName(number)), bytes, { flag: "wx", mode: 0o600 });
      parts.push({ number, bytes: bytes.length, triangles, elements });
    }
    const model: WrittenModel = {
      origin,
      bounds: { min: relative(min), max: relative(max) },
      triangles: parts.reduce((sum, part) => sum + part.triangles, 0),
      elements: parts.reduce((sum, part) => sum + part.elements, 0),
      parts,
    };
    return { kind: "made", model };
  }

  private openSpool(): MeshSpool {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    return new MeshSpool(path.join(this.directory, "spool"));
  }
}

function failedBy(error: unknown): ModelOutcome {
  return {
    kind: "failed",
    reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  };
}
