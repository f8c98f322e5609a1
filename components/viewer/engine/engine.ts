import {
  Box3,
  Color,
  Group,
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
import { createParts, diagonal } from "./parts.ts";
import { createPicker } from "./pick.ts";
import { isSoftware, qualityFor } from "./software.ts";
import { createStates, type Look } from "./states.ts";
import type { Engine, EngineOptions, FrameStats, Section } from "./types.ts";

/** How far colours that mean something step back beside what is selected. */
const DIMMED = 0.6;

/** After so long without a movement the whole picture is drawn, milliseconds. */
const REST_MS = 140;

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
  const outline = createOutline(renderer);
  const ruler = createRuler(scene);
  const budget = createBudget(soft ? 80_000 : undefined);
  const background = new Color();

  let asked = 0;
  let movedAt = Number.NEGATIVE_INFINITY;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let held = false;
  let gone = false;
  let shown: Look | null = null;

  const ask = () => {
    picker.forget();
    if (!gone && asked === 0) asked = requestAnimationFrame(frame);
  };
  const moved = () => {
    movedAt = performance.now();
    clearTimeout(resting);
    resting = setTimeout(ask, REST_MS);
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
  }

  function draw(moving: boolean): FrameStats {
    const start = performance.now();
    picker.forget();
    const distance = camera.position.distanceTo(around.center);
    camera.near = Math.max(around.radius / 5000, (distance - around.radius * 1.2) * 0.9, 0.02);
    camera.far = distance + around.radius * 1.5 + 1;
    camera.updateProjectionMatrix();
    const ratio = moving && budget.coarse() ? Math.min(1, sharp) / 2 : sharp;
    if (renderer.getPixelRatio() !== ratio) renderer.setPixelRatio(ratio);
    const limit = moving ? budget.triangles() : Number.POSITIVE_INFINITY;
    const lengths = share(
      parts.drawn.map(({ piece }) => piece),
      camera.position,
      limit,
    );
    let partial = false;
    for (const [at, { piece, mesh }] of parts.drawn.entries()) {
      const length = lengths[at] ?? 0;
      partial ||= length < (piece.ends.at(-1) ?? 0);
      piece.geometry.setDrawRange(0, length);
      mesh.visible = length > 0;
    }
    renderer.setClearColor(background, 1);
    renderer.render(scene, camera);
    const { calls, triangles } = renderer.info.render;
    // Outlines draw the model once more: only where that is quick, or for small models when the camera rests.
    if (!partial && ratio === sharp && triangles < (soft ? SOFT_MOST : budget.triangles() / 2)) {
      if (!(soft && moving)) outline.draw(picker.slots());
    }
    return { milliseconds: performance.now() - start, calls, triangles, partial };
  }

  function look(next: Look): void {
    const pointedOnly = shown !== null && differInHovered(shown, next);
    shown = next;
    if (pointedOnly && heavy()) return;
    states.show(next);
    shared.dimming.value = next.colours && next.selection.selected.size > 0 ? DIMMED : 0;
    for (const { ghost, base, count } of parts.drawn) ghost.visible = states.hasGhosts(base, count);
    ask();
  }

  /** A processor that draws by itself has better to do than to follow the pointer over a large model. */
  function heavy(): boolean {
    const triangles = parts.drawn.reduce((sum, { piece }) => sum + (piece.ends.at(-1) ?? 0) / 3, 0);
    return soft && triangles > SOFT_MOST;
  }

  return {
    heavy,
    async addPart(file) {
      if (gone) return;
      await parts.add(file);
      if (gone) {
        parts.dispose();
        return;
      }
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
      parts.section(section !== null);
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
    drawNow({ moving }) {
      const start = performance.now();
      const stats = draw(moving);
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
      if (moving) budget.took(milliseconds, stats.triangles);
      return { ...stats, milliseconds };
    },
    dispose() {
      gone = true;
      cancelAnimationFrame(asked);
      clearTimeout(resting);
      controls.dispose();
      picker.dispose();
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
  const { selected, isolated, hidden, hovered } = a.selection;
  return (
    hovered !== b.selection.hovered &&
    a.colours === b.colours &&
    a.ghosts === b.ghosts &&
    selected === b.selection.selected &&
    isolated === b.selection.isolated &&
    hidden === b.selection.hidden
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
