import { framesApart, sameLocation, sizeOf } from "./differences.ts";
import { type Features, TRADES, type Trade } from "./features.ts";
import { countryName, distanceKm } from "./places.ts";
import { FINISHES, type Recognised, TYPES } from "./recogniser.ts";
import type { Aspect } from "./weights.ts";

/** What each aspect of a result says to a person, of what was found beside what was asked. */
export const reasonText: Record<Aspect, (asked: Features, found: Features, likeness: number) => string> = {
  materials: (asked, found, likeness) =>
    joined([frameText(asked, found), tradesText(asked, found, likeness)]),
  building: ({ recognised: asked }, { recognised: found }, likeness) => {
    const [wanted, other] = [asked && typeOf(asked), found && typeOf(found)];
    if (!wanted || !other)
      return likeness >= ALIKE ? "the same, whatever it is" : "kind of building not recognised";
    return wanted === other ? `same kind of building (${wanted})` : `${other} instead of ${wanted}`;
  },
  finish: ({ recognised: asked }, { recognised: found }) => {
    const [wanted, other] = [asked && finishOf(asked), found && finishOf(found)];
    if (!wanted || !other) return "level of finish not clear";
    return wanted === other ? `same level of finish (${wanted})` : `${other} level of finish, not ${wanted}`;
  },
  wording: (asked, found, likeness) => {
    const shared = found.kinds.filter((kind) => asked.kinds.includes(kind));
    const [wanted, other] = [asked.kinds[0], found.kinds[0]];
    if (shared[0]) return `both described as ${shared[0]}`;
    if (wanted && other) return `described as ${other}, not ${wanted}`;
    return likeness >= ALIKE
      ? "described alike"
      : likeness >= PARTLY
        ? "described partly alike"
        : "described otherwise";
  },
  scale: (asked, found) => joined([sizeText(asked, found), storeysText(asked, found)]),
  location: (asked, found) => {
    if (sameLocation(asked, found))
      return asked.whereabouts && !asked.whereabouts.city
        ? `same country (${countryName(asked.whereabouts.country)})`
        : "same city";
    const [here, there] = [asked.whereabouts, found.whereabouts];
    if (!here || !there) return "elsewhere";
    const away = here.city && there.city ? `${round(distanceKm(here.city, there.city))} km away` : "";
    if (here.country !== there.country) return joined([`in ${countryName(there.country)}`, away]);
    const sameRegion = here.city && here.city.region === there.city?.region;
    return joined([sameRegion ? "same region" : `same country (${countryName(here.country)})`, away]);
  },
  rates: ({ summary: asked }, { summary: found }) =>
    `hourly labour rate ${compared(found.laborRate / asked.laborRate, "higher", "lower")}`,
  classes: (_asked, _found, likeness) =>
    likeness >= ALIKE
      ? "same kinds of elements"
      : likeness >= PARTLY
        ? "partly the same kinds of elements"
        : "other kinds of elements",
};

const ALIKE = 0.75;
const PARTLY = 0.4;

function frameText(asked: Features, found: Features): string {
  if (!asked.frame || !found.frame) return "";
  if (asked.frame === found.frame) return `same ${frameName(found.frame)}`;
  const alike = (framesApart(asked, found) ?? 1) <= 1 - ALIKE;
  return alike
    ? `${frameName(found.frame)}, nearly as much ${asked.frame}`
    : `${frameName(found.frame)} instead of ${asked.frame}`;
}

const frameName = (frame: string) => (frame === "masonry" ? "masonry walls" : `${frame} frame`);

/** The likeliest; null: none is likelier than all others together. */
const typeOf = ({ types }: Recognised) => TYPES[types.findIndex((chance) => chance > 0.5)] ?? null;
const finishOf = ({ finishes }: Recognised) => FINISHES[finishes.findIndex((chance) => chance > 0.5)] ?? null;

/** Trades that lead in both, by the smaller of their shares, or the one that differs most. */
function tradesText(asked: Features, found: Features, likeness: number): string {
  const [a, b] = [asked.costByTrade, found.costByTrade];
  if (!a || !b) return "";
  const told = TRADES.map((trade, at) => ({ trade, a: a[at] ?? 0, b: b[at] ?? 0 })).filter(
    ({ trade }) => trade !== "unknown" && trade !== "nothing",
  );
  if (likeness < PARTLY) {
    const [most] = told.sort((x, y) => Math.abs(y.b - y.a) - Math.abs(x.b - x.a));
    return most && Math.abs(most.b - most.a) >= 0.1
      ? `${most.b > most.a ? "more" : "less"} ${tradeName(most.trade)} (${percent(most.b)} of the cost, not ${percent(most.a)})`
      : "";
  }
  const leading = told
    .sort((x, y) => Math.min(y.a, y.b) - Math.min(x.a, x.b))
    .filter((trade) => Math.min(trade.a, trade.b) >= 0.05)
    .slice(0, 3);
  return leading.length > 0 ? `alike in ${leading.map(({ trade }) => tradeName(trade)).join(", ")}` : "";
}

const NAMES: { [T in Trade]?: string } = {
  rebar: "reinforcement",
  "steel-frame": "structural steel",
  "metal-stud": "metal studs",
  "facade-metal": "metal cladding",
  "timber-sawn": "sawn timber",
  "timber-frame": "engineered timber",
  "timber-board": "wood boards",
  "roof-tile": "roof tiles",
  "facade-board": "façade boards",
  "mep-line": "pipes and ducts",
  "mep-item": "building services",
  window: "windows",
  door: "doors",
};
const tradeName = (trade: Trade) => NAMES[trade] ?? trade;

function sizeText(asked: Features, found: Features): string {
  if (asked.floorAreaM2 !== null && found.floorAreaM2 !== null)
    return compared(
      found.floorAreaM2 / asked.floorAreaM2,
      "larger",
      "smaller",
      "same floor area",
      "the floor area",
    );
  const [a, b] = [sizeOf(asked), sizeOf(found)];
  if (!a || !b) return "";
  return `about ${compared(Math.exp(b.size - a.size), "larger", "smaller", "as large", "as large")} by its quantities`;
}

function storeysText({ storeys: asked }: Features, { storeys: found }: Features): string {
  if (asked === null || found === null) return "";
  return asked === found ? `same number of storeys` : `${found} storeys, not ${asked}`;
}

/** A ratio in words: "8 % larger", "2.3 times the floor area". */
function compared(ratio: number, more: string, less: string, same = "the same", times = "as high"): string {
  if (!Number.isFinite(ratio) || ratio <= 0) return "not stated";
  const change = Math.round((ratio - 1) * 100);
  if (change === 0) return same;
  if (ratio >= 2) return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)} times ${times}`;
  return `${Math.abs(change)} % ${change > 0 ? more : less}`;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const round = (km: number) => (km < 100 ? Math.round(km) : Math.round(km / 10) * 10).toLocaleString("en");
const joined = (parts: readonly string[]) => parts.filter((part) => part !== "").join(", ");
