import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Writes small IFC files for tests: each `add` appends a record and answers its reference, e.g. `#12`. */
export class IfcText {
  readonly schema: string;
  readonly history: string;
  private readonly lines: string[] = [];
  private readonly units: string[] = [];
  private guid = 0;
  private readonly contextId: string;
  private readonly body: string;
  readonly project: string;
  readonly storey: string;

  /** With a building of one storey, unless `storey` is false: then `storey` is the project. */
  constructor(
    schema: string,
    units: (text: IfcText) => string[],
    { storey: withStorey }: { storey: boolean } = { storey: true },
  ) {
    this.schema = schema;
    const organization = this.add("IFCORGANIZATION($,'Test',$,$,$)");
    const person = this.add("IFCPERSON($,'Test',$,$,$,$,$,$)");
    const both = this.add(`IFCPERSONANDORGANIZATION(${person},${organization},$)`);
    const application = this.add(`IFCAPPLICATION(${organization},'1.0','Fixture','fixture')`);
    this.history = this.add(`IFCOWNERHISTORY(${both},${application},$,.ADDED.,$,$,$,0)`);
    this.units = units(this);
    const assignment = this.add(`IFCUNITASSIGNMENT((${this.units.join(",")}))`);
    const origin = this.placement3d(0, 0, 0);
    this.contextId = this.add(`IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-05,${origin},$)`);
    this.body = this.add(
      `IFCGEOMETRICREPRESENTATIONSUBCONTEXT('Body','Model',*,*,*,*,${this.contextId},$,.MODEL_VIEW.,$)`,
    );
    this.project = this.root("IFCPROJECT", `'Fixture project',$,$,$,$,(${this.contextId}),${assignment}`);
    if (!withStorey) {
      this.storey = this.project;
      return;
    }
    const building = this.root("IFCBUILDING", "'House',$,$,$,$,$,.ELEMENT.,$,$,$");
    this.storey = this.root("IFCBUILDINGSTOREY", "'Ground',$,$,$,$,$,.ELEMENT.,0.");
    this.aggregate(this.project, building);
    this.aggregate(building, this.storey);
  }

  add(record: string): string {
    this.lines.push(record);
    return `#${this.lines.length}`;
  }

  /** A rooted entity: GlobalId and OwnerHistory are put before `attributes`. */
  root(type: string, attributes: string): string {
    return this.add(`${type}('${this.nextGuid()}',${this.history},${attributes})`);
  }

  /** An element without attributes of its own beyond Tag; `rest` follows the Tag (`,.FLOOR.`). */
  element(type: string, name: string, shape = "$", rest = ""): string {
    return this.root(type, `'${name}',$,$,${shape === "$" ? "$" : this.place(0, 0, 0)},${shape},$${rest}`);
  }

  contain(...elements: string[]): void {
    this.containIn(this.storey, ...elements);
  }

  containIn(place: string, ...elements: string[]): void {
    this.root("IFCRELCONTAINEDINSPATIALSTRUCTURE", `$,$,(${elements.join(",")}),${place}`);
  }

  aggregate(whole: string, ...parts: string[]): void {
    this.root("IFCRELAGGREGATES", `$,$,${whole},(${parts.join(",")})`);
  }

  associate(material: string, ...objects: string[]): void {
    this.root("IFCRELASSOCIATESMATERIAL", `$,$,(${objects.join(",")}),${material}`);
  }

  typed(type: string, ...objects: string[]): void {
    this.root("IFCRELDEFINESBYTYPE", `$,$,(${objects.join(",")}),${type}`);
  }

  /** An element quantity set on objects; answers the set. */
  quantities(objects: string[], ...quantities: string[]): string {
    const ids = quantities.map((quantity) => this.add(quantity));
    const set = this.root("IFCELEMENTQUANTITY", `'BaseQuantities',$,$,(${ids.join(",")})`);
    if (objects.length > 0) this.root("IFCRELDEFINESBYPROPERTIES", `$,$,(${objects.join(",")}),${set}`);
    return set;
  }

  /** A product shape: box `x` × `y` in plan around the origin, `z` high. */
  box(x: number, y: number, z: number): string {
    return this.shape(this.extrude(this.rectangle(x, y), z));
  }

  rectangle(x: number, y: number): string {
    return this.add(`IFCRECTANGLEPROFILEDEF(.AREA.,$,${this.placement2d()},${real(x)},${real(y)})`);
  }

  extrude(profile: string, depth: number, x = 0, y = 0, z = 0): string {
    const up = this.add("IFCDIRECTION((0.,0.,1.))");
    return this.add(`IFCEXTRUDEDAREASOLID(${profile},${this.placement3d(x, y, z)},${up},${real(depth)})`);
  }

  shape(...items: string[]): string {
    const representation = this.add(
      `IFCSHAPEREPRESENTATION(${this.body},'Body','SweptSolid',(${items.join(",")}))`,
    );
    return this.add(`IFCPRODUCTDEFINITIONSHAPE($,$,(${representation}))`);
  }

  /** Cuts an opening of the given shape out of an element. */
  open(element: string, shape: string): string {
    const opening = this.element("IFCOPENINGELEMENT", "Opening", shape, this.schema === "IFC2X3" ? "" : ",$");
    this.root("IFCRELVOIDSELEMENT", `$,$,${element},${opening}`);
    return opening;
  }

  place(x: number, y: number, z: number): string {
    return this.add(`IFCLOCALPLACEMENT($,${this.placement3d(x, y, z)})`);
  }

  placement2d(): string {
    return this.add(`IFCAXIS2PLACEMENT2D(${this.add("IFCCARTESIANPOINT((0.,0.))")},$)`);
  }

  placement3d(x: number, y: number, z: number): string {
    const point = this.add(`IFCCARTESIANPOINT((${real(x)},${real(y)},${real(z)}))`);
    return this.add(`IFCAXIS2PLACEMENT3D(${point},$,$)`);
  }

  toString(): string {
    const data = this.lines.map((line, index) => `#${index + 1}=${line};`).join("\n");
    return [
      "ISO-10303-21;",
      "HEADER;",
      "FILE_DESCRIPTION((''),'2;1');",
      "FILE_NAME('fixture.ifc','2026-01-01T00:00:00',(''),(''),'','Fixture','');",
      `FILE_SCHEMA(('${this.schema}'));`,
      "ENDSEC;",
      "DATA;",
      data,
      "ENDSEC;",
      "END-ISO-10303-21;",
      "",
    ].join("\n");
  }

  private nextGuid(): string {
    this.guid++;
    return `0fixture${String(this.guid).padStart(14, "0")}`;
  }
}

/** Metres, square metres, cubic metres and kilograms. */
export function siUnits(text: IfcText): string[] {
  return [
    text.add("IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.)"),
    text.add("IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.)"),
    text.add("IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.)"),
    text.add("IFCSIUNIT(*,.MASSUNIT.,.KILO.,.GRAM.)"),
  ];
}

/** A unit converted from another by a factor; its name says nothing. */
export function conversion(text: IfcText, kind: string, name: string, factor: number, base: string): string {
  const dimensions = text.add("IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0)");
  const measure = text.add(`IFCMEASUREWITHUNIT(IFCRATIOMEASURE(${real(factor)}),${base})`);
  return text.add(`IFCCONVERSIONBASEDUNIT(${dimensions},.${kind}.,'${name}',${measure})`);
}

/** A STEP real, which must have a point. */
export function real(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text.replace(/^(-?\d+)e/, "$1.e") : `${text}.`;
}

/** A folder for a test's files, with a way to write one and to remove them all. */
export function fixtureFolder(): { write: (content: string | Uint8Array) => string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "takeoff-"));
  let count = 0;
  return {
    write: (content) => {
      const file = path.join(folder, `${count++}.ifc`);
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
