import type { StepModel } from "./step/model.ts";
import { refId, refIds } from "./step/values.ts";
import { TakeoffError } from "./takeoff-error.ts";

/** More placed items than this in one element is no building part. */
const MAX_ITEMS = 2_000_000;
/** Deeper than any modeller nests boolean operations and mappings; the engine recurses into them. */
const MAX_DEPTH = 2_000;

/**
 * Refuses models whose boolean operations or mapped items refer to themselves or multiply without end, before the engine
 * follows them: a few lines can ask for more geometry than any machine holds. Throws `TakeoffError` (`ifc_too_complex`).
 */
export function checkNesting(model: StepModel): void {
  const weights = new Map<number, number>();
  for (const type of ["IFCPRODUCTDEFINITIONSHAPE", "IFCSHAPEREPRESENTATION", ...NESTING]) {
    for (const { id } of model.all(type)) weigh(model, id, weights);
  }
}

const NESTING = ["IFCMAPPEDITEM", "IFCBOOLEANRESULT", "IFCBOOLEANCLIPPINGRESULT"];
const OPEN = -1;

/** Number of items an entity expands to; iterative, since a chain may be longer than the call stack. */
function weigh(model: StepModel, start: number, weights: Map<number, number>): void {
  const stack = [start];
  while (stack.length > 0) {
    const id = stack[stack.length - 1] ?? start;
    const known = weights.get(id);
    if (known !== undefined && known !== OPEN) {
      stack.pop();
      continue;
    }
    const children = childrenOf(model, id);
    const open = children.filter((child) => (weights.get(child) ?? OPEN) === OPEN);
    if (open.length === 0) {
      const weight = children.reduce((sum, child) => sum + (weights.get(child) ?? 0), 1);
      if (weight > MAX_ITEMS) throw new TakeoffError("ifc_too_complex");
      weights.set(id, weight);
      stack.pop();
      continue;
    }
    if (known === OPEN && open.some((child) => weights.get(child) === OPEN))
      throw new TakeoffError("ifc_too_complex");
    weights.set(id, OPEN);
    const next = open.find((child) => !weights.has(child));
    if (next === undefined || stack.length > MAX_DEPTH) throw new TakeoffError("ifc_too_complex");
    stack.push(next);
  }
}

function childrenOf(model: StepModel, id: number): number[] {
  const entity = model.get(id);
  switch (entity?.type) {
    case "IFCPRODUCTDEFINITIONSHAPE":
      return refIds(entity.attributes[2]);
    case "IFCSHAPEREPRESENTATION":
      return refIds(entity.attributes[3]);
    case "IFCMAPPEDITEM":
      return refIds(model.get(refId(entity.attributes[0]) ?? -1)?.attributes[1]);
    case "IFCBOOLEANRESULT":
    case "IFCBOOLEANCLIPPINGRESULT":
      return [...refIds(entity.attributes[1]), ...refIds(entity.attributes[2])];
    default:
      return [];
  }
}
