import { STYLES, type Style } from "./cells.ts";

interface Look {
  font?: keyof typeof FONTS;
  fill?: keyof typeof FILLS;
  format?: keyof typeof FORMATS;
  /** A rule above, as sums have. */
  isSum?: boolean;
  wraps?: boolean;
  isOpen?: boolean;
}

const LOOKS: Record<Style, Look> = {
  plain: {},
  title: { font: "title" },
  subtitle: { font: "muted" },
  heading: { font: "bold", fill: "heading", wraps: true },
  wrapped: { wraps: true },
  money: { format: "money" },
  rate: { format: "four" },
  quantity: { format: "three" },
  carbon: { format: "three" },
  count: { format: "whole" },
  percent: { format: "percent" },
  total: { font: "bold", isSum: true },
  totalMoney: { font: "bold", format: "money", isSum: true },
  totalCarbon: { font: "bold", format: "three", isSum: true },
  totalQuantity: { font: "bold", format: "three", isSum: true },
  warning: { font: "warning" },
  input: { format: "four", fill: "input", isOpen: true },
  inputText: { fill: "input", wraps: true, isOpen: true },
};

const FONTS = {
  regular: '<sz val="10"/><color rgb="FF16191D"/><name val="Arial"/>',
  bold: '<b/><sz val="10"/><color rgb="FF16191D"/><name val="Arial"/>',
  title: '<b/><sz val="16"/><color rgb="FF16191D"/><name val="Arial"/>',
  muted: '<sz val="10"/><color rgb="FF5B6470"/><name val="Arial"/>',
  warning: '<b/><sz val="10"/><color rgb="FF8A4B00"/><name val="Arial"/>',
};
/** The first two are fixed by the format. */
const FILLS = {
  none: '<patternFill patternType="none"/>',
  grey: '<patternFill patternType="gray125"/>',
  heading: '<patternFill patternType="solid"><fgColor rgb="FFEEF1F5"/></patternFill>',
  input: '<patternFill patternType="solid"><fgColor rgb="FFFFF7D6"/></patternFill>',
};
const FORMATS = {
  general: null,
  whole: "#,##0",
  money: "#,##0.00",
  three: "#,##0.000",
  four: "#,##0.0000",
  percent: "0.0%",
} as const;

/** `minorDigits`: decimal places of the currency. */
export function stylesXml(minorDigits: number): string {
  const money = minorDigits === 0 ? "#,##0" : `#,##0.${"0".repeat(minorDigits)}`;
  const formats = Object.entries(FORMATS).flatMap(([name, code], index) =>
    code === null
      ? []
      : `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${name === "money" ? money : code}"/>`,
  );
  const looks = STYLES.map((style) => lookXml(LOOKS[style]));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${formats.length}">${formats.join("")}</numFmts><fonts count="${count(FONTS)}">${wrapped(FONTS, "font")}</fonts><fills count="${count(FILLS)}">${wrapped(FILLS, "fill")}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top style="thin"><color rgb="FF16191D"/></top><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${looks.length}">${looks.join("")}</cellXfs></styleSheet>`;
}

/** Numbers below are the format's own. */
const FIRST_FORMAT = 164;

function lookXml({
  font = "regular",
  fill = "none",
  format = "general",
  isSum = false,
  wraps = false,
  isOpen = false,
}: Look) {
  const place = (of: object, key: string) => Object.keys(of).indexOf(key);
  const number = FORMATS[format] === null ? 0 : FIRST_FORMAT + place(FORMATS, format);
  return `<xf numFmtId="${number}" fontId="${place(FONTS, font)}" fillId="${place(FILLS, fill)}" borderId="${isSum ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${isOpen ? ' applyProtection="1"' : ""}><alignment vertical="top"${wraps ? ' wrapText="1"' : ""}/>${isOpen ? '<protection locked="0"/>' : ""}</xf>`;
}

const count = (of: object) => Object.keys(of).length;
const wrapped = (of: Record<string, string>, tag: string) =>
  Object.values(of)
    .map((xml) => `<${tag}>${xml}</${tag}>`)
    .join("");
