/** Steps that people count in, in milliseconds up to a minute, and then by parts of minutes and hours. */
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000,
  600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
];

/** Round moments on a scale from 0 to `total` milliseconds, five at most; 0 is the first. */
export function ticksOf(total: number): number[] {
  const step = STEPS.find((one) => total / one < 5) ?? Math.ceil(total / 4);
  // The last one keeps away from the edge, where its text would stick out.
  return Array.from({ length: Math.floor((total * 0.97) / step) + 1 }, (_, index) => index * step);
}
