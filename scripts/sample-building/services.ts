import type { IfcModel, Storey } from "./ifc-model.ts";
import { along, box, type Point, pipe, type Solid, tube } from "./shapes.ts";
import { choice } from "./step-file.ts";

/** A room as the services see it, mm. */
export interface Room {
  key: string;
  at: [number, number];
  size: [number, number];
  wet: boolean;
}

/** Heating, drains, ventilation, sanitary and electrical services of one storey. */
export function addServices(model: IfcModel, storey: Storey, rooms: readonly Room[], height: number): void {
  rooms.forEach((room, index) => {
    addHeating(model, storey, room);
    addElectrical(model, storey, room, height);
    addVentilation(model, storey, room, height, index);
    if (room.wet) addSanitary(model, storey, room);
  });
  const riser = along(pipe(14, 1), [420, 8300, 100], "z", height - 200);
  item(
    model,
    storey,
    "heating-riser",
    "IfcPipeSegment",
    "Heizungsrohr Steigleitung",
    [riser],
    "RIGIDSEGMENT",
    "Kupfer",
    true,
  );
  const stack = along(pipe(55, 3), [4300, 8450, 0], "z", height);
  item(
    model,
    storey,
    "drain-stack",
    "IfcPipeSegment",
    "Fallleitung DN 100",
    [stack],
    "RIGIDSEGMENT",
    "PVC",
    true,
  );
  const header = along(tube(300, 200, 1), [1000, 4200, height - 250], "x", 9000);
  item(
    model,
    storey,
    "duct-main",
    "IfcDuctSegment",
    "Zuluftkanal",
    [header],
    "RIGIDSEGMENT",
    "Stahl verzinkt",
    true,
  );
}

/** The plant of the whole building. */
export function addPlant(model: IfcModel, storey: Storey): void {
  const cube = (at: Point, size: Point) => [box(at, size)];
  item(
    model,
    storey,
    "boiler",
    "IfcBoiler",
    "Brennwertkessel",
    cube([10900, 8100, 100], [600, 450, 900]),
    "WATER",
  );
  item(
    model,
    storey,
    "tank",
    "IfcTank",
    "Pufferspeicher 300 l",
    cube([10200, 8050, 100], [600, 550, 1600]),
    "STORAGE",
  );
  item(
    model,
    storey,
    "pump",
    "IfcPump",
    "Umwälzpumpe",
    cube([9900, 8300, 600], [200, 150, 200]),
    "CIRCULATOR",
  );
  const board = cube([3850, 7000, 1200], [120, 500, 900]);
  item(model, storey, "board", "IfcElectricDistributionBoard", "Zählerschrank", board, "DISTRIBUTIONBOARD");
}

function addHeating(model: IfcModel, storey: Storey, { key, at: [x, y], size: [dx] }: Room): void {
  const radiator = box([x + dx / 2 - 500, y + 60, 150], [1000, 90, 600]);
  item(model, storey, `${key}-radiator`, "IfcSpaceHeater", "Heizkörper Typ 22", [radiator], "RADIATOR");
  for (const [run, offset] of [
    ["flow", 60],
    ["return", 120],
  ] as const) {
    const line = along(pipe(9, 1), [x + 200, y + offset, 100], "x", dx / 2 - 700);
    item(
      model,
      storey,
      `${key}-${run}`,
      "IfcPipeSegment",
      "Heizungsrohr 18 x 1",
      [line],
      "RIGIDSEGMENT",
      "Kupfer",
      true,
    );
    const bend = box([x + dx / 2 - 480, y + offset - 12, 88], [24, 24, 24]);
    item(model, storey, `${key}-${run}-bend`, "IfcPipeFitting", "Bogen 18", [bend], "BEND", "Kupfer");
  }
}

function addElectrical(
  model: IfcModel,
  storey: Storey,
  { key, at: [x, y], size: [dx, dy] }: Room,
  height: number,
): void {
  const light = box([x + dx / 2 - 300, y + dy / 2 - 300, height - 60], [600, 600, 60]);
  item(model, storey, `${key}-light`, "IfcLightFixture", "LED-Leuchte", [light], "DIRECTIONSOURCE");
  for (const [index, along] of [0.2, 0.5, 0.8].entries()) {
    const outlet = box([x + dx * along, y + dy - 20, 300], [80, 20, 80]);
    item(model, storey, `${key}-outlet-${index}`, "IfcOutlet", "Steckdose", [outlet], "POWEROUTLET");
  }
}

function addVentilation(
  model: IfcModel,
  storey: Storey,
  { key, at: [x, y], size: [dx] }: Room,
  height: number,
  index: number,
): void {
  const branch = along(tube(150, 150, 1), [x + dx / 2 + 700, y + 1200, height - 250], "y", 1500);
  item(
    model,
    storey,
    `${key}-duct`,
    "IfcDuctSegment",
    "Zuluftkanal Abzweig",
    [branch],
    "RIGIDSEGMENT",
    "Stahl verzinkt",
    true,
  );
  const terminal = box([x + dx / 2 + 600, y + 1000, height - 340], [200, 200, 80]);
  item(model, storey, `${key}-air`, "IfcAirTerminal", `Luftauslass ${index + 1}`, [terminal], "DIFFUSER");
}

function addSanitary(model: IfcModel, storey: Storey, { key, at: [x, y], size: [dx, dy] }: Room): void {
  const fixtures: [string, string, string, Solid][] = [
    ["wc", "Wand-WC", "TOILETPAN", box([x + 200, y + dy - 600, 100], [360, 550, 400])],
    ["basin", "Waschtisch", "WASHHANDBASIN", box([x + 1000, y + dy - 500, 800], [600, 450, 150])],
    ["shower", "Duschwanne", "SHOWER", box([x + dx - 950, y + dy - 950, 0], [900, 900, 60])],
  ];
  for (const [id, name, predefined, solid] of fixtures) {
    item(model, storey, `${key}-${id}`, "IfcSanitaryTerminal", name, [solid], predefined);
    const [fromX, fromY] = solid.at;
    const drain = along(pipe(25, 2), [fromX + 100, fromY + 100, 80], "x", 600);
    item(
      model,
      storey,
      `${key}-${id}-drain`,
      "IfcPipeSegment",
      "Abwasserrohr DN 50",
      [drain],
      "RIGIDSEGMENT",
      "PVC",
      true,
    );
  }
}

function item(
  model: IfcModel,
  storey: Storey,
  key: string,
  ifcClass: string,
  name: string,
  solids: Solid[],
  predefined: string,
  material?: string,
  isRun = false,
): void {
  const length = solids[0]?.depth ?? 0;
  const set = `Qto_${ifcClass.slice(3)}BaseQuantities`;
  model.element({
    key: `${storey.key}-${key}`,
    ifcClass,
    name,
    storey,
    solids,
    extra: [choice(predefined)],
    ...(material ? { material } : {}),
    ...(isRun ? { quantities: { set, values: [["Length", "Length", length]] } } : {}),
  });
}
