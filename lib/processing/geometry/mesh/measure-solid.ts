import type { ProfileArea } from "../profile-area.ts";
import { closePart } from "./closedness.ts";
import { prismAxis, projectedArea } from "./measure-mesh.ts";
import type { MeshBuffer, MeshPart } from "./mesh-buffer.ts";

export interface Solid {
  /** Every body bounds a volume, so that the volume can be trusted. */
  closed: boolean;
  /** Volume of all bodies in m³; of an open mesh only a hint, about its own middle. */
  volumeM3: number;
  /** The volume before a correction by the profile's exact area; equal without one. */
  drawnM3: number;
}

type Body = Pick<Solid, "closed" | "volumeM3"> & Pick<MeshPart, "loose">;

/** Measures volumes, remembering geometries that many elements share, and notes which parts are loose. One per file. */
export class SolidMeter {
  private readonly known = new Map<number, Body>();

  measure(buffer: MeshBuffer): Solid {
    let closed = buffer.parts.length > 0;
    let volumeM3 = 0;
    for (const part of buffer.parts) {
      const solid = this.measurePart(buffer, part);
      part.loose = solid.loose;
      closed = closed && solid.closed;
      volumeM3 += solid.volumeM3;
    }
    if (closed || buffer.parts.length < 2) return solidOf(closed, volumeM3);
    // Bodies that are open one by one may be the faces of one shell.
    const shell = closePart(buffer, buffer.whole());
    return shell.closed ? solidOf(true, Math.abs(shell.signedVolumeM3)) : solidOf(closed, volumeM3);
  }

  private measurePart(buffer: MeshBuffer, part: MeshPart): Body {
    const known = this.known.get(part.geometryId);
    if (known) return { ...known, volumeM3: known.volumeM3 * part.scale };
    const { closed, signedVolumeM3, loose } = closePart(buffer, part);
    const volumeM3 = Math.abs(signedVolumeM3);
    if (part.scale > 0) this.known.set(part.geometryId, { closed, volumeM3: volumeM3 / part.scale, loose });
    return { closed, volumeM3, loose };
  }
}

/**
 * Corrects the volume of an extrusion by its profile's exact area (m²): an uncut one is area × depth, a cut one is scaled
 * by exact area over the area its mesh shows along the axis, where that is the whole profile and nothing was cut off
 * along it.
 */
export function correctByProfile(
  buffer: MeshBuffer,
  solid: Solid,
  profile: ProfileArea,
  hasOpenings: boolean,
): Solid {
  if (buffer.parts.length !== 1) return solid;
  if (profile.depthM !== null && !hasOpenings)
    return { closed: true, volumeM3: profile.exact * profile.depthM, drawnM3: solid.volumeM3 };
  if (!solid.closed) return solid;
  const seen = projectedArea(buffer, prismAxis(buffer));
  const isWhole = seen >= profile.least && seen <= profile.most;
  return isWhole ? { ...solid, volumeM3: (solid.volumeM3 * profile.exact) / seen } : solid;
}

function solidOf(closed: boolean, volumeM3: number): Solid {
  return { closed, volumeM3, drawnM3: volumeM3 };
}
