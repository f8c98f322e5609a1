import type { Language } from "./names.ts";

export type Country = "DE" | "AT" | "CH" | "NL" | "BE" | "GB" | "IE" | "US";

export interface CountryTerms {
  language: Language;
  currency: string;
  /** Labour per hour in the currency at the end of 2020, at a region's level 1, and its yearly growth. */
  labour: number;
  growth: number;
  /** Equipment per hour, likewise. */
  equipment: number;
  /** Prices of materials in the currency against a US book in dollars, at the end of 2020. */
  prices: number;
  /** The country's own name and short forms, as they are put behind a city. */
  called: readonly string[];
}

export const COUNTRIES: Record<Country, CountryTerms> = {
  DE: {
    language: "de",
    currency: "EUR",
    labour: 52,
    growth: 0.046,
    equipment: 78,
    prices: 0.86,
    called: ["Deutschland", "Germany", "DE", "D"],
  },
  AT: {
    language: "de",
    currency: "EUR",
    labour: 50,
    growth: 0.05,
    equipment: 76,
    prices: 0.88,
    called: ["Österreich", "Austria", "AT", "A"],
  },
  CH: {
    language: "de",
    currency: "CHF",
    labour: 92,
    growth: 0.018,
    equipment: 128,
    prices: 1.22,
    called: ["Schweiz", "Switzerland", "CH"],
  },
  NL: {
    language: "nl",
    currency: "EUR",
    labour: 54,
    growth: 0.044,
    equipment: 80,
    prices: 0.9,
    called: ["Nederland", "Netherlands", "NL"],
  },
  BE: {
    language: "nl",
    currency: "EUR",
    labour: 49,
    growth: 0.055,
    equipment: 74,
    prices: 0.85,
    called: ["België", "Belgium", "BE", "B"],
  },
  GB: {
    language: "en",
    currency: "GBP",
    labour: 39,
    growth: 0.05,
    equipment: 62,
    prices: 0.77,
    called: ["UK", "United Kingdom", "England", "GB"],
  },
  IE: {
    language: "en",
    currency: "EUR",
    labour: 45,
    growth: 0.048,
    equipment: 70,
    prices: 0.92,
    called: ["Ireland", "IE", "Éire"],
  },
  US: {
    language: "en",
    currency: "USD",
    labour: 58,
    growth: 0.045,
    equipment: 82,
    prices: 1,
    called: ["USA", "US", "United States"],
  },
};

export interface Region {
  id: string;
  country: Country;
  /** Level of wages against the country's. */
  level: number;
  /** The spellings of each place, the first of which is the usual one; towns get fewer projects than the city they lie around. */
  cities: readonly (readonly string[])[];
}

export const REGIONS: readonly Region[] = [
  {
    id: "upper-bavaria",
    country: "DE",
    level: 1.16,
    cities: [
      ["München", "Munich", "Muenchen", "MÜNCHEN", "80331 München", "München-Pasing", "Mchn."],
      ["Rosenheim", "83022 Rosenheim"],
      ["Freising"],
      ["Ingolstadt", "Ingolstadt a.d. Donau"],
      ["Dachau", "85221 Dachau"],
    ],
  },
  {
    id: "berlin",
    country: "DE",
    level: 1.0,
    cities: [
      ["Berlin", "10115 Berlin", "BERLIN", "Berlin-Mitte", "Bln"],
      ["Potsdam", "14467 Potsdam"],
      ["Oranienburg"],
      ["Bernau bei Berlin", "Bernau"],
    ],
  },
  {
    id: "rhine-ruhr",
    country: "DE",
    level: 1.07,
    cities: [
      ["Köln", "Cologne", "Koeln", "50667 Köln"],
      ["Düsseldorf", "Duesseldorf", "D'dorf"],
      ["Essen", "45127 Essen"],
      ["Dortmund"],
    ],
  },
  {
    id: "saxony",
    country: "DE",
    level: 0.84,
    cities: [["Leipzig", "04109 Leipzig", "Lpz."], ["Dresden", "01067 Dresden"], ["Chemnitz"], ["Zwickau"]],
  },
  {
    id: "hamburg",
    country: "DE",
    level: 1.11,
    cities: [["Hamburg", "HH", "20095 Hamburg", "Hamburg-Altona"], ["Lübeck", "Luebeck"], ["Norderstedt"]],
  },
  {
    id: "franconia",
    country: "DE",
    level: 0.93,
    cities: [["Nürnberg", "Nuremberg", "Nuernberg", "90402 Nürnberg"], ["Fürth"], ["Erlangen"], ["Bamberg"]],
  },
  {
    id: "vienna",
    country: "AT",
    level: 1.06,
    cities: [
      ["Wien", "Vienna", "1010 Wien", "Wien 10"],
      ["St. Pölten", "Sankt Pölten"],
      ["Wiener Neustadt", "Wr. Neustadt"],
    ],
  },
  {
    id: "tyrol",
    country: "AT",
    level: 0.94,
    cities: [["Innsbruck", "6020 Innsbruck", "Ibk"], ["Hall in Tirol"], ["Kufstein"]],
  },
  {
    id: "zurich",
    country: "CH",
    level: 1.08,
    cities: [["Zürich", "Zurich", "Zuerich", "8001 Zürich"], ["Winterthur", "8400 Winterthur"], ["Zug"]],
  },
  {
    id: "bern",
    country: "CH",
    level: 0.95,
    cities: [["Bern", "3011 Bern", "Berne"], ["Thun"], ["Biel", "Biel/Bienne"]],
  },
  {
    id: "amsterdam",
    country: "NL",
    level: 1.1,
    cities: [
      ["Amsterdam", "A'dam", "1012 Amsterdam", "Amsterdam-Noord"],
      ["Haarlem"],
      ["Almere", "Almere Stad"],
      ["Zaandam"],
    ],
  },
  {
    id: "rotterdam",
    country: "NL",
    level: 1.02,
    cities: [["Rotterdam", "R'dam", "3011 Rotterdam"], ["Den Haag", "The Hague", "'s-Gravenhage"], ["Delft"]],
  },
  {
    id: "brabant",
    country: "NL",
    level: 0.94,
    cities: [["Eindhoven", "5611 Eindhoven"], ["Tilburg"], ["Breda"], ["Den Bosch", "'s-Hertogenbosch"]],
  },
  {
    id: "groningen",
    country: "NL",
    level: 0.86,
    cities: [["Groningen", "9711 Groningen"], ["Assen"], ["Leeuwarden"]],
  },
  {
    id: "brussels",
    country: "BE",
    level: 1.08,
    cities: [["Brussel", "Brussels", "Bruxelles", "1000 Brussel"], ["Leuven", "Louvain"], ["Mechelen"]],
  },
  {
    id: "flanders",
    country: "BE",
    level: 0.96,
    cities: [
      ["Antwerpen", "Antwerp", "2000 Antwerpen"],
      ["Gent", "Ghent"],
      ["Brugge", "Bruges"],
    ],
  },
  {
    id: "london",
    country: "GB",
    level: 1.22,
    cities: [["London", "LONDON", "Greater London", "London E14"], ["Croydon"], ["Watford"], ["Romford"]],
  },
  {
    id: "manchester",
    country: "GB",
    level: 0.99,
    cities: [["Manchester", "M1 Manchester", "Greater Manchester"], ["Salford"], ["Stockport"]],
  },
  {
    id: "scotland",
    country: "GB",
    level: 0.9,
    cities: [["Glasgow", "Glasgow G1"], ["Edinburgh"], ["Stirling"]],
  },
  {
    id: "dublin",
    country: "IE",
    level: 1.06,
    cities: [["Dublin", "Dublin 2", "Baile Átha Cliath"], ["Swords"], ["Bray"]],
  },
  {
    id: "new-york",
    country: "US",
    level: 1.3,
    cities: [
      ["New York", "NYC", "New York City", "New York, NY"],
      ["Jersey City", "Jersey City, NJ"],
      ["Yonkers"],
    ],
  },
  {
    id: "texas",
    country: "US",
    level: 0.84,
    cities: [
      ["Houston", "Houston, TX"],
      ["Dallas", "Dallas, TX", "DFW"],
      ["Austin", "Austin, TX"],
      ["San Antonio"],
    ],
  },
  {
    id: "chicago",
    country: "US",
    level: 1.12,
    cities: [["Chicago", "Chicago, IL"], ["Naperville", "Naperville, IL"], ["Evanston"]],
  },
  {
    id: "seattle",
    country: "US",
    level: 1.04,
    cities: [["Seattle", "Seattle, WA"], ["Tacoma"], ["Bellevue, WA", "Bellevue"]],
  },
];
