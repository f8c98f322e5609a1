const GIB = 2 ** 30;
const DAY = 86_400_000;

/** Bytes as GiB with three decimals at most, for a field. */
export function bytesToGib(bytes: number): string {
  return String(Math.round((bytes / GIB) * 1000) / 1000);
}

export function gibToBytes(gib: string): number {
  return Math.round(Number(gib) * GIB);
}

/** The first instant after a UTC day: "2026-11-30" ends at "2026-12-01T00:00:00.000Z". */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString();
}

/** The last UTC day that has an instant before this one. */
export function dayBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString().slice(0, 10);
}
