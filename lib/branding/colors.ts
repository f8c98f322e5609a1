/**
 * A tenant's colour made readable: whatever the colour, text on it, and it as text, keep WCAG's 4.5:1 in light and dark.
 * Contrast as WCAG 2.2 defines it (relative luminance of sRGB).
 */
export interface BrandTokens {
  /** Ground of the main button: the colour itself, moved only where it would vanish on the page. */
  fill: string;
  /** The ground under the pointer. */
  strong: string;
  /** Text on both. */
  on: string;
  /** The colour as text and as a mark on every ground of the page. */
  text: string;
}

/** The product's own colour, where an organisation has none. */
export const PRODUCT_COLOR = "#1d55c9";

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** Grounds of app/globals.css on which brand text stands: the surface first, then the one nearest to the text. */
const GROUNDS = {
  light: { surface: WHITE, furthest: parse("#e9ecf0"), ink: parse("#11151b"), away: BLACK },
  dark: { surface: parse("#13171c"), furthest: parse("#222831"), ink: parse("#eef1f4"), away: WHITE },
} as const;
const SOFT = 0.09;

/** Tokens of a colour `#rrggbb` for one scheme. Throws `RangeError` for anything else. */
export function brandTokens(color: string, scheme: "light" | "dark"): BrandTokens {
  const { surface, furthest, away } = GROUNDS[scheme];
  const brand = parse(color);
  const fill = until(brand, away, (candidate) => contrast(candidate, surface) >= 1.4);
  const on = contrast(fill, WHITE) >= contrast(fill, BLACK) ? WHITE : BLACK;
  const soft = mix(surface, fill, SOFT);
  const text = until(brand, away, (candidate) =>
    [surface, furthest, soft].every((ground) => contrast(candidate, ground) >= 4.5),
  );
  return {
    fill: hex(fill),
    strong: hex(mix(fill, on === WHITE ? BLACK : WHITE, 0.14)),
    on: hex(on),
    text: hex(text),
  };
}

/** The custom properties that put a colour over the product's own; empty when the colour is unusable. */
export function brandCss(color: string | null | undefined): string {
  if (!color || !isHexColor(color)) return "";
  const set = (scheme: "light" | "dark", letter: "l" | "d") => {
    const { fill, strong, on, text } = brandTokens(color, scheme);
    return `--brand-${letter}:${fill};--brand-${letter}-strong:${strong};--brand-${letter}-on:${on};--brand-${letter}-text:${text}`;
  };
  return `:root{${set("light", "l")};${set("dark", "d")}}`;
}

/** The ground that pages stand on in a scheme, whichever the page itself is in, and their text; `#rrggbb`. */
export function pageColors(scheme: "light" | "dark"): { ground: string; ink: string } {
  return { ground: hex(GROUNDS[scheme].surface), ink: hex(GROUNDS[scheme].ink) };
}

/** WCAG contrast of two colours `#rrggbb`, 1 to 21. */
export function contrastRatio(a: string, b: string): number {
  return contrast(parse(a), parse(b));
}

function parse(color: string): Rgb {
  if (!isHexColor(color)) throw new RangeError(`"${color}" is no #rrggbb colour`);
  const channel = (at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** Whether a text is a colour `#rrggbb`. */
export function isHexColor(color: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(color);
}

function hex(color: Rgb): string {
  return `#${color.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [at(0), at(1), at(2)];
}

function until(color: Rgb, away: Rgb, holds: (candidate: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = mix(color, away, share);
    if (holds(candidate)) return candidate;
  }
  return away;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}
