/** How many places a multirange of whole numbers has, as PostgreSQL writes it: "{[1,4),[6,7)}". None where there is none. */
export function countPlaces(places: string | null): number {
  let count = 0;
  for (const [, from, to] of (places ?? "").matchAll(/\[(\d+),(\d+)\)/g)) count += Number(to) - Number(from);
  return count;
}
