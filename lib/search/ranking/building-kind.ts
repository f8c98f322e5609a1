import { remembered } from "./remember.ts";
import { Vocabulary } from "./spelling.ts";

/**
 * Kinds of buildings by the words that people use for them (English, German, Dutch, French, Spanish, Italian). A word
 * ending in a star is a beginning; compounds such as `Bürogebäude` are found by it. All are without diacritics.
 */
const WORDS = {
  house:
    "house* villa* bungalow* detached semidetached einfamilienhaus* doppelhaus* reihenhaus* reihenhaeuser efh woning* eengezinswoning* rijwoning* rijtjeshuis vrijstaand* maison* pavillon casa vivienda* villetta chalet* townhouse* cottage* rowhouse* terraced",
  "apartment building":
    "apartment* apartement* flats flat multifamily multi-family condominium* wohnhaus* wohngebaeude* wohngebaude* wohnanlage* mehrfamilienhaus* mfh wohnung* wohnblock* geschosswohnungsbau appartement* appartementen* woongebouw* woontoren* meergezinswoning* logement* immeuble* residentiel* residential apartamento* pisos condominio appartamenti residence housing dwelling* studentenwohnheim* dormitory",
  office:
    "office* buero* buro* verwaltung* headquarter* hq kantoor* kantoren bureau* oficina* uffici* coworking rathaus stadhuis townhall",
  school:
    "school* schul* schule* grundschule* gymnasium* kindergarten* kita kindertagesstaette kindertagesstatte kinderdagverblijf nursery preschool daycare basisschool* ecole* lycee* college creche* escuela* colegio* scuola* asilo classroom* educational education campus universit* hochschul* onderwijs*",
  hospital:
    "hospital* krankenhaus* klinik* clinic* kliniek* ziekenhuis* hopital* clinique* ospedale* clinica* healthcare medical medisch* gesundheit* zorgcentrum verpleeghuis* pflegeheim* seniorenheim* carehome",
  warehouse:
    "warehouse* lager* lagerhalle* logistik* logistic* logistiek* distribution distributie* magazijn* opslag* loods* entrepot* almacen* magazzino depot* storage fulfilment fulfillment",
  factory:
    "factory* fabrik* produktion* production* werkhalle* werkstatt* industrie* industrial* bedrijfshal* fabriek* usine* atelier* fabrica* nave capannone* stabilimento manufacturing workshop* productiehal*",
  shop: "retail* shop* store supermarket* supermarkt* einkauf* laden* kaufhaus* markthalle* winkel* winkelcentrum* magasin* commerce* supermarche* tienda* negozio* centro_commerciale mall showroom",
  hotel: "hotel* hostel* motel* gasthaus* pension* herberg* auberge* albergo* resort*",
  "car park":
    "parking* parkhaus* tiefgarage* parkeergarage* garage* carpark* parkdeck* parkeer* aparcamiento* autorimessa parcheggio*",
  laboratory: "laborator* labor* labo lab labs research forschung* onderzoek* recherche cleanroom reinraum",
  "data centre": "datacenter* datacentre* rechenzentrum* datacentrum data-center data-centre",
  "sports hall":
    "sport* sporthalle* turnhalle* sporthal* gymnase* polideportivo* palestra* schwimmbad* hallenbad* zwembad* piscine piscina swimming pool arena stadium stadion",
  "cultural building":
    "museum* musee* museo* theater* theatre* teatro* library bibliothek* bibliotheek* bibliotheque* biblioteca* church kirche* kerk eglise iglesia chiesa concert* konzert* cultural kultur* cultureel* community_centre gemeinde* buurthuis",
  bridge:
    "bridge* bruecke* brucke* brug bruggen viaduct* viadukt* pont puente* ponte footbridge underpass tunnel*",
  farm: "farm* barn stall scheune* agricultur* landwirtschaft* landbouw* stallen ferme* granja* stalla greenhouse* gewaechshaus* kas",
} as const;

export type BuildingKind = keyof typeof WORDS;
export const BUILDING_KINDS = Object.keys(WORDS).filter(isKind);

const EXACT = new Map<string, BuildingKind>();
const STEMS: [string, BuildingKind][] = [];
for (const [kind, words] of Object.entries(WORDS))
  for (const word of words.split(" ")) {
    if (!isKind(kind)) continue;
    const stem = word.replace("*", "");
    EXACT.set(stem, kind);
    if (word.endsWith("*")) STEMS.push([stem, kind]);
  }
STEMS.sort(([a], [b]) => b.length - a.length);
const SPELLED = new Vocabulary(EXACT.keys());

/** Kinds of buildings that a text names, each once, in the order named. */
export const buildingKinds = remembered((text: string): readonly BuildingKind[] => {
  const words = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .split(/[^\p{L}-]+/u);
  return [...new Set(words.flatMap((word) => kindOfWord(word) ?? []))];
});

const kindOfWord = remembered((word: string): BuildingKind | null => {
  if (word.length < 3) return null;
  const known = EXACT.get(word) ?? STEMS.find(([stem]) => stem.length > 3 && word.startsWith(stem))?.[1];
  if (known) return known;
  // The last part of a compound says what it is: "Gewerbeschule".
  const compound = STEMS.find(([stem]) => stem.length > 5 && word.includes(stem))?.[1];
  if (compound) return compound;
  const near = SPELLED.nearest(word);
  return near === null ? null : (EXACT.get(near) ?? null);
});

function isKind(name: string): name is BuildingKind {
  return name in WORDS;
}
