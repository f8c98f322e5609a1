import { elementClass } from "#lib/processing/geometry/ifc-classes.ts";
import { decodeStepText } from "#lib/processing/geometry/step/text.ts";
import type { StepInstance } from "./annotate-step.ts";

/**
 * Finds the instances of elements in the file by their GlobalIds. Models repeat ids: the take-off keeps the order of the
 * instances' numbers, so the elements of one id meet their instances in that order.
 */
export class InstanceIndex {
  private readonly instances: Map<string, number[]>;
  private readonly met = new Map<string, number>();

  constructor(globalIds: readonly string[]) {
    this.instances = new Map(globalIds.map((globalId) => [globalId, []]));
  }

  see({ id, type, firstText }: StepInstance): void {
    if (!elementClass(type)) return;
    // An element without a GlobalId is known by its number.
    const found = this.instances.get(firstText === null ? `#${id}` : decodeStepText(firstText));
    found?.push(id);
  }

  /** The instance of the next element of this id; null where the file has no more. */
  instanceOf(globalId: string): number | null {
    const found = this.instances.get(globalId) ?? [];
    const place = this.met.get(globalId) ?? 0;
    if (place === 0) found.sort((a, b) => a - b);
    if (found.length > 1) this.met.set(globalId, place + 1);
    return found[place] ?? null;
  }

  /** Passes over an element that nothing is written to. */
  skip(globalId: string): null {
    this.instanceOf(globalId);
    return null;
  }
}
