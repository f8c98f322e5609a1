import type { ComparedElement, ComparedModel } from "#lib/revisions/compared-element.ts";

const CLASSES = ["IfcWall", "IfcSlab", "IfcColumn", "IfcBeam", "IfcDoor", "IfcWindow", "IfcPlate"];
const MATERIALS = ["Concrete C30/37", "Steel S355", "Brick", "Timber C24"];
/** Elements of a storey stand in rows on this raster, m. */
const RASTER_M = 8;
const PER_STOREY = 1000;
const STOREY_M = 3.5;

/**
 * A model of `count` elements that stand on a raster, storey on storey, 1 000 each: as repetitive as buildings are, so
 * that each size, name and material comes many times. `ids`: what the GlobalIds begin with.
 */
export function syntheticModel(count: number, ids = "a"): ComparedModel {
  const storeys = Array.from({ length: Math.ceil(count / PER_STOREY) }, (_, at) => ({
    globalId: `${ids}-storey-${at}`,
    name: `Level ${at}`,
    elevationM: at * STOREY_M,
  }));
  return { storeys, elements: Array.from({ length: count }, (_, at) => syntheticElement(at, ids)) };
}

function syntheticElement(at: number, ids: string): ComparedElement {
  const storey = Math.floor(at / PER_STOREY);
  const inStorey = at % PER_STOREY;
  const length = 2 + (at % 5) * 0.5;
  const thickness = 0.2 + (at % 3) * 0.05;
  return {
    ordinal: at,
    globalId: `${ids}-${at}`,
    ifcClass: CLASSES[at % CLASSES.length] ?? "IfcWall",
    name: `${CLASSES[at % CLASSES.length]} type ${at % 11}`,
    storey,
    quantities: { lengthM: length, areaM2: length * 3, volumeM3: length * 3 * thickness },
    materials: [{ name: MATERIALS[at % MATERIALS.length] ?? "", thicknessM: null, share: 1 }],
    box: [
      (inStorey % 32) * RASTER_M,
      Math.floor(inStorey / 32) * RASTER_M,
      storey * STOREY_M + 1.5,
      length,
      thickness,
      3,
    ],
  };
}

/** An element made longer along x, its left end staying where it is. */
export function lengthened(element: ComparedElement, by: number): ComparedElement {
  const { box, quantities } = element;
  if (!box) return element;
  const [x, y, z, dx, dy, dz] = box;
  const length = (quantities.lengthM ?? 0) + by;
  return {
    ...element,
    box: [x + by / 2, y, z, dx + by, dy, dz],
    quantities: { lengthM: length, areaM2: length * dz, volumeM3: length * dz * dy },
  };
}

export function movedElement(
  element: ComparedElement,
  by: readonly [number, number, number],
): ComparedElement {
  const { box } = element;
  if (!box) return element;
  const [x, y, z, dx, dy, dz] = box;
  return { ...element, box: [x + by[0], y + by[1], z + by[2], dx, dy, dz] };
}
