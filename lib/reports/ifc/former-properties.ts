import type { LeftOut, StepInstance } from "./annotate-step.ts";
import { ELEMENT_PROPERTIES, MARK, PROPERTY_SET, SHARED_PROPERTIES } from "./property-lines.ts";

/** Bytes of statements that are held at once; of more the rest stays, as properties that no set has. */
const MOST_HELD = 64 * 2 ** 20;

/**
 * What an earlier export has written of cost and carbon to a model that is exported again: the sets, the relations that give
 * them to elements, and their values. In a file of the product's they follow each other, so that little is held at once.
 *
 * A set goes when its relation does. Where another program has written the file anew and its relation came first, or gives
 * other sets along, both stay, with all that they name: nothing may point to what is gone. What is held and stays is put
 * behind the rest, as the order of statements means nothing.
 */
export class FormerProperties implements LeftOut {
  readonly types = new Set(["IFCPROPERTYSINGLEVALUE", "IFCPROPERTYSET", "IFCRELDEFINESBYPROPERTIES"]);
  /** From the statement on that only the product writes; before it nothing is touched. */
  #isFound = false;
  #held = new Map<number, Buffer>();
  #heldBytes = 0;
  /** Ids of values by set; the set's own statement is held. */
  #sets = new Map<number, number[]>();
  /** Values that several sets name: they are few, and go at the end unless a set that stays names them too. */
  #shared = new Set<number>();
  #sharedByGone = new Set<number>();

  takes({ id, type, firstText }: StepInstance, statement: Buffer): boolean {
    if (type === "IFCPROPERTYSINGLEVALUE") return this.#takesValue(id, firstText ?? "", statement);
    if (!this.#isFound) return false;
    return type === "IFCPROPERTYSET" ? this.#takesSet(id, statement) : this.#takesRelation(statement);
  }

  *left(): Generator<Buffer, void> {
    const named = new Set([...this.#sets.values()].flat());
    for (const [id, statement] of this.#held)
      if (!this.#sharedByGone.has(id) || named.has(id)) yield statement;
    this.#held.clear();
  }

  #takesValue(id: number, name: string, statement: Buffer): boolean {
    this.#isFound ||= name === MARK.name && statement.includes(`IFCLABEL('${MARK.value}')`);
    if (!this.#isFound) return false;
    const isShared = SHARED_PROPERTIES.has(name);
    if (!isShared && !ELEMENT_PROPERTIES.has(name)) return false;
    if (!this.#hold(id, statement)) return false;
    if (isShared) this.#shared.add(id);
    return true;
  }

  #takesSet(id: number, statement: Buffer): boolean {
    const values = OWN_SET.exec(statement.toString("latin1"))?.groups?.values;
    if (values === undefined || !this.#hold(id, statement)) return false;
    this.#sets.set(
      id,
      [...values.matchAll(/#\s*(\d+)/g)].map(([, value]) => Number(value)),
    );
    return true;
  }

  #takesRelation(statement: Buffer): boolean {
    const set = Number(/,\s*#\s*(\d+)\s*\)\s*;$/.exec(statement.toString("latin1"))?.[1]);
    const values = this.#sets.get(set);
    if (!values) return false;
    this.#sets.delete(set);
    this.#drop(set);
    for (const value of values)
      if (this.#shared.has(value)) this.#sharedByGone.add(value);
      else this.#drop(value);
    return true;
  }

  #hold(id: number, statement: Buffer): boolean {
    if (this.#heldBytes + statement.length > MOST_HELD) return false;
    this.#held.set(id, Buffer.from(statement));
    this.#heldBytes += statement.length;
    return true;
  }

  #drop(id: number): void {
    this.#heldBytes -= this.#held.get(id)?.length ?? 0;
    this.#held.delete(id);
  }
}

/** GlobalId, owner and name, whatever space is between them; then the values. */
const OWN_SET = new RegExp(
  `\\(\\s*'[^']*'\\s*,\\s*(?:\\$|#\\s*\\d+)\\s*,\\s*'${PROPERTY_SET}'\\s*,[^(]*\\((?<values>[^)]*)\\)\\s*\\)\\s*;$`,
);
