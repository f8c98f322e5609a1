/** Letters that Unicode decomposition leaves whole. */
const LETTERS: Record<string, string> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/**
 * The form in which material names are compared and remembered: lower case, no diacritics, punctuation and separators
 * as single blanks, without the counters and long codes that applications append (`Holz (1)`, `Solid 397409098`).
 * Strength classes stay (`c25 30`). Empty for a name with nothing in it.
 */
export function normaliseMaterialName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/\(\d+\)\s*$/, " ")
    .replace(/['’`´]/g, "")
    .replace(/(\d)[.,](?=\d)/g, "$1.")
    .replace(/[^\p{L}\p{N}.]+/gu, " ")
    .replace(/(?<!\d)\.|\.(?!\d)/g, " ")
    .replace(/(^|\s)\d{5,}(?=\s|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
