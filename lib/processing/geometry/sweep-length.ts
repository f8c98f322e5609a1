import { mappedItem, onlyBodyItem } from "./body-item.ts";
import { CurveReader, distanceToAxis, type ReadRecord } from "./curve-length.ts";
import type { StepEntity, StepModel } from "./step/model.ts";
import { numberOf, refId } from "./step/values.ts";
import type { ProjectUnits } from "./units.ts";

/** Where a sweep names its curve, and the parameters it begins and ends at. */
const SWEEPS = new Map([
  ["IFCSWEPTDISKSOLID", { curve: 0, from: 3, to: 4 }],
  ["IFCSWEPTDISKSOLIDPOLYGONAL", { curve: 0, from: 3, to: 4 }],
  ["IFCFIXEDREFERENCESWEPTAREASOLID", { curve: 2, from: 3, to: 4 }],
  ["IFCSURFACECURVESWEPTAREASOLID", { curve: 2, from: 3, to: 4 }],
  ["IFCDIRECTRIXDERIVEDREFERENCESWEPTAREASOLID", { curve: 2, from: 3, to: 4 }],
]);

/**
 * The length of a bent element: its body is one solid swept along a curve, or revolved about an axis. A mesh shows only
 * how far apart its ends are. Null for every other body, and for curves whose length is not read.
 */
export class SweepReader {
  private readonly model: StepModel;
  private readonly units: ProjectUnits;
  private readonly read: ReadRecord;
  private readonly curves: CurveReader;

  /** `read` answers any record of the file: the curves' points are not kept in the model. */
  constructor(model: StepModel, read: ReadRecord, units: ProjectUnits) {
    this.model = model;
    this.units = units;
    this.read = read;
    this.curves = new CurveReader(read, units.angle);
  }

  /** In m. */
  lengthOf(productShapeId: number | null): number | null {
    let isScaled = false;
    const solid = mappedItem(this.model, onlyBodyItem(this.model, productShapeId), (mapped) => {
      isScaled ||= this.scales(mapped);
    });
    if (!solid || isScaled) return null;
    const length = solid.type === "IFCREVOLVEDAREASOLID" ? this.revolved(solid) : this.swept(solid);
    return length !== null && length > 0 ? length * this.units.length : null;
  }

  private swept(solid: StepEntity): number | null {
    const places = SWEEPS.get(solid.type);
    const curveId = refId(solid.attributes[places?.curve ?? -1]);
    if (!places || curveId === null) return null;
    return this.curves.length(
      curveId,
      numberOf(solid.attributes[places.from]),
      numberOf(solid.attributes[places.to]),
    );
  }

  /** Angle × distance of the profile's own origin, its middle, from the axis. */
  private revolved({ attributes }: StepEntity): number | null {
    const angle = numberOf(attributes[3]);
    const profile = this.read(refId(attributes[0]) ?? -1);
    // Only a parameterised profile says where its middle is.
    if (angle === null || !profile || !PARAMETERISED.test(profile.type)) return null;
    const distance = distanceToAxis(this.read, refId(profile.attributes[2]), refId(attributes[2]));
    return distance === null ? null : Math.abs(angle) * this.units.angle * distance;
  }

  /** A mapping may scale what it maps. */
  private scales(mapped: StepEntity): boolean {
    const scale = numberOf(this.read(refId(mapped.attributes[1]) ?? -1)?.attributes[3]);
    return scale !== null && scale !== 1;
  }
}

/** Those whose origin is the middle of their box. */
const PARAMETERISED =
  /^IFC(RECTANGLE|RECTANGLEHOLLOW|ROUNDEDRECTANGLE|CIRCLE|CIRCLEHOLLOW|ELLIPSE|ISHAPE|ASYMMETRICISHAPE|CSHAPE|USHAPE|TSHAPE|LSHAPE|ZSHAPE|TRAPEZIUM)PROFILEDEF$/;
