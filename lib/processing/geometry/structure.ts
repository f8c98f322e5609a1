import type { TakeoffStorey } from "#lib/processing/types.ts";
import { FACILITIES, isElementType } from "./kept-types.ts";
import { checkCount } from "./model-limits.ts";
import type { StepEntity, StepModel } from "./step/model.ts";
import { numberOf, refId, refIds, textOf } from "./step/values.ts";

export interface Storey extends TakeoffStorey {
  /** Record id in the file. */
  id: number;
  /** False for a part of a bridge or road, which has no floors. */
  hasFloors: boolean;
}

/** Longest chain of parents followed; a longer one refers to itself. */
const MAX_CLIMB = 64;

/** Where things stand: storeys, what contains and what composes what, and which type an object has. */
export class Structure {
  readonly storeys: Storey[];
  private readonly model: StepModel;
  private readonly storeyIndex = new Map<number, number>();
  private readonly container = new Map<number, number>();
  private readonly parent = new Map<number, number>();
  private readonly children = new Map<number, number[]>();
  private readonly typeByObject = new Map<number, number>();
  private readonly host = new Map<number, number>();
  private readonly voided = new Set<number>();

  /** `heightOf` answers a placement's height in file units, for storeys that state no elevation. Throws `TakeoffError` (`ifc_too_many`). */
  constructor(model: StepModel, lengthFactor: number, heightOf: (placementId: number) => number) {
    this.model = model;
    this.readRelations();
    const places = this.places();
    checkCount("storeys", places.length);
    this.storeys = places
      .map((entity, index) => readStorey(entity, index, lengthFactor, heightOf))
      .sort((a, b) => a.elevationM - b.elevationM);
    this.storeys.forEach((storey, index) => {
      this.storeyIndex.set(storey.id, index);
    });
  }

  /** Index of the storey (or place, see `places`) an object stands in: by containment, through its whole, its space, or the wall it fills. */
  storeyOf(objectId: number): number | null {
    let at: number | undefined = objectId;
    for (let step = 0; at !== undefined && step < MAX_CLIMB; step++) {
      const index = this.storeyIndex.get(at);
      if (index !== undefined) return index;
      at = this.container.get(at) ?? this.parent.get(at) ?? this.host.get(at);
    }
    return null;
  }

  /** The whole an object is a part of (IfcRelAggregates, IfcRelNests), or null. */
  parentOf(objectId: number): number | null {
    return this.parent.get(objectId) ?? null;
  }

  /** The object's wholes, nearest first. */
  ancestorsOf(objectId: number): number[] {
    const out: number[] = [];
    let at = this.parent.get(objectId);
    while (at !== undefined && out.length < MAX_CLIMB && !out.includes(at)) {
      out.push(at);
      at = this.parent.get(at);
    }
    return out;
  }

  /** True when openings are cut out of the object or out of a whole it is part of. */
  hasOpenings(objectId: number): boolean {
    return this.voided.has(objectId) || this.ancestorsOf(objectId).some((whole) => this.voided.has(whole));
  }

  partsOf(objectId: number): readonly number[] {
    return this.children.get(objectId) ?? [];
  }

  typeOf(objectId: number): number | null {
    return this.typeByObject.get(objectId) ?? null;
  }

  /** Name of an element type, or null. */
  typeName(typeId: number | null): string | null {
    const type = typeId === null ? undefined : this.model.get(typeId);
    return type && isElementType(type.type) ? textOf(type.attributes[2]) : null;
  }

  /** The storeys; in a model without any, the facilities and parts of facilities in which something stands. */
  private places(): StepEntity[] {
    const storeys = [...this.model.all("IFCBUILDINGSTOREY")];
    if (storeys.length > 0) return storeys;
    const containers = new Set(this.container.values());
    return [...this.model.all(...FACILITIES)]
      .filter(({ id }) => containers.has(id))
      .sort((a, b) => a.id - b.id);
  }

  private readRelations(): void {
    for (const rel of this.model.all("IFCRELCONTAINEDINSPATIALSTRUCTURE")) {
      const structureId = refId(rel.attributes[5]);
      if (structureId !== null)
        for (const id of refIds(rel.attributes[4])) setOnce(this.container, id, structureId);
    }
    for (const rel of this.model.all("IFCRELAGGREGATES", "IFCRELNESTS")) {
      const wholeId = refId(rel.attributes[4]);
      if (wholeId === null) continue;
      for (const id of refIds(rel.attributes[5])) {
        if (id === wholeId || this.parent.has(id)) continue;
        this.parent.set(id, wholeId);
        append(this.children, wholeId, id);
      }
    }
    for (const rel of this.model.all("IFCRELDEFINESBYTYPE")) {
      const typeId = refId(rel.attributes[5]);
      if (typeId !== null) for (const id of refIds(rel.attributes[4])) setOnce(this.typeByObject, id, typeId);
    }
    const openingHost = new Map<number, number>();
    for (const rel of this.model.all("IFCRELVOIDSELEMENT")) {
      const hostId = refId(rel.attributes[4]);
      const openingId = refId(rel.attributes[5]);
      if (hostId !== null) this.voided.add(hostId);
      if (hostId !== null && openingId !== null) openingHost.set(openingId, hostId);
    }
    for (const rel of this.model.all("IFCRELFILLSELEMENT")) {
      const hostId = openingHost.get(refId(rel.attributes[4]) ?? -1);
      const fillingId = refId(rel.attributes[5]);
      if (hostId !== undefined && fillingId !== null) this.host.set(fillingId, hostId);
    }
  }
}

function append(map: Map<number, number[]>, key: number, value: number): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function setOnce(map: Map<number, number>, key: number, value: number): void {
  if (!map.has(key)) map.set(key, value);
}

function readStorey(
  { id, type, attributes }: StepEntity,
  index: number,
  lengthFactor: number,
  heightOf: (placementId: number) => number,
): Storey {
  const placementId = refId(attributes[5]);
  const elevation = numberOf(attributes[9]) ?? (placementId === null ? 0 : heightOf(placementId));
  return {
    id,
    globalId: textOf(attributes[0]) ?? `storey-${id}`,
    name:
      textOf(attributes[2]) ??
      textOf(attributes[7]) ??
      `${type === "IFCBUILDINGSTOREY" ? "Storey" : "Part"} ${index + 1}`,
    elevationM: elevation * lengthFactor,
    hasFloors: type === "IFCBUILDINGSTOREY",
  };
}
