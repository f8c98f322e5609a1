import { type Box3, type PerspectiveCamera, Vector3 } from "three";
import type { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { diagonal } from "./parts.ts";

export const VIEWS = ["home", "front", "back", "left", "right", "top", "bottom"] as const;
export type View = (typeof VIEWS)[number];

/** From where each standard view looks, z up. Straight up and down keep a trace of north, so that the picture does not turn over. */
const FROM: Record<View, Vector3> = {
  home: new Vector3(-0.62, -0.9, 0.55),
  front: new Vector3(0, -1, 0),
  back: new Vector3(0, 1, 0),
  left: new Vector3(-1, 0, 0),
  right: new Vector3(1, 0, 0),
  top: new Vector3(0, -0.0001, 1),
  bottom: new Vector3(0, -0.0001, -1),
};

const FLIGHT_MS = 280;

export interface CameraMoves {
  /** Looks at a box, from where it looks now unless a view is named; `still`: without a flight. */
  fit(box: Box3, how?: { view?: View; still?: boolean }): void;
  /** What a key does while the picture has the focus; false: nothing. */
  key(event: KeyboardEvent): boolean;
  /** One step of a flight that is under way; false: there is none. */
  step(now: number): boolean;
}

export function cameraMoves(
  camera: PerspectiveCamera,
  controls: OrbitControls,
  { still, moved }: { still: () => boolean; moved: () => void },
): CameraMoves {
  let flight: { start: number; from: Place; to: Place } | null = null;
  const settle = ({ eye, target }: Place) => {
    camera.position.copy(eye);
    controls.target.copy(target);
    controls.update();
    moved();
  };
  return {
    fit(box, { view, still: atOnce = false } = {}) {
      if (box.isEmpty()) return;
      const to = placeFor(box, view ? FROM[view] : camera.position.clone().sub(controls.target), camera);
      if (atOnce || still()) {
        settle(to);
        return;
      }
      flight = {
        start: performance.now(),
        from: { eye: camera.position.clone(), target: controls.target.clone() },
        to,
      };
      moved();
    },
    key(event) {
      const act = KEYS[event.key];
      if (!act || event.altKey || event.ctrlKey || event.metaKey) return false;
      flight = null;
      act(controls, event.shiftKey);
      return true;
    },
    step(now) {
      if (!flight) return false;
      const done = Math.min(1, (now - flight.start) / FLIGHT_MS);
      const eased = 1 - (1 - done) ** 3;
      const { from, to } = flight;
      if (done === 1) flight = null;
      settle({
        eye: from.eye.clone().lerp(to.eye, eased),
        target: from.target.clone().lerp(to.target, eased),
      });
      return true;
    },
  };
}

interface Place {
  eye: Vector3;
  target: Vector3;
}

/** Where the eye has to be for the box to fill the picture, seen from a direction. */
function placeFor(box: Box3, direction: Vector3, camera: PerspectiveCamera): Place {
  const target = box.getCenter(new Vector3());
  const half = (camera.fov * Math.PI) / 360;
  const narrowest = Math.min(half, Math.atan(Math.tan(half) * camera.aspect));
  const distance = Math.max(0.5, (diagonal(box) / 2 / Math.sin(narrowest)) * 0.92);
  return { eye: direction.clone().normalize().multiplyScalar(distance).add(target), target };
}

const TURN = Math.PI / 24;
const PAN_PX = 40;
/** What the distance is multiplied with: the library dollies in by a scale below one. */
const NEARER = 0.87;

const KEYS: Record<string, (controls: OrbitControls, shift: boolean) => void> = {
  ArrowLeft: (controls, shift) => (shift ? controls.pan(PAN_PX, 0) : controls.rotateLeft(TURN)),
  ArrowRight: (controls, shift) => (shift ? controls.pan(-PAN_PX, 0) : controls.rotateLeft(-TURN)),
  ArrowUp: (controls, shift) => (shift ? controls.pan(0, PAN_PX) : controls.rotateUp(TURN)),
  ArrowDown: (controls, shift) => (shift ? controls.pan(0, -PAN_PX) : controls.rotateUp(-TURN)),
  "+": (controls) => controls.dollyIn(NEARER),
  "=": (controls) => controls.dollyIn(NEARER),
  "-": (controls) => controls.dollyOut(NEARER),
};
