import { normaliseMaterialName } from "./normalise.ts";

/** What a whole product is made of, as far as its materials say: it decides between the variants of one product. */
type Makes = { when: RegExp; to: string }[];

interface ClassItem {
  to: string;
  /** By catalogue ids of the element's materials, first match wins. */
  makes?: Makes;
}

const WOOD = /^(timber-|plywood|mdf|particleboard|osb|glulam|door-wood|window-wood)/;
const DOOR: ClassItem = {
  to: "door-wood-int",
  makes: [
    { when: WOOD, to: "door-wood-int" },
    { when: /^(steel-|cast-iron)/, to: "door-steel-ext" },
    { when: /^(aluminium-|glass-)/, to: "door-glass-alu" },
  ],
};
const WINDOW: ClassItem = {
  to: "window-wood-alu",
  makes: [
    { when: WOOD, to: "window-wood-alu" },
    { when: /^(pvc|window-pvc)/, to: "window-pvc" },
    { when: /^(aluminium-|window-alu|steel-)/, to: "window-alu" },
  ],
};
const PIPE: ClassItem = {
  to: "pipe-steel",
  makes: [
    { when: /^copper/, to: "pipe-copper" },
    { when: /^(pvc|polyethylene)/, to: "pipe-plastic" },
  ],
};

/**
 * Products that are always estimated whole, by piece, metre or area, whatever materials their parts have. Names of IFC
 * 2x3, 4 and 4x3. IFC 2x3 has only the general flow classes, so those lead to the general entries.
 */
const PRODUCTS: Record<string, ClassItem> = {
  IfcDoor: DOOR,
  IfcDoorStandardCase: DOOR,
  IfcWindow: WINDOW,
  IfcWindowStandardCase: WINDOW,
  IfcTransportElement: { to: "lift" },
  IfcFurniture: { to: "furniture" },
  IfcFurnishingElement: { to: "furniture" },
  IfcSystemFurnitureElement: { to: "furniture" },

  IfcPipeSegment: PIPE,
  IfcPipeFitting: { to: "pipe-fitting" },
  IfcDuctSegment: { to: "duct" },
  IfcDuctFitting: { to: "duct-fitting" },
  IfcDuctSilencer: { to: "duct-fitting" },
  IfcCableSegment: { to: "cable" },
  IfcCableFitting: { to: "cable-fitting" },
  IfcCableCarrierSegment: { to: "cable-tray" },
  IfcCableCarrierFitting: { to: "cable-fitting" },
  IfcJunctionBox: { to: "cable-fitting" },
  IfcValve: { to: "valve" },
  IfcDamper: { to: "valve" },
  IfcAirTerminalBox: { to: "valve" },
  IfcFlowMeter: { to: "valve" },
  IfcPump: { to: "pump" },
  IfcFan: { to: "fan" },
  IfcCompressor: { to: "pump" },
  IfcBoiler: { to: "boiler" },
  IfcBurner: { to: "boiler" },
  IfcChiller: { to: "heat-pump" },
  IfcUnitaryEquipment: { to: "air-handling-unit" },
  IfcAirToAirHeatRecovery: { to: "air-handling-unit" },
  IfcSpaceHeater: { to: "radiator" },
  IfcTank: { to: "tank" },
  IfcAirTerminal: { to: "air-terminal" },
  IfcSanitaryTerminal: { to: "sanitary" },
  IfcWasteTerminal: { to: "waste-terminal" },
  IfcStackTerminal: { to: "waste-terminal" },
  IfcFireSuppressionTerminal: { to: "fire-terminal" },
  IfcLightFixture: { to: "light" },
  IfcLamp: { to: "light" },
  IfcOutlet: { to: "outlet" },
  IfcSwitchingDevice: { to: "outlet" },
  IfcSensor: { to: "outlet" },
  IfcAlarm: { to: "outlet" },
  IfcElectricDistributionBoard: { to: "switchboard" },
  IfcElectricDistributionPoint: { to: "switchboard" },
  IfcController: { to: "switchboard" },
  IfcProtectiveDevice: { to: "outlet" },
  IfcTransformer: { to: "electrical-equipment" },
  IfcElectricGenerator: { to: "electrical-equipment" },
  IfcElectricMotor: { to: "electrical-equipment" },
  IfcFlowFitting: { to: "pipe-fitting" },
  IfcFlowController: { to: "valve" },
  IfcFlowMovingDevice: { to: "pump" },
  IfcFlowStorageDevice: { to: "tank" },
  IfcFlowTreatmentDevice: { to: "mep-equipment" },
  IfcEnergyConversionDevice: { to: "mep-equipment" },
  IfcDistributionControlElement: { to: "outlet" },
};

/** Elements that are estimated by their material, and by this entry only when the model gives them none at all. */
const WITHOUT_MATERIAL: Record<string, ClassItem> = {
  IfcRailing: { to: "railing" },
  IfcCurtainWall: { to: "curtain-wall" },
  IfcReinforcingBar: { to: "rebar" },
  IfcReinforcingMesh: { to: "rebar" },
  IfcTendon: { to: "rebar" },
  IfcMechanicalFastener: { to: "steel-section" },
};

/** IFC 2x3 tells a pipe from a duct, a lamp from a basin by name only. On the normalised type and element name. */
const FLOW_CLASSES: Record<string, { named: { when: RegExp; to: string | ClassItem }[]; otherwise: string }> =
  {
    IfcFlowSegment: {
      named: [
        { when: /duct|kanal|luft|gaine|conducto|canale|luchtkanaal/, to: "duct" },
        { when: /tray|ladder|trasse|rinne|goot|conduit|bandeja/, to: "cable-tray" },
        { when: /cable|kabel|wire/, to: "cable" },
        { when: /pipe|rohr|leiding|buis|tuyau|tube|tubo|tuberia|ror|putki|rura|potrubi/, to: PIPE },
      ],
      otherwise: "pipe-steel",
    },
    IfcFlowTerminal: {
      named: [
        { when: /light|lamp|leuchte|luminaire|luminaria|armatuur|valaisin/, to: "light" },
        { when: /outlet|socket|switch|steckdose|schalter|stopcontact|prise|enchufe/, to: "outlet" },
        { when: /sprinkler|hydrant/, to: "fire-terminal" },
        { when: /diffuser|grille|air terminal|auslass|rooster|bouche|difusor/, to: "air-terminal" },
        { when: /radiator|heizkorper|convector|radiateur/, to: "radiator" },
        { when: /drain|gully|ablauf|afvoer/, to: "waste-terminal" },
        {
          when: /toilet|(^| )wc|sink|basin|bath|shower|urinal|wasch|dusche|wastafel|lavabo|tub/,
          to: "sanitary",
        },
      ],
      otherwise: "mep-equipment",
    },
  };

/**
 * The entry of a product that is estimated whole, or null for a class that is estimated by its materials.
 * `materialIds` are the catalogue ids of its materials, as far as known; `name` is its type and own name.
 */
export function productOfClass(ifcClass: string, materialIds: readonly string[], name = ""): string | null {
  const flow = FLOW_CLASSES[ifcClass];
  if (!flow) return choose(PRODUCTS[ifcClass], materialIds);
  const normalised = normaliseMaterialName(name);
  const to = flow.named.find(({ when }) => when.test(normalised))?.to ?? flow.otherwise;
  return typeof to === "string" ? to : choose(to, materialIds);
}

/** The entry of an element that the model gives no material, or null where its class alone says too little. */
export function itemWithoutMaterial(ifcClass: string): string | null {
  return choose(WITHOUT_MATERIAL[ifcClass], []);
}

function choose(item: ClassItem | undefined, materialIds: readonly string[]): string | null {
  if (!item) return null;
  const make = item.makes?.find(({ when }) => materialIds.some((id) => when.test(id)));
  return make?.to ?? item.to;
}
