import type { Quantities, QuantityKey, QuantitySources } from "#lib/processing/types.ts";
import type { Chosen } from "./choose-quantity.ts";
import { candidatesNamed, chooseQuantity } from "./choose-quantity.ts";
import type { MeasureRule } from "./measure-rules.ts";
import { AREA_NAMES, LENGTH_NAMES, VOLUME_NAMES, WEIGHT_NAMES } from "./measure-rules.ts";
import type { StatedQuantity } from "./quantities.ts";
import type { MeasuredMesh } from "./stream-meshes.ts";

export interface Measured {
  quantities: Quantities;
  sources: QuantitySources;
}

/** What is known of an element before the choice: its mesh, when it has one, and what the file states. */
export interface Evidence {
  mesh: MeasuredMesh | null;
  stated: readonly StatedQuantity[];
  /** OverallWidth × OverallHeight of a window or door, m², or null. */
  overallAreaM2: number | null;
}

/** Lightest and heaviest building material, kg/m³ (aerogel; lead and its alloys). */
const DENSITY = { least: 1, most: 12_000 };

/** Chooses each quantity of an element and says where it came from. */
export function measureElement(rule: MeasureRule, { mesh, stated, overallAreaM2 }: Evidence): Measured {
  const closed = mesh?.solid.closed ?? false;
  const measured: Measured = { quantities: {}, sources: {} };
  const set = (key: QuantityKey, chosen: Chosen | null) => {
    if (!chosen) return;
    measured.quantities[key] = chosen.value;
    measured.sources[key] = chosen.source;
  };
  const volume = chooseVolume(stated, mesh);
  set("volumeM3", volume);
  if (rule.area === "box")
    set("areaM2", chooseBox(stated, mesh?.shape.areaM2 ?? null, overallAreaM2, closed));
  else if (rule.area !== null) {
    const candidates = candidatesNamed(stated, "area", AREA_NAMES[rule.area]);
    set("areaM2", chooseQuantity(candidates, mesh?.shape.areaM2 ?? null, closed));
  }
  if (rule.length !== null) {
    const candidates = candidatesNamed(stated, "length", LENGTH_NAMES);
    set("lengthM", chooseQuantity(candidates, mesh?.shape.lengthM ?? null, closed));
  }
  set("weightKg", chooseWeight(stated, volume));
  return measured;
}

/**
 * A rolled section's stated volume may follow the drawn polygon, the exact profile or a catalogue between them, so it is
 * accepted when it agrees with either measure of the mesh. An open mesh's box still bounds what can be true.
 */
function chooseVolume(stated: readonly StatedQuantity[], mesh: Evidence["mesh"]): Chosen | null {
  const candidates = candidatesNamed(stated, "volume", VOLUME_NAMES);
  if (!mesh) return chooseQuantity(candidates, null, false);
  const { closed, volumeM3, drawnM3 } = mesh.solid;
  const chosen = chooseQuantity(candidates, volumeM3, closed, 1.02 * mesh.shape.boxM3);
  if (chosen?.source !== "mesh" || drawnM3 === volumeM3) return chosen;
  const byDrawing = chooseQuantity(candidates, drawnM3, closed);
  return byDrawing?.source === "stated" ? byDrawing : chosen;
}

/**
 * Width × height of a window, door or plate. A box can be measured on an open mesh too. Handles, sills and architraves
 * stand out of the frame, so the stated overall size is accepted when the measured box is a little larger.
 */
function chooseBox(
  stated: readonly StatedQuantity[],
  box: number | null,
  overall: number | null,
  closed: boolean,
): Chosen | null {
  const area = candidatesNamed(stated, "area", AREA_NAMES.box);
  const candidates = overall === null ? area : [overall, ...area];
  if (box === null) return chooseQuantity(candidates, null, false);
  if (overall !== null && overall <= 1.02 * box && overall >= 0.6 * box)
    return { value: overall, source: "stated" };
  const chosen = chooseQuantity(candidates, box, true);
  return chosen && !closed && chosen.source === "mesh" ? { ...chosen, source: "low_confidence" } : chosen;
}

/** A mesh has no weight: a stated net weight is believed when it gives the confirmed volume a possible density. */
function chooseWeight(stated: readonly StatedQuantity[], volume: Chosen | null): Chosen | null {
  const net = candidatesNamed(stated, "mass", WEIGHT_NAMES.slice(0, 2));
  const confirmed = volume && volume.source !== "low_confidence" ? volume.value : null;
  const possible = (kg: number) =>
    confirmed !== null && kg >= DENSITY.least * confirmed && kg <= DENSITY.most * confirmed;
  const believed = net.find(possible);
  if (believed !== undefined) return { value: believed, source: "stated" };
  const [first] = candidatesNamed(stated, "mass", WEIGHT_NAMES);
  return first === undefined ? null : { value: first, source: "low_confidence" };
}
