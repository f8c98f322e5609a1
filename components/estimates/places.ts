/** The known places with the chosen one among them, so that a choice always holds it. */
export function withPlace(known: readonly string[], chosen: string): string[] {
  return known.includes(chosen) ? [...known] : [chosen, ...known];
}
