import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { z } from "zod";
import type { Pdf } from "#lib/billing/pdf/document.ts";

export type Weight = "regular" | "bold";

/** Which of a document's fonts draws a character. */
export type FontOf = (character: string, weight: Weight) => string;

/** Scripts that Noto Sans itself has no glyphs for; all lie above the Latin, Greek and Cyrillic blocks. */
const HEBREW = /\p{Script=Hebrew}/u;
const ARABIC = /\p{Script_Extensions=Arabic}/u;
const EAST_ASIAN =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script_Extensions=Hangul}\p{Script_Extensions=Bopomofo}\uff00-\uffef]/u;
const FIRST = 0x590;

/** Whether a text needs more than the document's own fonts. */
export const needsFallback = (text: string) => Array.from(text).some((character) => scriptOf(character));

/**
 * Adds the fonts that these texts need to a document, subset to what is drawn. Chinese characters differ by language:
 * kana or hangul in the texts or the buyer's country say which family comes first. Texts in the document's own scripts
 * load nothing.
 */
export async function addFallbackFonts(
  document: Pdf,
  texts: Readonly<Record<Weight, readonly string[]>>,
  country: string | null,
): Promise<FontOf> {
  const families = familyOrder([...texts.regular, ...texts.bold].join(""), country);
  const added = {
    regular: await addFonts(document, texts.regular, families, "regular"),
    bold: await addFonts(document, texts.bold, families, "bold"),
  };
  return (character, weight) => added[weight].get(character) ?? weight;
}

/** Of each character that needs another font its name. */
async function addFonts(
  document: Pdf,
  texts: readonly string[],
  families: readonly Family[],
  weight: Weight,
): Promise<ReadonlyMap<string, string>> {
  const fonts = new Map<string, string>();
  for (const character of new Set(texts.join(""))) {
    const script = scriptOf(character);
    if (script === "east-asian") {
      const slice = families.map((family) => sliceOf(family, character)).find((found) => found !== null);
      if (slice) fonts.set(character, slice);
    } else if (script) fonts.set(character, staticFont(script, weight));
  }
  const files = Map.groupBy(fonts, ([, file]) => file);
  for (const [file, entries] of files) {
    const text = entries.map(([character]) => character).join("");
    document.registerFont(
      `${file} ${weight}`,
      file.endsWith(".ttf") ? file : await glyphsOf(file, text, weight),
    );
  }
  return new Map([...fonts].map(([character, file]) => [character, `${file} ${weight}`]));
}

function scriptOf(character: string): "hebrew" | "arabic" | "east-asian" | null {
  if ((character.codePointAt(0) ?? 0) < FIRST) return null;
  if (HEBREW.test(character)) return "hebrew";
  if (ARABIC.test(character)) return "arabic";
  return EAST_ASIAN.test(character) ? "east-asian" : null;
}

const FAMILIES = ["sc", "jp", "kr"] as const;
type Family = (typeof FAMILIES)[number];

function familyOrder(text: string, country: string | null): Family[] {
  const first = (): Family => {
    if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) || country === "JP") return "jp";
    return /\p{Script=Hangul}/u.test(text) || country === "KR" ? "kr" : "sc";
  };
  const found = first();
  return [found, ...FAMILIES.filter((family) => family !== found)];
}

/** From where the program runs, so that the bundler leaves the font files where they are. */
const require = createRequire(`${process.cwd()}/package.json`);

/**
 * Arabic by IBM Plex: the Arabic families of Noto make letters of shared strokes and dots, so that a reader of the PDF
 * could not tell one letter from another.
 */
function staticFont(script: "hebrew" | "arabic", weight: Weight): string {
  const face = weight === "bold" ? "600SemiBold" : "400Regular";
  return require.resolve(
    script === "hebrew"
      ? `@expo-google-fonts/noto-sans-hebrew/${face}/NotoSansHebrew_${face}.ttf`
      : `@expo-google-fonts/ibm-plex-sans-arabic/${face}/IBMPlexSansArabic_${face}.ttf`,
  );
}

/** Name of a slice, such as "[12]", to the ranges of code points that it has: "U+4e00-4e02,U+4e07". */
const Slices = z.record(z.string(), z.string());
const indexes = new Map<Family, [slice: string, ranges: [first: number, last: number][]][]>();

/** The file with a character's glyph, relative to node_modules; null where the family has none. */
function sliceOf(family: Family, character: string): string | null {
  const code = character.codePointAt(0) ?? 0;
  const found = indexOf(family).find(([, ranges]) =>
    ranges.some(([first, last]) => first <= code && code <= last),
  );
  if (!found) return null;
  const name = found[0].replaceAll(/[[\]]/g, "");
  return `@fontsource-variable/noto-sans-${family}/files/noto-sans-${family}-${name}-wght-normal.woff2`;
}

function indexOf(family: Family) {
  const known = indexes.get(family);
  if (known) return known;
  const slices = Slices.parse(require(`@fontsource-variable/noto-sans-${family}/unicode.json`));
  const index = Object.entries(slices).map(([slice, ranges]): [string, [number, number][]] => [
    slice,
    ranges.split(",").map((range): [number, number] => {
      const [first = "", last = first] = range.replace(/^U\+/i, "").split("-");
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    }),
  ]);
  indexes.set(family, index);
  return index;
}

/** The glyphs of these characters in one weight, as a font that a PDF can embed. */
async function glyphsOf(slice: string, text: string, weight: Weight): Promise<Buffer> {
  const { default: subsetFont } = await import("subset-font");
  const wght = weight === "bold" ? 600 : 400;
  return subsetFont(await readFile(require.resolve(slice)), text, {
    targetFormat: "truetype",
    variationAxes: { wght },
  });
}
