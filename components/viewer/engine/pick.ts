import {
  type Group,
  NearestFilter,
  type PerspectiveCamera,
  Ray,
  type Texture,
  Vector2,
  Vector3,
  type Vector4,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import { PASS, type SharedUniforms } from "./material.ts";
import type { Parts } from "./parts.ts";
import type { States } from "./states.ts";

/** A point on the model's surface. */
export interface Spot {
  ordinal: number;
  /** Metres, in the model's own coordinates. */
  point: Vector3;
  /** It is a corner of the element. */
  snapped: boolean;
}

export interface Picker {
  /** The element at a place of the canvas, CSS pixels; null: none. Draws the slots once for each state of the picture. */
  elementAt(x: number, y: number): number | null;
  spotAt(x: number, y: number): Spot | null;
  /** The picture has changed. */
  forget(): void;
  /** The picture of slots as it is now. */
  slots(): Texture;
  dispose(): void;
}

/** Corners nearer than this are taken for the point itself, CSS pixels. */
const SNAP_PX = 12;

export function createPicker(
  renderer: WebGLRenderer,
  model: Group,
  camera: PerspectiveCamera,
  { parts, states, shared }: { parts: Parts; states: States; shared: SharedUniforms },
): Picker {
  const target = new WebGLRenderTarget(1, 1, { minFilter: NearestFilter, magFilter: NearestFilter });
  const texel = new Uint8Array(4);
  const size = new Vector2();
  let stale = true;

  const draw = () => {
    renderer.getSize(size);
    target.setSize(size.x, size.y);
    const ghosts = parts.drawn.map(({ ghost }) => ghost.visible);
    for (const { ghost } of parts.drawn) ghost.visible = false;
    shared.pass.value = PASS.slots;
    renderer.setRenderTarget(target);
    renderer.setClearColor(0, 0);
    renderer.clear();
    renderer.render(model, camera);
    renderer.setRenderTarget(null);
    shared.pass.value = PASS.picture;
    for (const [at, { ghost }] of parts.drawn.entries()) ghost.visible = ghosts[at] ?? false;
    stale = false;
  };

  const elementAt = (x: number, y: number): number | null => {
    if (stale) draw();
    const [px, py] = [Math.floor(x), Math.floor(size.y - y)];
    if (px < 0 || py < 0 || px >= size.x || py >= size.y) return null;
    renderer.readRenderTargetPixels(target, px, py, 1, 1, texel);
    const [low = 0, middle = 0, high = 0] = texel;
    const id = low + (middle << 8) + (high << 16);
    return id === 0 ? null : (states.ordinalOf(id - 1) ?? null);
  };

  return {
    elementAt,
    spotAt(x, y) {
      const ordinal = elementAt(x, y);
      if (ordinal === null) return null;
      const at = new Vector2((x / size.x) * 2 - 1, 1 - (y / size.y) * 2);
      const found = nearestHit(parts.trianglesOf(ordinal), rayThrough(at, camera), shared.section.value);
      if (!found) return null;
      const corner = nearestCorner(found.corners, at, size, camera);
      return corner
        ? { ordinal, point: corner, snapped: true }
        : { ordinal, point: found.point, snapped: false };
    },
    forget: () => {
      stale = true;
    },
    slots() {
      if (stale) draw();
      return target.texture;
    },
    dispose: () => target.dispose(),
  };
}

function rayThrough(at: Vector2, camera: PerspectiveCamera): Ray {
  const direction = new Vector3(at.x, at.y, 0.5).unproject(camera).sub(camera.position).normalize();
  return new Ray(camera.position.clone(), direction);
}

/** Where the ray meets one element first, on the side of the section that is drawn. */
function nearestHit(triangles: Iterable<[Vector3, Vector3, Vector3]>, ray: Ray, section: Vector4) {
  const cut = section.x !== 0 || section.y !== 0 || section.z !== 0;
  let nearest: { point: Vector3; distance: number; corners: Vector3[] } | null = null;
  const corners: Vector3[] = [];
  for (const triangle of triangles) {
    corners.push(...triangle);
    const point = ray.intersectTriangle(...triangle, false, new Vector3());
    if (!point) continue;
    if (cut && section.x * point.x + section.y * point.y + section.z * point.z + section.w < 0) continue;
    const distance = point.distanceTo(ray.origin);
    if (!nearest || distance < nearest.distance) nearest = { point, distance, corners };
  }
  return nearest;
}

/** A corner of the element close to the pointer and not behind what was hit. */
function nearestCorner(corners: readonly Vector3[], at: Vector2, size: Vector2, camera: PerspectiveCamera) {
  let best: Vector3 | null = null;
  let least = SNAP_PX;
  const shown = new Vector3();
  for (const corner of corners) {
    shown.copy(corner).project(camera);
    const away = Math.hypot(((shown.x - at.x) * size.x) / 2, ((shown.y - at.y) * size.y) / 2);
    const nearer =
      best && away <= least + 1 && corner.distanceTo(camera.position) < best.distanceTo(camera.position);
    if (shown.z < 1 && (away < least || nearer)) {
      least = Math.min(least, away);
      best = corner;
    }
  }
  return best;
}
