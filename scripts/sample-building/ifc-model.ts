import { type Finish, finishOf } from "./finishes.ts";
import { axis3, type Point, type Solid, solidVolumeM3, writeSolid } from "./shapes.ts";
import { type Attribute, choice, globalId, list, NONE, real, StepFile, text } from "./step-file.ts";

export interface Layer {
  material: string;
  /** Millimetres. */
  thickness: number;
}

/** What a model says about an element, and what is true of it. */
export interface ExpectedElement {
  globalId: string;
  ifcClass: string;
  name: string;
  /** Net of openings, from the design's own sizes; null where the element has no shape. */
  volumeM3: number | null;
  /** Round profiles: meshes come near the volume only. */
  round: boolean;
}

export interface ElementInput {
  /** Unique in the model: the GlobalId is made of it. */
  key: string;
  ifcClass: string;
  name: string;
  storey: Storey;
  solids: Solid[];
  /** How each solid looks, where it is not as its material does. */
  finishes?: Finish[];
  /** Attributes of the class after `Tag`. */
  extra: Attribute[];
  /** One material, or the layers of a layer set across the element's thickness. */
  material?: string | Layer[];
  /** Base quantities: a set's name, and lengths in mm, areas in m2, volumes in m3. */
  quantities?: { set: string; values: Quantity[] };
  /** Openings cut into it: volume and shape. */
  openings?: Opening[];
  type?: Attribute;
  /** The whole it is a part of; then it is not contained in the storey itself. */
  partOf?: Attribute;
}

export interface Opening {
  key: string;
  solid: Solid;
  /** What it takes out of the host, m3: it sticks out of both faces. */
  removesM3: number;
  /** The door or window in it. */
  filledBy: Attribute | null;
}

export type Quantity = ["Length" | "Area" | "Volume", string, number];

export interface Storey {
  reference: Attribute;
  placement: Attribute;
  key: string;
}

/** Builds an IFC4 model in millimetres: one site, one building, storeys, elements, openings, materials, quantities. */
export class IfcModel {
  readonly file = new StepFile();
  readonly expected: ExpectedElement[] = [];
  private readonly context: Attribute;
  private readonly body: Attribute;
  private readonly building: { reference: Attribute; placement: Attribute };
  private readonly contained = new Map<Storey, Attribute[]>();
  private readonly storeys: Storey[] = [];
  private readonly spaces = new Map<Storey, Attribute[]>();
  private readonly parts = new Map<Attribute, Attribute[]>();
  private readonly typed = new Map<Attribute, Attribute[]>();
  private readonly materials = new Map<string, { reference: Attribute; users: Attribute[] }>();
  private readonly looks: { solid: Attribute; finish: Finish }[] = [];

  constructor(projectName: string, siteName: string, buildingName: string) {
    const { file } = this;
    const origin = axis3(file, [0, 0, 0]);
    this.context = file.add(
      "IfcGeometricRepresentationContext",
      NONE,
      text("Model"),
      "3",
      "1.E-5",
      origin,
      NONE,
    );
    this.body = file.add(
      "IfcGeometricRepresentationSubContext",
      ...[text("Body"), text("Model"), "*", "*", "*", "*", this.context, NONE, choice("MODEL_VIEW"), NONE],
    );
    const project = file.add(
      "IfcProject",
      ...[
        this.id("project"),
        NONE,
        text(projectName),
        NONE,
        NONE,
        NONE,
        NONE,
        list([this.context]),
        this.units(),
      ],
    );
    const sitePlacement = file.add("IfcLocalPlacement", NONE, origin);
    const site = file.add(
      "IfcSite",
      ...[this.id("site"), NONE, text(siteName), NONE, NONE, sitePlacement, NONE, NONE, choice("ELEMENT")],
      ...[NONE, NONE, NONE, NONE, NONE],
    );
    const placement = file.add("IfcLocalPlacement", sitePlacement, origin);
    const building = file.add(
      "IfcBuilding",
      ...[
        this.id("building"),
        NONE,
        text(buildingName),
        NONE,
        NONE,
        placement,
        NONE,
        NONE,
        choice("ELEMENT"),
      ],
      ...[NONE, NONE, NONE],
    );
    this.building = { reference: building, placement };
    this.aggregate("project-site", project, [site]);
    this.aggregate("site-building", site, [building]);
  }

  storey(key: string, name: string, elevation: number, grossFloorAreaM2: number): Storey {
    const placement = this.placement(this.building.placement, [0, 0, elevation]);
    const reference = this.file.add(
      "IfcBuildingStorey",
      ...[
        this.id(key),
        NONE,
        text(name),
        NONE,
        NONE,
        placement,
        NONE,
        NONE,
        choice("ELEMENT"),
        real(elevation),
      ],
    );
    const storey = { reference, placement, key };
    this.storeys.push(storey);
    this.quantities(key, reference, {
      set: "Qto_BuildingStoreyBaseQuantities",
      values: [["Area", "GrossFloorArea", grossFloorAreaM2]],
    });
    return storey;
  }

  space(storey: Storey, key: string, name: string, solid: Solid): void {
    const areaM2 = solid.profile.areaMm2 / 1e6;
    const reference = this.file.add(
      "IfcSpace",
      ...[
        this.id(key),
        NONE,
        text(key.toUpperCase()),
        NONE,
        NONE,
        this.placement(storey.placement, [0, 0, 0]),
      ],
      ...[this.shape([solid]), text(name), choice("ELEMENT"), choice("INTERNAL"), NONE],
    );
    push(this.spaces, storey, reference);
    this.quantities(key, reference, {
      set: "Qto_SpaceBaseQuantities",
      values: [
        ["Area", "NetFloorArea", areaM2],
        ["Length", "Height", solid.depth],
        ["Volume", "NetVolume", solidVolumeM3([solid])],
      ],
    });
  }

  /** A type of elements. `attributes` are those of the class after `ElementType`. */
  type(key: string, ifcClass: string, name: string, attributes: Attribute[]): Attribute {
    return this.file.add(
      ifcClass,
      ...[this.id(key), NONE, text(name), NONE, NONE, NONE, NONE, NONE, NONE, ...attributes],
    );
  }

  element(input: ElementInput): Attribute {
    const { key, ifcClass, name, storey, solids } = input;
    const id = globalId(key);
    const finishes = solids.map((_, index) => input.finishes?.[index] ?? finishOf(input));
    const reference = this.file.add(
      ifcClass,
      ...[text(id), NONE, text(name), NONE, NONE, this.placement(storey.placement, [0, 0, 0])],
      ...[solids.length > 0 ? this.shape(solids, finishes) : NONE, NONE, ...input.extra],
    );
    const openings = input.openings ?? [];
    for (const opening of openings) this.open(storey, reference, opening);
    if (input.material) this.associate(input.material, reference);
    if (input.quantities) this.quantities(key, reference, input.quantities);
    if (input.type) push(this.typed, input.type, reference);
    if (input.partOf) push(this.parts, input.partOf, reference);
    else push(this.contained, storey, reference);
    const removed = openings.reduce((sum, { removesM3 }) => sum + removesM3, 0);
    const volumeM3 = solids.length > 0 ? solidVolumeM3(solids) - removed : null;
    this.expected.push({
      globalId: id,
      ifcClass,
      name,
      volumeM3,
      round: solids.some(({ profile }) => profile.round),
    });
    return reference;
  }

  /** Writes the relations and gives the whole file's text. Call once, last. */
  finish(name: string, time: string): string {
    const { file } = this;
    this.aggregate(
      "building-storeys",
      this.building.reference,
      this.storeys.map(({ reference }) => reference),
    );
    for (const [storey, spaces] of this.spaces)
      this.aggregate(`spaces-${storey.key}`, storey.reference, spaces);
    for (const [whole, parts] of this.parts) this.aggregate(`parts-${whole}`, whole, parts);
    for (const [storey, elements] of this.contained) {
      const relation = [
        this.id(`contained-${storey.key}`),
        NONE,
        NONE,
        NONE,
        list(elements),
        storey.reference,
      ];
      file.add("IfcRelContainedInSpatialStructure", ...relation);
    }
    for (const [type, elements] of this.typed) {
      file.add("IfcRelDefinesByType", this.id(`typed-${type}`), NONE, NONE, NONE, list(elements), type);
    }
    for (const [key, { reference, users }] of this.materials) {
      file.add(
        "IfcRelAssociatesMaterial",
        this.id(`material-${key}`),
        NONE,
        NONE,
        NONE,
        list(users),
        reference,
      );
    }
    for (const { solid, finish } of this.looks) {
      file.add("IfcStyledItem", solid, list([this.style(finish)]), NONE);
    }
    return file.text({ name, time });
  }

  private style({ name, rgb, transparency = 0 }: Finish): Attribute {
    const { file } = this;
    const channels = [1, 3, 5].map((at) => real(Number.parseInt(rgb.slice(at, at + 2), 16) / 255));
    const shading = file.value(
      "IfcSurfaceStyleRendering",
      file.value("IfcColourRgb", NONE, ...channels),
      real(transparency),
      ...[NONE, NONE, NONE, NONE, NONE, NONE],
      choice("NOTDEFINED"),
    );
    return file.value("IfcSurfaceStyle", text(name), choice("BOTH"), list([shading]));
  }

  private units(): Attribute {
    const unit = (type: string, prefix: Attribute, name: string) =>
      this.file.add("IfcSIUnit", "*", choice(type), prefix, choice(name));
    return this.file.add(
      "IfcUnitAssignment",
      list([
        unit("LENGTHUNIT", choice("MILLI"), "METRE"),
        unit("AREAUNIT", NONE, "SQUARE_METRE"),
        unit("VOLUMEUNIT", NONE, "CUBIC_METRE"),
        unit("MASSUNIT", choice("KILO"), "GRAM"),
        unit("PLANEANGLEUNIT", NONE, "RADIAN"),
      ]),
    );
  }

  private id(key: string): Attribute {
    return text(globalId(key));
  }

  private placement(parent: Attribute, at: Point): Attribute {
    return this.file.add("IfcLocalPlacement", parent, axis3(this.file, at));
  }

  private shape(solids: readonly Solid[], finishes: readonly Finish[] = []): Attribute {
    const items = solids.map((solid) => writeSolid(this.file, solid));
    for (const [index, finish] of finishes.entries()) {
      const solid = items[index];
      if (solid) this.looks.push({ solid, finish });
    }
    const body = this.file.add(
      "IfcShapeRepresentation",
      this.body,
      text("Body"),
      text("SweptSolid"),
      list(items),
    );
    return this.file.add("IfcProductDefinitionShape", NONE, NONE, list([body]));
  }

  private open(storey: Storey, host: Attribute, { key, solid, filledBy }: Opening): void {
    const opening = this.file.add(
      "IfcOpeningElement",
      ...[
        this.id(key),
        NONE,
        text(`Opening ${key}`),
        NONE,
        NONE,
        this.placement(storey.placement, [0, 0, 0]),
      ],
      ...[this.shape([solid]), NONE, choice("OPENING")],
    );
    this.file.add("IfcRelVoidsElement", this.id(`voids-${key}`), NONE, NONE, NONE, host, opening);
    if (filledBy)
      this.file.add("IfcRelFillsElement", this.id(`fills-${key}`), NONE, NONE, NONE, opening, filledBy);
  }

  private quantities(
    key: string,
    owner: Attribute,
    { set, values }: { set: string; values: Quantity[] },
  ): void {
    const written = values.map(([kind, name, value]) =>
      this.file.add(`IfcQuantity${kind}`, text(name), NONE, NONE, real(value), NONE),
    );
    const quantities = this.file.add(
      "IfcElementQuantity",
      this.id(`qto-${key}`),
      NONE,
      text(set),
      NONE,
      NONE,
      list(written),
    );
    this.file.add(
      "IfcRelDefinesByProperties",
      this.id(`has-qto-${key}`),
      NONE,
      NONE,
      NONE,
      list([owner]),
      quantities,
    );
  }

  private associate(material: string | Layer[], user: Attribute): void {
    const key = JSON.stringify(material);
    const known = this.materials.get(key);
    if (known) known.users.push(user);
    else this.materials.set(key, { reference: this.materialOf(material), users: [user] });
  }

  private materialOf(material: string | Layer[]): Attribute {
    const { file } = this;
    const named = (name: string) => file.value("IfcMaterial", text(name), NONE, NONE);
    if (typeof material === "string") return named(material);
    const layers = material.map((layer) =>
      file.add(
        "IfcMaterialLayer",
        named(layer.material),
        real(layer.thickness),
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
      ),
    );
    return file.add("IfcMaterialLayerSet", list(layers), NONE, NONE);
  }

  private aggregate(key: string, whole: Attribute, parts: readonly Attribute[]): void {
    this.file.add("IfcRelAggregates", this.id(`aggregate-${key}`), NONE, NONE, NONE, whole, list(parts));
  }
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const known = groups.get(key);
  if (known) known.push(value);
  else groups.set(key, [value]);
}
