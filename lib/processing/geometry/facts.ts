import type { ElementFacts } from "#lib/processing/types.ts";
import type { StepModel } from "./step/model.ts";
import type { StepValue } from "./step/values.ts";
import { enumOf, refIds, StepTyped, textOf } from "./step/values.ts";

type Facts = { [K in keyof ElementFacts]: boolean[] };

const FACT: Record<string, keyof ElementFacts> = { IsExternal: "isExternal", LoadBearing: "loadBearing" };
const COMMON_SET = /^Pset_\w+Common$/;

/**
 * Reads IsExternal and LoadBearing from the buildingSMART common property sets (Pset_WallCommon, …) of an element, else
 * of its type. Sets that contradict each other, and values that are unknown, say nothing.
 */
export class FactReader {
  private readonly model: StepModel;
  private readonly setsByObject = new Map<number, number[]>();
  private readonly read = new Map<number, Facts>();

  constructor(model: StepModel) {
    this.model = model;
    for (const rel of model.all("IFCRELDEFINESBYPROPERTIES")) {
      const sets = this.commonSets(refIds(rel.attributes[5]));
      if (sets.length === 0) continue;
      for (const objectId of refIds(rel.attributes[4])) {
        const known = this.setsByObject.get(objectId);
        if (known) known.push(...sets);
        else this.setsByObject.set(objectId, [...sets]);
      }
    }
  }

  of(objectId: number, typeId: number | null): ElementFacts {
    const own = this.facts(this.setsByObject.get(objectId) ?? []);
    const ofType = this.facts(this.typeSets(typeId));
    const decide = (key: keyof ElementFacts) => agreed(own[key].length > 0 ? own[key] : ofType[key]);
    return { isExternal: decide("isExternal"), loadBearing: decide("loadBearing") };
  }

  private typeSets(typeId: number | null): number[] {
    if (typeId === null) return [];
    const held = this.commonSets(refIds(this.model.get(typeId)?.attributes[5]));
    return [...held, ...(this.setsByObject.get(typeId) ?? [])];
  }

  private commonSets(ids: number[]): number[] {
    return ids.filter((id) => this.model.typeOf(id) === "IFCPROPERTYSET");
  }

  private facts(setIds: number[]): Facts {
    const all = setIds.map((id) => this.setFacts(id));
    return {
      isExternal: all.flatMap((facts) => facts.isExternal),
      loadBearing: all.flatMap((facts) => facts.loadBearing),
    };
  }

  private setFacts(setId: number): Facts {
    const known = this.read.get(setId);
    if (known) return known;
    const facts: Facts = { isExternal: [], loadBearing: [] };
    const set = this.model.get(setId);
    const isCommon = COMMON_SET.test(textOf(set?.attributes[2]) ?? "");
    for (const id of isCommon ? refIds(set?.attributes[4]) : []) {
      const property = this.model.get(id);
      const key = FACT[textOf(property?.attributes[0]) ?? ""];
      const value = booleanOf(property?.attributes[2]);
      if (key && value !== null) facts[key].push(value);
    }
    this.read.set(setId, facts);
    return facts;
  }
}

function agreed(values: readonly boolean[]): boolean | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

/** IFCBOOLEAN(.T.), or an IFCLOGICAL that is not unknown. */
function booleanOf(value: StepValue | undefined): boolean | null {
  const name = enumOf(value instanceof StepTyped ? value.value : value);
  return name === "T" ? true : name === "F" ? false : null;
}
