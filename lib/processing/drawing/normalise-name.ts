/**
 * The name that a mapping is remembered by: without the drawing that a layer was bound in from (`ground|A-WALL`,
 * `ground$0$A-WALL`), in small letters, its spaces made one.
 */
export function normaliseName(name: string): string {
  return name
    .normalize("NFC")
    .replace(/^.*(\||\$\d+\$)/, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 255);
}
