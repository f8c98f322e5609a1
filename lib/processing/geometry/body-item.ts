import type { StepEntity, StepModel } from "./step/model.ts";
import { refId, refIds, textOf } from "./step/values.ts";

const MAX_STEPS = 256;

/** The only item of a product shape's body representation, or null. */
export function onlyBodyItem(model: StepModel, productShapeId: number | null): number | null {
  const shape = productShapeId === null ? undefined : model.get(productShapeId);
  const bodies = refIds(shape?.attributes[2])
    .map((id) => model.get(id))
    .filter((representation) => textOf(representation?.attributes[1]) === "Body");
  const items = bodies.flatMap((body) => refIds(body?.attributes[3]));
  return items.length === 1 ? (items[0] ?? null) : null;
}

/** Follows mapped items to the only item of what they map; `passed` hears of each on the way. Null: several, or too many. */
export function mappedItem(
  model: StepModel,
  itemId: number | null,
  passed: (mapped: StepEntity) => void = () => undefined,
): StepEntity | null {
  let next = itemId;
  for (let step = 0; next !== null && step < MAX_STEPS; step++) {
    const item = model.get(next);
    if (item?.type !== "IFCMAPPEDITEM") return item ?? null;
    passed(item);
    const map = model.get(refId(item.attributes[0]) ?? -1);
    const mapped = model.get(refId(map?.attributes[1]) ?? -1);
    const items = refIds(mapped?.attributes[3]);
    next = items.length === 1 ? (items[0] ?? null) : null;
  }
  return null;
}
