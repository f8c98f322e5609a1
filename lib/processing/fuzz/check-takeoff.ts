import type { Takeoff } from "#lib/processing/types.ts";

/** An answer that no building could give is no answer. */
export function checkTakeoff({ elements, storeys }: Takeoff): void {
  for (const { globalId, quantities, sources, materials, storey } of elements) {
    for (const [key, value] of Object.entries(quantities))
      if (!Number.isFinite(value) || value < 0 || !(key in sources))
        throw new Error(`Element ${globalId}: ${key} is ${value}`);
    const whole = materials.reduce((sum, { share }) => sum + share, 0);
    if (materials.length > 0 && !(Math.abs(whole - 1) < 1e-6))
      throw new Error(`Element ${globalId}: its materials' shares sum to ${whole}`);
    if (storey !== null && !storeys[storey])
      throw new Error(`Element ${globalId} stands in no storey ${storey}`);
  }
  if (storeys.some(({ elevationM }) => !Number.isFinite(elevationM)))
    throw new Error("A storey has no height");
}
