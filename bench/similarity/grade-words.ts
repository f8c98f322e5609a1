import type { Latent } from "./corpus/bill.ts";

/** A building in the words that grades go by. */
export function gradeWords({ type, structure, areaM2, region, spec }: Latent): string {
  return `${type} ${structure} ${Math.round(areaM2)} m² ${region} ${["basic", "usual", "high"][spec]}`;
}
