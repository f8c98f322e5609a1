import {
  type BufferGeometry,
  type Group,
  type Mesh,
  NearestFilter,
  OrthographicCamera,
  type Sphere,
  Vector3,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import { PASS, type SharedUniforms } from "./material.ts";

/** What of a model can be seen from outside, found by looking at it from all around. */
export interface Sight {
  /**
   * Looks on for a moment, at these meshes alone: solid ones hide what is behind them, glass does not. `round`: there is
   * something new to tell, `done`: and nothing more to look at.
   */
  step(
    solid: readonly Mesh<BufferGeometry>[],
    glass: readonly Mesh<BufferGeometry>[],
  ): "more" | "round" | "done";
  /** Of a slot's element, metres: the side of a square as large as the most that any look has shown of it; 0: nothing. */
  sizeOf(slot: number): number;
  /** There is nothing more to look at. */
  done(): boolean;
  /** The model has changed, or what is shown of it. */
  forget(): void;
  dispose(): void;
}

/** Pixels of a look's side. */
const SIDE = 1024;
/** Triangles drawn at a time: who takes the mouse meanwhile waits no longer than for these. */
const AT_ONCE = 120_000;
/** Towards the eye, by azimuth and elevation in degrees: how buildings are mostly looked at first. */
const ROUNDS: readonly (readonly Vector3[])[] = [
  [...around(45, 35), new Vector3(0, -0.001, 1)],
  [...around(0, 35), ...around(0, 8), ...around(45, 8), ...around(45, -30)],
];

/** `model` is what the meshes stand in, others beside them; `capacity`: how many slots it has. */
export function createSight(
  renderer: WebGLRenderer,
  model: Group,
  sphere: Sphere,
  { shared, capacity }: { shared: SharedUniforms; capacity: number },
): Sight {
  const camera = new OrthographicCamera(
    -sphere.radius,
    sphere.radius,
    sphere.radius,
    -sphere.radius,
    0,
    sphere.radius * 2,
  );
  camera.up.set(0, 0, 1);
  let target: WebGLRenderTarget | null = null;
  const bytes = new Uint8Array(SIDE * SIDE * 4);
  const pixels = new Uint32Array(bytes.buffer);
  const counted = new Uint32Array(capacity);
  const most = new Uint32Array(capacity);
  let round = 0;
  let look = 0;
  let mesh = 0;

  const aim = (towards: Vector3) => {
    camera.position.copy(towards).normalize().multiplyScalar(sphere.radius).add(sphere.center);
    camera.lookAt(sphere.center);
  };
  /** Draws some more of the meshes, up to `end`. */
  const draw = (into: WebGLRenderTarget, meshes: readonly Mesh<BufferGeometry>[], end: number) => {
    const before = model.children.map(({ visible }) => visible);
    for (const one of model.children) one.visible = false;
    const first = mesh;
    for (let triangles = 0; mesh < end && triangles < AT_ONCE; mesh += 1) {
      const one = meshes[mesh];
      if (!one) continue;
      one.visible = true;
      one.geometry.setDrawRange(0, Number.POSITIVE_INFINITY);
      triangles += (one.geometry.index?.count ?? 0) / 3;
    }
    shared.pass.value = PASS.slots;
    renderer.setRenderTarget(into);
    renderer.setClearColor(0, 0);
    renderer.autoClear = first === 0;
    renderer.render(model, camera);
    renderer.autoClear = true;
    if (mesh === end) renderer.readRenderTargetPixels(into, 0, 0, SIDE, SIDE, bytes);
    renderer.setRenderTarget(null);
    shared.pass.value = PASS.picture;
    for (const [at, one] of model.children.entries()) one.visible = before[at] ?? true;
  };
  const count = () => {
    for (const pixel of pixels) {
      const slot = (pixel & 0xffffff) - 1;
      if (slot >= 0) counted[slot] = (counted[slot] ?? 0) + 1;
    }
    for (const [slot, seen] of counted.entries()) if (seen > (most[slot] ?? 0)) most[slot] = seen;
    counted.fill(0);
  };

  return {
    step(solid, glass) {
      const towards = ROUNDS[round]?.[look];
      if (!towards) return "done";
      target ??= new WebGLRenderTarget(SIDE, SIDE, { minFilter: NearestFilter, magFilter: NearestFilter });
      aim(towards);
      const meshes = [...solid, ...glass];
      // What is behind glass is counted before the glass covers it.
      const end = mesh < solid.length ? solid.length : meshes.length;
      draw(target, meshes, end);
      if (mesh < end) return "more";
      count();
      if (mesh < meshes.length) return "more";
      mesh = 0;
      look += 1;
      if (look < (ROUNDS[round]?.length ?? 0)) return "more";
      look = 0;
      round += 1;
      return round < ROUNDS.length ? "round" : "done";
    },
    sizeOf: (slot) => Math.sqrt(most[slot] ?? 0) * ((2 * sphere.radius) / SIDE),
    done: () => round >= ROUNDS.length,
    forget() {
      most.fill(0);
      [round, look, mesh] = [0, 0, 0];
    },
    dispose: () => target?.dispose(),
  };
}

/** Four directions a right angle apart. */
function around(azimuth: number, elevation: number): Vector3[] {
  return [0, 90, 180, 270].map((turn) => {
    const [a, e] = [((azimuth + turn) * Math.PI) / 180, (elevation * Math.PI) / 180];
    return new Vector3(Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e));
  });
}
