/** Side by side more than four are not read any more. */
export const MOST_COMPARED = 4;

/** The page that sets estimates side by side; the first is the one that the others are measured against. */
export const comparePage = (ids: readonly string[]) => `/similar/compare?ids=${ids.join(",")}`;

/** The ids of its address, each once. */
export function comparedIds(text: string): string[] {
  const ids = text
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  return [...new Set(ids)].slice(0, MOST_COMPARED);
}
