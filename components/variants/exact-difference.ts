/** `after` less `before`, two decimal texts, digit by digit: what is shown adds up. */
export function exactDifference(after: string, before: string): string {
  const places = Math.max(placesOf(after), placesOf(before));
  const difference = unitsOf(after, places) - unitsOf(before, places);
  const digits = String(difference < 0n ? -difference : difference).padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return difference < 0n ? `-${text}` : text;
}

const placesOf = (text: string) => (text.split(".")[1] ?? "").length;

function unitsOf(text: string, places: number): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(`${whole}${fraction.padEnd(places, "0")}`);
}
