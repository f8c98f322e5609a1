/** How a surface looks: its name in the model, sRGB, and how much is seen through it (0: nothing). */
export interface Finish {
  name: string;
  rgb: `#${string}`;
  transparency?: number;
}

const finish = (name: string, rgb: Finish["rgb"], transparency?: number): Finish => ({
  name,
  rgb,
  ...(transparency ? { transparency } : {}),
});

/** What shows of a material; keys are materials as the model names them. */
const OF_MATERIAL: Record<string, Finish> = {
  Außenputz: finish("Putz, Kalkweiß", "#e9e2d3"),
  Gipsputz: finish("Gipsputz", "#f2efe8"),
  Kalksandstein: finish("Kalksandstein", "#d9d4c7"),
  Klinker: finish("Klinker, Rotbraun", "#94523d"),
  "Gipskartonplatte GKB": finish("Gipskarton", "#efece6"),
  "Stahlbeton C25/30": finish("Beton", "#a9a8a3"),
  "Stahlbeton C30/37": finish("Beton", "#a9a8a3"),
  "Stahlbeton - Fertigteil": finish("Sichtbeton", "#bdbbb5"),
  "Parkett Eiche": finish("Eiche", "#b98a56"),
  Fliesen: finish("Fliesen, Schiefer", "#7d858a"),
  Kies: finish("Kies", "#b3aca0"),
  Holz: finish("Holz, Weiß lackiert", "#ddd3c2"),
  "Brettschichtholz GL24h": finish("Lärche", "#b5793f"),
  "Baustahl S235JR": finish("Stahl, Anthrazit", "#4a4f54"),
  "Stahl verzinkt": finish("Stahl, verzinkt", "#8c979e"),
  Edelstahl: finish("Edelstahl", "#b9c0c5"),
  Kupfer: finish("Kupfer", "#b87349"),
  PVC: finish("Kunststoff, Grau", "#8f8a86"),
  "Fassadenpaneel Typ F7": finish("Paneel, Graublau", "#5f7a86"),
};

/** What shows of an element that names no material. */
const OF_CLASS: Record<string, Finish> = {
  IfcSanitaryTerminal: finish("Keramik", "#f7f7f5"),
  IfcSpaceHeater: finish("Heizkörper, Weiß", "#f0f0ee"),
  IfcLightFixture: finish("Leuchte", "#fff3cf"),
  IfcOutlet: finish("Steckdose", "#f4f4f4"),
  IfcAirTerminal: finish("Luftauslass", "#dfe3e5"),
  IfcBoiler: finish("Gerät, Weiß", "#e6e8ea"),
  IfcTank: finish("Speicher, Blau", "#4d6f94"),
  IfcPump: finish("Pumpe, Grün", "#3f7f5f"),
  IfcElectricDistributionBoard: finish("Schrank, Hellgrau", "#c9ccce"),
};

export const FRAME = finish("Holz-Alu, Anthrazit", "#43484c");
export const GLASS = finish("Isolierglas", "#9cc3d3", 0.6);
export const ENTRANCE = finish("Haustür, Dunkelgrün", "#2f5d50");

/**
 * How an element looks that says nothing else: walls by the layer outside, which is their first, plates by the one on top,
 * which is their last. Throws for a material or class that has no looks yet, so that nothing stays white by mistake.
 */
export function finishOf({
  ifcClass,
  material,
}: {
  ifcClass: string;
  material?: string | readonly { material: string }[] | undefined;
}): Finish {
  const isPlate = ifcClass === "IfcSlab" || ifcClass === "IfcCovering";
  const shown = typeof material === "object" ? material.at(isPlate ? -1 : 0)?.material : material;
  const found = shown === undefined ? OF_CLASS[ifcClass] : OF_MATERIAL[shown];
  if (!found) throw new Error(`finishes.ts has no looks for ${shown ?? ifcClass}`);
  return found;
}
