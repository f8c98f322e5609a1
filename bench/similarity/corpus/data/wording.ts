import type { Language } from "./names.ts";

export const TYPES = [
  "detached",
  "terraced",
  "apartments",
  "office",
  "school",
  "warehouse",
  "retail",
  "hospital",
  "hotel",
  "parking",
] as const;
export type BuildingType = (typeof TYPES)[number];

/** How a building of a type is called, `|` between. */
export const TYPE_WORDS: Record<BuildingType, Record<Language, string>> = {
  detached: {
    en: "Single family house|Detached house|Family home|Villa",
    de: "Einfamilienhaus|EFH|Wohnhaus|Villa",
    nl: "Vrijstaande woning|Woonhuis|Villa|Eengezinswoning",
  },
  terraced: {
    en: "Terraced houses|Row houses|Townhouses|Housing terrace",
    de: "Reihenhäuser|Reihenhausanlage|RH-Zeile|Reihenhäuser Wohnbau",
    nl: "Rijwoningen|Rijtjeshuizen|Grondgebonden woningen|Tussenwoningen",
  },
  apartments: {
    en: "Apartment block|Residential building|Flats|Multi-family housing",
    de: "Mehrfamilienhaus|MFH|Wohnanlage|Geschosswohnungsbau",
    nl: "Appartementengebouw|Appartementen|Woongebouw|Flatgebouw",
  },
  office: {
    en: "Office building|Offices|Headquarters|Commercial offices",
    de: "Bürogebäude|Verwaltungsgebäude|Bürohaus|Firmenzentrale",
    nl: "Kantoorgebouw|Kantoor|Hoofdkantoor|Bedrijfsverzamelgebouw",
  },
  school: {
    en: "Primary school|School extension|Secondary school|School building",
    de: "Grundschule|Schulgebäude|Gymnasium|Schulerweiterung",
    nl: "Basisschool|Schoolgebouw|Middelbare school|Brede school",
  },
  warehouse: {
    en: "Warehouse|Logistics hall|Distribution centre|Storage hall",
    de: "Lagerhalle|Logistikzentrum|Halle|Produktions- und Lagerhalle",
    nl: "Loods|Distributiecentrum|Bedrijfshal|Magazijn",
  },
  retail: {
    en: "Supermarket|Retail store|Shopping centre|Food market",
    de: "Supermarkt|Fachmarkt|Einkaufszentrum|Lebensmittelmarkt",
    nl: "Supermarkt|Winkelcentrum|Winkelpand|Bouwmarkt",
  },
  hospital: {
    en: "Hospital wing|Clinic|Health centre|Hospital",
    de: "Krankenhaus|Klinik|Bettenhaus|Ärztehaus",
    nl: "Ziekenhuis|Kliniek|Gezondheidscentrum|Zorgcentrum",
  },
  hotel: {
    en: "Hotel|Business hotel|Aparthotel|Hotel and conference",
    de: "Hotel|Hotelneubau|Boardinghouse|Hotel garni",
    nl: "Hotel|Hotel met vergaderzalen|Aparthotel|Kamerhotel",
  },
  parking: {
    en: "Parking garage|Multi-storey car park|Car park|Parking deck",
    de: "Parkhaus|Tiefgarage|Parkdeck|Quartiersgarage",
    nl: "Parkeergarage|Parkeergebouw|Parkeerdek|Stallingsgarage",
  },
};

/** Sentences that say nothing of the building: every office has its own favourites. */
export const BOILERPLATE: Record<Language, readonly string[]> = {
  en: [
    "Preliminary estimate, excl. VAT.",
    "Based on tender drawings rev. C.",
    "Quantities from concept design, to be verified.",
    "Prices subject to change. Contingency not included.",
    "Shell and core, fit-out by tenant.",
    "Cost plan stage 2, +/- 20 %.",
    "Excluding site works and demolition.",
    "New build, turnkey.",
    "As discussed in meeting, option B.",
    "For internal use only.",
    "Concrete frame where not otherwise stated, see spec.",
  ],
  de: [
    "Kostenschätzung nach DIN 276, netto.",
    "Grundlage: Entwurfsplanung, Mengen überschlägig.",
    "Preisstand lt. Angebot, freibleibend.",
    "Ohne Außenanlagen und Abbruch.",
    "Neubau schlüsselfertig.",
    "Massen aus Modell, ungeprüft.",
    "Variante 2 gem. Besprechung.",
    "Rohbau und Ausbau, ohne Möblierung.",
    "Zzgl. MwSt. und Baunebenkosten.",
    "Nur für internen Gebrauch.",
    "Massivbauweise soweit nicht anders beschrieben.",
  ],
  nl: [
    "Raming exclusief btw.",
    "Op basis van voorlopig ontwerp, hoeveelheden indicatief.",
    "Prijspeil volgens offerte, vrijblijvend.",
    "Exclusief terreininrichting en sloop.",
    "Nieuwbouw turnkey.",
    "Hoeveelheden uit model, niet gecontroleerd.",
    "Variant B conform overleg.",
    "Casco en afbouw, zonder inrichting.",
    "Inclusief algemene bouwplaatskosten.",
    "Alleen voor intern gebruik.",
    "Betonskelet tenzij anders vermeld.",
  ],
};

/** A second building that only stands near or was priced before: `{other}` is its word. */
export const ASIDES: Record<Language, readonly string[]> = {
  en: [
    "Next to the existing {other}.",
    "Rates as for {other} project.",
    "Copied from: {other}.",
    "Opposite the {other}, restricted access.",
  ],
  de: [
    "Neben bestehendem {other}.",
    "Ansätze wie Projekt {other}.",
    "Vorlage: {other}.",
    "Anbindung an {other}.",
  ],
  nl: [
    "Naast bestaand gebouw: {other}.",
    "Tarieven zoals project {other}.",
    "Kopie van: {other}.",
    "Aansluiting op {other}.",
  ],
};

export const STREETS: Record<Language, readonly string[]> = {
  en: [
    "Mill Lane",
    "Station Road",
    "Harbour St",
    "Park Avenue",
    "Oak Drive",
    "King Street",
    "Riverside",
    "Plot 7",
    "Block C",
  ],
  de: [
    "Bahnhofstr.",
    "Am Hang",
    "Schulstraße",
    "Lindenallee",
    "Hauptstr. 14",
    "Baufeld 3",
    "Ringstraße",
    "Gewerbepark",
    "Marktplatz",
  ],
  nl: [
    "Dorpsstraat",
    "Stationsplein",
    "Havenkade",
    "Parklaan",
    "Kavel 12",
    "Molenweg",
    "Ringdijk",
    "Kerkstraat",
    "Fase 2",
  ],
};
