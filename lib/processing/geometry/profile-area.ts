import { mappedItem, onlyBodyItem } from "./body-item.ts";
import type { StepEntity, StepModel } from "./step/model.ts";
import { numberOf, refId } from "./step/values.ts";

/** The exact area of a parametric profile, and between what an engine's polygon for it lies, in m². */
export interface ProfileArea {
  exact: number;
  least: number;
  most: number;
  /** Length of the extrusion, m, when the whole body is that extrusion, straight up from its profile; else null. */
  depthM: number | null;
}

type Section = Omit<ProfileArea, "depthM">;

/** Area between a right angle and the arc of radius 1 that rounds it. */
const CORNER = 1 - Math.PI / 4;
const MAX_STEPS = 256;

/**
 * Finds the parametric profile an element is extruded from: its body is one extrusion, or one that was clipped. Engines
 * draw such profiles as polygons and leave out or flatten their fillets, up to 7 % of a rolled section, so the exact
 * area (ISO 16739, IfcParameterizedProfileDef) corrects the mesh. Null for every other body.
 */
export class ProfileReader {
  private readonly model: StepModel;
  private readonly lengthFactor: number;
  private readonly known = new Map<number, Section | null>();

  constructor(model: StepModel, lengthFactor: number) {
    this.model = model;
    this.lengthFactor = lengthFactor;
  }

  of(productShapeId: number | null): ProfileArea | null {
    const item = onlyBodyItem(this.model, productShapeId);
    const solid = item === null ? undefined : this.extrusion(item);
    const section = solid && this.section(refId(solid.attributes[0]));
    if (!section) return null;
    return { ...section, depthM: solid.id === item ? this.depth(solid) : null };
  }

  private section(profileId: number | null): Section | null {
    if (profileId === null) return null;
    const known = this.known.get(profileId);
    if (known !== undefined) return known;
    const profile = this.model.get(profileId);
    const drawn = profile ? sectionOf(profile) : null;
    const square = this.lengthFactor ** 2;
    const section = drawn && {
      exact: drawn.exact * square,
      least: drawn.least * square,
      most: drawn.most * square,
    };
    this.known.set(profileId, section);
    return section;
  }

  /** Depth of an extrusion at right angles to its profile, in m, or null. */
  private depth(solid: StepEntity): number | null {
    const direction = this.model.get(refId(solid.attributes[2]) ?? -1)?.attributes[0];
    const [x = 0, y = 0, z = 0] = Array.isArray(direction)
      ? direction.map((value) => numberOf(value) ?? 0)
      : [];
    const depth = numberOf(solid.attributes[3]);
    const isUpright = z !== 0 && Math.hypot(x, y) < 1e-6 * Math.abs(z);
    return isUpright && depth !== null && depth > 0 ? depth * this.lengthFactor : null;
  }

  /** Follows mappings and the first operands of boolean operations to the extrusion they start from. */
  private extrusion(itemId: number): StepEntity | undefined {
    let next: number | null = itemId;
    for (let step = 0; next !== null && step < MAX_STEPS; step++) {
      const item = mappedItem(this.model, next);
      if (item?.type === "IFCEXTRUDEDAREASOLID") return item;
      if (item?.type === "IFCBOOLEANCLIPPINGRESULT" || item?.type === "IFCBOOLEANRESULT")
        next = refId(item.attributes[1]);
      else next = null;
    }
    return undefined;
  }
}

function sectionOf({ type, attributes }: StepEntity): Section | null {
  const at = (index: number) => numberOf(attributes[index]) ?? 0;
  const [a, b, c, d] = [at(3), at(4), at(5), at(6)];
  switch (type) {
    case "IFCISHAPEPROFILEDEF":
      return at(9) === 0 ? rolled(2 * a * d + (b - 2 * d) * c, { radius: at(7), count: 4 }, at(8), 4) : null;
    case "IFCLSHAPEPROFILEDEF":
      return at(8) === 0 ? rolled(c * (a + (b || a) - c), { radius: d, count: 1 }, at(7), 2) : null;
    case "IFCTSHAPEPROFILEDEF":
      return at(10) === 0 && at(11) === 0
        ? rolled(b * d + (a - d) * c, { radius: at(7), count: 2 }, at(8), 2)
        : null;
    case "IFCUSHAPEPROFILEDEF":
      return at(9) === 0 ? rolled(a * c + 2 * (b - c) * d, { radius: at(7), count: 2 }, at(8), 2) : null;
    case "IFCZSHAPEPROFILEDEF":
      return rolled(a * c + 2 * (b - c) * d, { radius: at(7), count: 2 }, at(8), 2);
    case "IFCCSHAPEPROFILEDEF":
      return bent(c * (a + 2 * (b - c) + 2 * (d - c)), at(7), c);
    case "IFCROUNDEDRECTANGLEPROFILEDEF":
      return rolled(a * b, { radius: 0, count: 0 }, c, 4);
    case "IFCCIRCLEPROFILEDEF":
      return round(Math.PI * a ** 2);
    case "IFCCIRCLEHOLLOWPROFILEDEF":
      return round(Math.PI * (a ** 2 - (a - b) ** 2));
    case "IFCELLIPSEPROFILEDEF":
      return round(Math.PI * a * b);
    default:
      return null;
  }
}

/** A section of straight plates with rounded inner corners (fillets add area) and rounded edges (they take it away). */
function rolled(
  sharp: number,
  fillets: { radius: number; count: number },
  edgeRadius: number,
  edges: number,
): Section | null {
  const gained = fillets.count * CORNER * fillets.radius ** 2;
  const lost = edges * CORNER * edgeRadius ** 2;
  const exact = sharp + gained - lost;
  // The polygon lies between no fillets with edges cut a little more than stated, and fillets flattened to chamfers.
  const chamfered = sharp + (fillets.count * fillets.radius ** 2) / 2;
  return exact > 0 ? { exact, least: 0.985 * (sharp - lost), most: 1.005 * chamfered } : null;
}

/** A section bent from a plate: each of its four corners lacks what lies outside the outer and adds inside the inner arc. */
function bent(sharp: number, innerRadius: number, thickness: number): Section | null {
  const exact = sharp - 4 * CORNER * ((innerRadius + thickness) ** 2 - innerRadius ** 2);
  return exact > 0 ? { exact, least: 0.985 * exact, most: 1.005 * sharp } : null;
}

/** A round section, whose polygon of 24 sides or more lacks up to 1.2 % of it. */
function round(exact: number): Section | null {
  return exact > 0 ? { exact, least: 0.985 * exact, most: 1.001 * exact } : null;
}
