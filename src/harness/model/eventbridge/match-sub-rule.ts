import type { EventLeaves } from "./event-leaves.ts";
import { LeafPlaces, type Membership } from "./leaf-places.ts";
import { accepts, type Element, type Leaf } from "./pattern/element.ts";

/** A constraint of a sub-rule, its field by number. */
export interface FieldConstraint {
  readonly field: number;
  readonly elements: readonly Element[];
  /** One of the elements is content with a field that is not there. */
  readonly takesAbsence: boolean;
}

const none: Membership = [];
/** Ways to choose values that are kept apart; an event that needs more is refused. */
const mostChoices = 100_000;
/** Choices looked at on the way, those that come to the same counted each. */
const mostLooks = 5_000_000;

/** An event and a pattern whose arrays combine in too many ways. */
export class TooManyChoices extends Error {
  constructor() {
    super("The arrays of the event combine in too many ways for this pattern.");
    this.name = "TooManyChoices";
  }
}

/** Both sets in one; only arrays that still matter are kept. */
function join(one: Membership, other: Membership, matters: (array: number) => boolean): Membership {
  const joined: number[] = [];
  for (const each of [one, other]) {
    for (let at = 0; at < each.length; at += 2) {
      const array = each[at] ?? 0;
      if (!matters(array) || hasArray(joined, array)) continue;
      joined.push(array, each[at + 1] ?? 0);
    }
  }
  return joined;
}

function hasArray(membership: Membership, array: number): boolean {
  for (let at = 0; at < membership.length; at += 2) if (membership[at] === array) return true;
  return false;
}

function acceptsAny(elements: readonly Element[], leaf: Leaf): boolean {
  for (const element of elements) if (accepts(element, leaf)) return true;
  return false;
}

/** Whether one value of the field, wherever it is, is accepted, or its absence. */
function holdsAlone(constraint: FieldConstraint, leaves: EventLeaves): boolean {
  const values = leaves[constraint.field];
  if (values === undefined) return constraint.takesAbsence;
  for (const leaf of values) if (acceptsAny(constraint.elements, leaf)) return true;
  // A value in an array does not rule out absence: it counts only where the other values sit.
  return constraint.takesAbsence && values.every((leaf) => leaf.membership.length > 0);
}

/** Numbers of the first and the last constraint whose values sit in an array. */
interface Use {
  readonly first: number;
  last: number;
}

function usesOfArrays(
  constraints: readonly FieldConstraint[],
  leaves: EventLeaves,
): ReadonlyMap<number, Use> {
  const uses = new Map<number, Use>();
  for (const [index, { field }] of constraints.entries()) {
    for (const { membership } of leaves[field] ?? []) {
      for (let at = 0; at < membership.length; at += 2) {
        const array = membership[at] ?? 0;
        const use = uses.get(array);
        if (use === undefined) uses.set(array, { first: index, last: index });
        else use.last = index;
      }
    }
  }
  return uses;
}

/**
 * Chooses a value for each field in order, so that no two values come from different elements of one
 * array. Absence is judged against what has been chosen before, which makes the order of fields
 * matter; the service does the same.
 */
function holdTogether(constraints: readonly FieldConstraint[], leaves: EventLeaves): boolean {
  const uses = usesOfArrays(constraints, leaves);
  const isShared = (array: number): boolean => {
    const use = uses.get(array);
    return use !== undefined && use.first !== use.last;
  };
  let choices: readonly Membership[] = [none];
  let looks = 0;
  for (const [index, { field, elements, takesAbsence }] of constraints.entries()) {
    const places = new LeafPlaces(leaves[field] ?? [], elements, isShared);
    const next = new Map<string, Membership>();
    const matters = (array: number): boolean => (uses.get(array)?.last ?? -1) > index;
    for (const chosen of choices) {
      const keep = (choice: Membership): void => {
        const kept = join(chosen, choice, matters);
        next.set(kept.join(), kept);
        looks += 1;
        if (next.size > mostChoices || looks > mostLooks) throw new TooManyChoices();
      };
      if (!places.agreeing(chosen, keep) && takesAbsence) keep(none);
    }
    if (next.size === 0) return false;
    choices = [...next.values()];
  }
  return true;
}

/**
 * Whether all fields of a sub-rule hold in an event. Throws `TooManyChoices` where arrays combine in
 * more ways than are kept.
 */
export function matchSubRule(
  constraints: readonly FieldConstraint[],
  leaves: EventLeaves,
): boolean {
  let inArrays = 0;
  for (const constraint of constraints) {
    if (!holdsAlone(constraint, leaves)) return false;
    const values = leaves[constraint.field];
    if (values?.some((leaf) => leaf.membership.length > 0) === true) inArrays += 1;
  }
  return inArrays === 0 || holdTogether(constraints, leaves);
}
