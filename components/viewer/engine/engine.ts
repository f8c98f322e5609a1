import {
  Box3,
  Color,
  Frustum,
  Group,
  Matrix4,
  PerspectiveCamera,
  Scene,
  Sphere,
  Vector2,
  Vector3,
  Vector4,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { cameraMoves } from "./camera.ts";
import { createBudget, share } from "./detail.ts";
import { PASS, type SharedUniforms } from "./material.ts";
import { createRuler } from "./measure.ts";
import { createOutline } from "./outline.ts";
import { orderBySight } from "./part.ts";
import { createParts, diagonal } from "./parts.ts";
import { createPicker } from "./pick.ts";
import { createSight } from "./sight.ts";
import { isSoftware, qualityFor } from "./software.ts";
import { createStates, type Look } from "./states.ts";
import type { Engine, EngineOptions, FrameStats, Section } from "./types.ts";

/** How far colours that mean something step back beside what is selected. */
const DIMMED = 0.6;

/** After so long without a movement the whole picture is drawn, milliseconds. */
const REST_MS = 140;

/** Between two looks at what can be seen others have their turn, milliseconds. */
const LOOK_PAUSE_MS = 12;

/** Up to so many triangles a processor that draws by itself draws twice, or anew for each thing pointed at. */
const SOFT_MOST = 400_000;

/** Throws where the browser has no WebGL 2. */
export function createEngine({ canvas, bounds, slots, still, onFrame }: EngineOptions): Engine {
  const renderer = new WebGLRenderer({ canvas, ...qualityFor(), powerPreference: "high-performance" });
  const soft = isSoftware(renderer);
  const sharp = soft ? 1 : Math.min(2, devicePixelRatio);
  renderer.setPixelRatio(sharp);
  // What is near first: what lies behind it costs nothing more.
  renderer.setOpaqueSort((a, b) => a.renderOrder - b.renderOrder || a.z - b.z);
  const scene = new Scene();
  const model = new Group();
  scene.add(model);
  const box = new Box3(new Vector3(...triple(bounds.min)), new Vector3(...triple(bounds.max)));
  const around = box.getBoundingSphere(new Sphere());
  const camera = new PerspectiveCamera(40, 1, 0.1, 1000);
  camera.up.set(0, 0, 1);
  const controls = new OrbitControls(camera, canvas);
  controls.zoomToCursor = true;
  controls.minDistance = Math.max(0.05, around.radius / 2000);
  controls.maxDistance = around.radius * 12 + 10;

  const states = createStates(slots);
  const shared: SharedUniforms = {
    states: { value: states.texture },
    pass: { value: PASS.picture },
    section: { value: new Vector4() },
    highlight: { value: new Color() },
    ghostColour: { value: new Vector4() },
    dimmed: { value: new Color() },
    dimming: { value: 0 },
  };
  const parts = createParts(model, states, shared);
  const picker = createPicker(renderer, model, camera, { parts, states, shared });
  const sight = createSight(renderer, model, around, { shared, capacity: slots });
  const outline = createOutline(renderer);
  const ruler = createRuler(scene);
  const budget = createBudget(soft ? 80_000 : undefined);
  const background = new Color();
  const frustum = new Frustum();
  const shading = { section: false, plain: false };

  let asked = 0;
  let movedAt = Number.NEGATIVE_INFINITY;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let looking: ReturnType<typeof setTimeout> | undefined;
  let held = false;
  let gone = false;
  let shown: Look | null = null;
  /** The pieces' order by what can be seen is true of what is shown now. */
  let sighted = false;

  const ask = () => {
    picker.forget();
    if (!gone && asked === 0) asked = requestAnimationFrame(frame);
  };
  const moved = () => {
    movedAt = performance.now();
    clearTimeout(resting);
    resting = setTimeout(ask, REST_MS);
    clearTimeout(looking);
    ask();
  };
  const isMoving = () => held || performance.now() - movedAt < REST_MS - 10;
  const moves = cameraMoves(camera, controls, { still, moved });
  controls.addEventListener("start", () => {
    held = true;
  });
  controls.addEventListener("end", () => {
    held = false;
    moved();
  });
  controls.addEventListener("change", moved);

  function frame(now: number): void {
    asked = 0;
    if (gone) return;
    const flying = moves.step(now);
    const moving = isMoving();
    const stats = draw(moving);
    // The next frame comes late when this one costs much, on the processor or behind it.
    if (moving) requestAnimationFrame((next) => budget.took(next - now, stats.triangles));
    onFrame?.(stats);
    if (flying) ask();
    else if (!moving) lookLater();
  }

  /** While the camera rests: a picture that moves then shows first what can be seen. */
  function lookLater(): void {
    clearTimeout(looking);
    if (!sight.done() && triangles() > budget.triangles())
      looking = setTimeout(() => {
        if (gone || isMoving()) return;
        lookAround();
        lookLater();
      }, LOOK_PAUSE_MS);
  }

  function lookAround(): void {
    const meshes = Map.groupBy(parts.drawn, ({ piece }) => piece.glass);
    const [solid, glass] = [false, true].map((kind) => (meshes.get(kind) ?? []).map(({ mesh }) => mesh));
    if (sight.step(solid ?? [], glass ?? []) === "more") return;
    for (const { piece, base } of parts.drawn)
      piece.outside = orderBySight(piece, (local) => sight.sizeOf(base + local));
    sighted = true;
  }

  function forgetSight(): void {
    sight.forget();
    sighted = false;
  }

  /** `whole`: nothing is left out, whatever it takes. */
  function draw(moving: boolean, whole = !moving): FrameStats {
    const start = performance.now();
    picker.forget();
    const distance = camera.position.distanceTo(around.center);
    camera.near = Math.max(around.radius / 5000, (distance - around.radius * 1.2) * 0.9, 0.02);
    camera.far = distance + around.radius * 1.5 + 1;
    camera.updateProjectionMatrix();
    const ratio = moving && budget.coarse() ? Math.min(1, sharp) / 2 : sharp;
    if (renderer.getPixelRatio() !== ratio) renderer.setPixelRatio(ratio);
    camera.updateMatrixWorld();
    frustum.setFromProjectionMatrix(
      new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse),
    );
    const limit = whole ? Number.POSITIVE_INFINITY : budget.triangles();
    // Inside the model, and where shadows are looked through, other things are seen than from outside.
    const fromOutside =
      sighted && !box.containsPoint(camera.position) && !parts.drawn.some(({ ghost }) => ghost.visible);
    const pieces = parts.drawn
      .map(({ piece }) => piece)
      .filter(({ sphere }) => frustum.intersectsSphere(sphere));
    const inView = new Map(pieces.map((piece, at) => [piece, at]));
    const orders = pieces.map((piece) => (fromOutside && piece.outside) || piece);
    const lengths = share(orders, camera.position, limit);
    let partial = false;
    for (const { piece, mesh } of parts.drawn) {
      const at = inView.get(piece) ?? -1;
      const length = lengths[at] ?? Number.POSITIVE_INFINITY;
      partial ||= length < (piece.ends.at(-1) ?? 0);
      piece.geometry.setIndex(orders[at]?.index ?? piece.index);
      piece.geometry.setDrawRange(0, length);
      mesh.visible = length > 0;
    }
    renderer.setClearColor(background, 1);
    renderer.render(scene, camera);
    const { calls, triangles: drawn } = renderer.info.render;
    // Outlines draw the model once more: only where that is quick, or for small models when the camera rests.
    if (!partial && ratio === sharp && drawn < (soft ? SOFT_MOST : budget.triangles() / 2)) {
      if (!(soft && moving)) outline.draw(picker.slots());
    }
    return { milliseconds: performance.now() - start, calls, triangles: drawn, partial };
  }

  function look(next: Look): void {
    const pointedOnly = shown !== null && differInHovered(shown, next);
    if (shown === null || !showSame(shown, next)) forgetSight();
    shown = next;
    if (pointedOnly && heavy()) return;
    shading.plain = soft && isPlain(next);
    parts.shade(shading);
    states.show(next);
    shared.dimming.value = next.colours && next.selection.selected.size > 0 ? DIMMED : 0;
    for (const { ghost, base, count } of parts.drawn) ghost.visible = states.hasGhosts(base, count);
    ask();
  }

  /** A processor that draws by itself has better to do than to follow the pointer over a large model. */
  function heavy(): boolean {
    return soft && triangles() > SOFT_MOST;
  }

  function triangles(): number {
    return parts.drawn.reduce((sum, { piece }) => sum + (piece.ends.at(-1) ?? 0) / 3, 0);
  }

  return {
    heavy,
    async addPart(file, placement) {
      if (gone) return;
      await parts.add(file, placement);
      if (gone) {
        parts.dispose();
        return;
      }
      forgetSight();
      if (shown) look(shown);
      // While parts arrive a picture within the budget is enough.
      moved();
    },
    look,
    theme({ background: ground, highlight, ghost, ghostOpacity, line, edge }) {
      background.set(ground);
      shared.highlight.value = plain(highlight);
      const { r, g, b } = plain(ghost);
      shared.ghostColour.value = new Vector4(r, g, b, ghostOpacity);
      ruler.colour(line);
      outline.colour(new Vector4(...plain(edge).toArray(), 0.45));
      shared.dimmed.value = plain(ground);
      ask();
    },
    section(section) {
      shared.section.value = section ? planeOf(section, box) : new Vector4();
      shading.section = section !== null;
      parts.shade(shading);
      forgetSight();
      ask();
    },
    fit(ordinals) {
      const wanted = ordinals ? parts.boxOf(ordinals) : box;
      if (!wanted.isEmpty()) moves.fit(wanted.clone().expandByScalar(ordinals ? diagonal(wanted) * 0.6 : 0));
    },
    view: (view, how) => moves.fit(box, { view, ...how }),
    wheel(on) {
      controls.enableZoom = on;
    },
    elementAt: picker.elementAt,
    spotAt: picker.spotAt,
    measure(points) {
      ruler.show(points);
      ask();
    },
    place(point) {
      const shown = point.clone().project(camera);
      const size = renderer.getSize(new Vector2());
      return shown.z > 1 ? null : { x: ((shown.x + 1) / 2) * size.x, y: ((1 - shown.y) / 2) * size.y };
    },
    moving: isMoving,
    key: moves.key,
    resize() {
      const { clientWidth, clientHeight } = canvas;
      if (clientWidth === 0 || clientHeight === 0) return;
      renderer.setSize(clientWidth, clientHeight, false);
      camera.aspect = clientWidth / clientHeight;
      ask();
    },
    image() {
      draw(false);
      const copy = document.createElement("canvas");
      copy.width = canvas.width;
      copy.height = canvas.height;
      copy.getContext("2d")?.drawImage(canvas, 0, 0);
      return copy;
    },
    drawNow({ moving, whole }) {
      const start = performance.now();
      const stats = draw(moving, whole);
      // Reading one pixel waits for all that was drawn; nothing else does so reliably.
      const { drawingBufferWidth: width, drawingBufferHeight: height } = renderer.getContext();
      const context = renderer.getContext();
      context.readPixels(
        width >> 1,
        height >> 1,
        1,
        1,
        context.RGBA,
        context.UNSIGNED_BYTE,
        new Uint8Array(4),
      );
      const milliseconds = performance.now() - start;
      if (moving && !whole) budget.took(milliseconds, stats.triangles);
      return { ...stats, milliseconds };
    },
    lookAroundNow() {
      while (!sight.done()) lookAround();
    },
    dispose() {
      gone = true;
      cancelAnimationFrame(asked);
      clearTimeout(resting);
      clearTimeout(looking);
      controls.dispose();
      picker.dispose();
      sight.dispose();
      outline.dispose();
      ruler.dispose();
      parts.dispose();
      states.texture.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

function differInHovered(a: Look, b: Look): boolean {
  return (
    a.selection.hovered !== b.selection.hovered &&
    a.colours === b.colours &&
    a.selection.selected === b.selection.selected &&
    showSame(a, b)
  );
}

/** As the model itself has it. */
function isPlain({ colours, selection: { selected, hovered, isolated, hidden } }: Look): boolean {
  return !colours && selected.size === 0 && hovered === null && !isolated && hidden.size === 0;
}

/** The same elements, whatever their colours. */
function showSame(a: Look, b: Look): boolean {
  return (
    a.ghosts === b.ghosts &&
    a.selection.isolated === b.selection.isolated &&
    a.selection.hidden === b.selection.hidden
  );
}

/** The plane of a section: what lies beyond it, seen along the axis, is cut off. */
function planeOf({ axis, at, flipped }: Section, { min, max }: Box3): Vector4 {
  const place = min[axis] + (max[axis] - min[axis]) * at;
  const side = flipped ? 1 : -1;
  return new Vector4(
    axis === "x" ? side : 0,
    axis === "y" ? side : 0,
    axis === "z" ? side : 0,
    -side * place,
  );
}

/** A colour as it is written, without the library's conversion to linear light: the shader works in what is shown. */
function plain(css: string): Color {
  return new Color(css).convertLinearToSRGB();
}

function triple(values: readonly number[]): [number, number, number] {
  const [x = 0, y = 0, z = 0] = values;
  return [x, y, z];
}
