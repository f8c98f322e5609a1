import type { ElementMaterial } from "#lib/processing/types.ts";
import type { StepEntity, StepModel } from "./step/model.ts";
import { numberOf, refId, refIds, textOf } from "./step/values.ts";

/** Name of a layer, constituent or profile that has no material; IFC means an air gap by it. */
const AIR = "Air";
const UNNAMED = "Unnamed material";

/**
 * Reads the materials associated with objects. Shares of volume: layers by thickness, constituents by their stated
 * fraction (the rest in equal parts), profiles and lists in equal parts, marked as assumed; they sum to 1.
 */
export class MaterialReader {
  private readonly model: StepModel;
  private readonly lengthFactor: number;
  private readonly byObject = new Map<number, number[]>();
  private readonly read = new Map<number, ElementMaterial[]>();

  constructor(model: StepModel, lengthFactor: number) {
    this.model = model;
    this.lengthFactor = lengthFactor;
    for (const rel of model.all("IFCRELASSOCIATESMATERIAL")) {
      const materialId = refId(rel.attributes[5]);
      if (materialId === null) continue;
      for (const objectId of refIds(rel.attributes[4])) {
        const known = this.byObject.get(objectId);
        if (known) known.push(materialId);
        else this.byObject.set(objectId, [materialId]);
      }
    }
  }

  /** Materials of one object itself (element or type), empty when none is associated. */
  of(objectId: number): ElementMaterial[] {
    const found = (this.byObject.get(objectId) ?? []).map((id) => this.definition(id));
    // Of several associations the most detailed one tells most: layers over a list of the same materials.
    return found.reduce((best, materials) => (detailOf(materials) > detailOf(best) ? materials : best), []);
  }

  private definition(id: number): ElementMaterial[] {
    const known = this.read.get(id);
    if (known) return known;
    const found = this.readDefinition(id);
    this.read.set(id, found);
    return found;
  }

  private readDefinition(id: number): ElementMaterial[] {
    const entity = this.model.get(id);
    if (!entity) return [];
    const { attributes } = entity;
    switch (entity.type) {
      case "IFCMATERIAL":
        return [{ name: textOf(attributes[0]) ?? UNNAMED, thicknessM: null, share: 1 }];
      case "IFCMATERIALLIST":
        return shareEqually(refIds(attributes[0]).map((ref) => this.materialName(ref, UNNAMED)));
      case "IFCMATERIALLAYER":
      case "IFCMATERIALLAYERWITHOFFSETS":
        return this.layers([id]);
      case "IFCMATERIALLAYERSET":
        return this.layers(refIds(attributes[0]));
      case "IFCMATERIALLAYERSETUSAGE":
      case "IFCMATERIALPROFILESETUSAGE":
      case "IFCMATERIALPROFILESETUSAGETAPERING":
        return this.usageOf(refId(attributes[0]));
      case "IFCMATERIALPROFILE":
      case "IFCMATERIALPROFILEWITHOFFSETS":
        return this.profiles([id]);
      case "IFCMATERIALPROFILESET":
        return this.profiles(refIds(attributes[2]));
      case "IFCMATERIALCONSTITUENT":
        return this.constituents([id]);
      case "IFCMATERIALCONSTITUENTSET":
        return this.constituents(refIds(attributes[2]));
      default:
        return [];
    }
  }

  /** A usage points at a set; anything else (another usage, itself) is a broken file. */
  private usageOf(setId: number | null): ElementMaterial[] {
    const type = setId === null ? undefined : this.model.typeOf(setId);
    const isSet = type === "IFCMATERIALLAYERSET" || type === "IFCMATERIALPROFILESET";
    return isSet && setId !== null ? this.definition(setId) : [];
  }

  private layers(ids: number[]): ElementMaterial[] {
    const layers = this.entities(ids).map(({ attributes }) => ({
      name: this.materialName(refId(attributes[0]), textOf(attributes[3]) ?? AIR),
      thicknessM: Math.max(0, numberOf(attributes[1]) ?? 0) * this.lengthFactor,
    }));
    const total = layers.reduce((sum, layer) => sum + layer.thicknessM, 0);
    return layers.map((layer) => ({
      ...layer,
      share: total > 0 ? layer.thicknessM / total : 1 / layers.length,
      ...(total > 0 ? {} : assumedOf(layers.length)),
    }));
  }

  private profiles(ids: number[]): ElementMaterial[] {
    return shareEqually(
      this.entities(ids).map(({ attributes }) =>
        this.materialName(refId(attributes[2]), textOf(attributes[0]) ?? UNNAMED),
      ),
    );
  }

  private constituents(ids: number[]): ElementMaterial[] {
    const parts = this.entities(ids).map(({ attributes }) => ({
      name: this.materialName(refId(attributes[2]), textOf(attributes[0]) ?? UNNAMED),
      fraction: numberOf(attributes[3]),
    }));
    const stated = parts.reduce((sum, part) => sum + Math.max(0, part.fraction ?? 0), 0);
    const open = parts.filter((part) => part.fraction === null).length;
    const each = open > 0 ? Math.max(0, 1 - stated) / open : 0;
    const shares = parts.map((part) => (part.fraction === null ? each : Math.max(0, part.fraction)));
    const total = shares.reduce((sum, share) => sum + share, 0);
    // What one part leaves over is known; how two parts without a fraction divide it is not.
    return parts.map(({ name, fraction }, index) => ({
      name,
      thicknessM: null,
      share: total > 0 ? (shares[index] ?? 0) / total : 1 / parts.length,
      ...(total > 0 && fraction !== null ? {} : assumedOf(total > 0 ? open : parts.length)),
    }));
  }

  private entities(ids: number[]): StepEntity[] {
    return ids.flatMap((id) => this.model.get(id) ?? []);
  }

  private materialName(id: number | null, fallback: string): string {
    const material = id === null ? undefined : this.model.get(id);
    return (material?.type === "IFCMATERIAL" ? textOf(material.attributes[0]) : null) ?? fallback;
  }
}

/** Equal parts of several are an assumption; it is marked. */
function shareEqually(names: string[]): ElementMaterial[] {
  return names.map((name) => ({
    name,
    thicknessM: null,
    share: 1 / names.length,
    ...assumedOf(names.length),
  }));
}

function assumedOf(count: number): Pick<ElementMaterial, "shareAssumed"> {
  return count > 1 ? { shareAssumed: true } : {};
}

function detailOf(materials: ElementMaterial[]): number {
  return materials.length + (materials.some((material) => material.thicknessM !== null) ? 1000 : 0);
}
