/** The exact sum of decimal amounts, in the places of the longest: `sumOfAmounts(["0.10", "0.2"])` = "0.30". */
export function sumOfAmounts(amounts: readonly string[]): string {
  const places = Math.max(0, ...amounts.map((amount) => (amount.split(".")[1] ?? "").length));
  const total = amounts.reduce((sum, amount) => sum + scaled(amount, places), 0n);
  const digits = String(total < 0n ? -total : total).padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, digits.length - places)}.${digits.slice(-places)}`;
  return total < 0n ? `-${text}` : text;
}

function scaled(amount: string, places: number): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(`${whole}${fraction.padEnd(places, "0")}`);
}
