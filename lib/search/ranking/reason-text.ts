import type { Translator } from "#lib/i18n/messages.ts";
import { numberTag } from "#lib/i18n/number-tag.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import type { BuildingKind } from "./building-kind.ts";
import { framesApart, sameLocation, sizeOf } from "./differences.ts";
import { type Features, type Frame, TRADES, type Trade } from "./features.ts";
import { countryName, distanceKm } from "./places.ts";
import { FINISHES, type Recognised, TYPES } from "./recogniser.ts";
import type { Aspect } from "./weights.ts";

type Words = Translator<"likeness">;
type Told = (t: Words, asked: Features, found: Features, likeness: number) => string;

/** What each aspect of a result says to a person, of what was found beside what was asked, in the language of the request. */
export function reasonText(aspect: Aspect, asked: Features, found: Features, likeness: number): string {
  return TOLD[aspect](wordsOf("likeness"), asked, found, likeness);
}

const TOLD: Record<Aspect, Told> = {
  materials: (t: Words, asked, found, likeness) =>
    joined([frameText(t, asked, found), tradesText(t, asked, found, likeness)]),
  building: (t: Words, { recognised: asked }, { recognised: found }, likeness) => {
    const [wanted, other] = [asked && typeOf(asked), found && typeOf(found)];
    if (!wanted || !other) return likeness >= ALIKE ? t("building.sameUnknown") : t("building.notRecognised");
    return wanted === other
      ? t("building.same", { kind: kindName(t, wanted) })
      : t("building.other", { found: kindName(t, other), asked: kindName(t, wanted) });
  },
  finish: (t: Words, { recognised: asked }, { recognised: found }) => {
    const [wanted, other] = [asked && finishOf(asked), found && finishOf(found)];
    if (!wanted || !other) return t("finish.notClear");
    return wanted === other
      ? t("finish.same", { finish: t(`finishes.${wanted}`) })
      : t("finish.other", { found: t(`finishes.${other}`), asked: t(`finishes.${wanted}`) });
  },
  wording: (t: Words, asked, found, likeness) => {
    const shared = found.kinds.filter((kind) => asked.kinds.includes(kind));
    const [wanted, other] = [asked.kinds[0], found.kinds[0]];
    if (shared[0]) return t("wording.both", { kind: kindName(t, shared[0]) });
    if (wanted && other) return t("wording.other", { found: kindName(t, other), asked: kindName(t, wanted) });
    if (likeness >= ALIKE) return t("wording.alike");
    return likeness >= PARTLY ? t("wording.partly") : t("wording.otherwise");
  },
  scale: (t: Words, asked, found) => joined([sizeText(t, asked, found), storeysText(t, asked, found)]),
  location: (t: Words, asked, found) => {
    const sameCountry = (country: string) => t("location.sameCountry", { country: countryName(country) });
    if (sameLocation(asked, found))
      return asked.whereabouts && !asked.whereabouts.city
        ? sameCountry(asked.whereabouts.country)
        : t("location.sameCity");
    const [here, there] = [asked.whereabouts, found.whereabouts];
    if (!here || !there) return t("location.elsewhere");
    const km = here.city && there.city && round(distanceKm(here.city, there.city));
    const away = km ? t("location.away", { km }) : "";
    if (here.country !== there.country)
      return joined([t("location.in", { country: countryName(there.country) }), away]);
    const sameRegion = here.city && here.city.region === there.city?.region;
    return joined([sameRegion ? t("location.sameRegion") : sameCountry(here.country), away]);
  },
  rates: (t: Words, { summary: asked }, { summary: found }) =>
    t("rates.rate", { compared: rateText(t, found.laborRate / asked.laborRate) }),
  classes: (t: Words, _asked, _found, likeness) => {
    if (likeness >= ALIKE) return t("classes.same");
    return likeness >= PARTLY ? t("classes.partly") : t("classes.other");
  },
};

const ALIKE = 0.75;
const PARTLY = 0.4;

/** Kinds as they are told apart, "car park", under which names the texts have them. */
type Spaced<Name extends string> = Name extends `${infer A} ${infer B}` ? `${A}_${Spaced<B>}` : Name;
const keyed = <Name extends string>(name: Name) => name.replaceAll(" ", "_") as Spaced<Name>;

const kindName = (t: Words, kind: (typeof TYPES)[number] | BuildingKind) => t(`kinds.${keyed(kind)}`);

function frameText(t: Words, asked: Features, found: Features): string {
  if (!asked.frame || !found.frame) return "";
  const frame = frameName(t, found.frame);
  if (asked.frame === found.frame) return t("materials.sameFrame", { frame });
  const other = t(`frameOf.${keyed(asked.frame)}`);
  const alike = (framesApart(asked, found) ?? 1) <= 1 - ALIKE;
  return alike ? t("materials.nearlyAsMuch", { frame, other }) : t("materials.insteadOf", { frame, other });
}

const frameName = (t: Words, frame: Frame) => t(`frames.${keyed(frame)}`);

/** The likeliest; null: none is likelier than all others together. */
const typeOf = ({ types }: Recognised) => TYPES[types.findIndex((chance) => chance > 0.5)] ?? null;
const finishOf = ({ finishes }: Recognised) => FINISHES[finishes.findIndex((chance) => chance > 0.5)] ?? null;

type ToldTrade = Exclude<Trade, "unknown" | "nothing">;
const isTold = (trade: Trade): trade is ToldTrade => trade !== "unknown" && trade !== "nothing";

/** Trades that lead in both, by the smaller of their shares, or the one that differs most. */
function tradesText(t: Words, asked: Features, found: Features, likeness: number): string {
  const [a, b] = [asked.costByTrade, found.costByTrade];
  if (!a || !b) return "";
  const told = TRADES.flatMap((trade, at) =>
    isTold(trade) ? [{ trade, a: a[at] ?? 0, b: b[at] ?? 0 }] : [],
  );
  if (likeness < PARTLY) {
    const [most] = told.sort((x, y) => Math.abs(y.b - y.a) - Math.abs(x.b - x.a));
    if (!most || Math.abs(most.b - most.a) < 0.1) return "";
    const shares = { trade: t(`trades.${most.trade}`), found: percent(most.b), asked: percent(most.a) };
    return most.b > most.a ? t("materials.more", shares) : t("materials.less", shares);
  }
  const leading = told
    .sort((x, y) => Math.min(y.a, y.b) - Math.min(x.a, x.b))
    .filter((trade) => Math.min(trade.a, trade.b) >= 0.05)
    .slice(0, 3);
  const trades = leading.map(({ trade }) => t(`trades.${trade}`)).join(", ");
  return leading.length > 0 ? t("materials.alikeIn", { trades }) : "";
}

function sizeText(t: Words, asked: Features, found: Features): string {
  if (asked.floorAreaM2 !== null && found.floorAreaM2 !== null)
    return compared(found.floorAreaM2 / asked.floorAreaM2, {
      same: () => t("scale.sameArea"),
      more: (change) => t("compared.larger", { change }),
      less: (change) => t("compared.smaller", { change }),
      times: (ratio) => t("scale.timesArea", { ratio }),
      notStated: () => t("compared.notStated"),
    });
  const [a, b] = [sizeOf(asked), sizeOf(found)];
  if (!a || !b) return "";
  const size = compared(Math.exp(b.size - a.size), {
    same: () => t("scale.asLarge"),
    more: (change) => t("compared.larger", { change }),
    less: (change) => t("compared.smaller", { change }),
    times: (ratio) => t("scale.timesAsLarge", { ratio }),
    notStated: () => t("compared.notStated"),
  });
  return t("scale.about", { compared: size });
}

function storeysText(t: Words, { storeys: asked }: Features, { storeys: found }: Features): string {
  if (asked === null || found === null) return "";
  return asked === found ? t("scale.sameStoreys") : t("scale.storeys", { found, asked });
}

const rateText = (t: Words, ratio: number): string =>
  compared(ratio, {
    same: () => t("compared.same"),
    more: (change) => t("compared.higher", { change }),
    less: (change) => t("compared.lower", { change }),
    times: (times) => t("compared.times", { ratio: times }),
    notStated: () => t("compared.notStated"),
  });

interface Comparison {
  same: () => string;
  /** By how many per cent. */
  more: (change: number) => string;
  less: (change: number) => string;
  /** From twice on, "2.3". */
  times: (ratio: string) => string;
  notStated: () => string;
}

/** A ratio in words: "8 % larger", "2.3 times the floor area". */
function compared(ratio: number, words: Comparison): string {
  if (!Number.isFinite(ratio) || ratio <= 0) return words.notStated();
  const change = Math.round((ratio - 1) * 100);
  if (change === 0) return words.same();
  if (ratio >= 2)
    return words.times(
      ratio >= 10
        ? String(Math.round(ratio))
        : ratio.toLocaleString(numberTag(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    );
  return change > 0 ? words.more(change) : words.less(-change);
}

const percent = (share: number) =>
  share.toLocaleString(numberTag(), { style: "percent", maximumFractionDigits: 0 });
const round = (km: number) =>
  (km < 100 ? Math.round(km) : Math.round(km / 10) * 10).toLocaleString(numberTag());
const joined = (parts: readonly string[]) => parts.filter((part) => part !== "").join(", ");
