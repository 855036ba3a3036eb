import type { EventLeaves } from "./event-leaves.ts";
import { accepts, type Element, type Leaf } from "./pattern/element.ts";

/** A constraint of a sub-rule, its field by number. */
export interface FieldConstraint {
  readonly field: number;
  readonly elements: readonly Element[];
  /** One of the elements is content with a field that is not there. */
  readonly takesAbsence: boolean;
}

/** Array and index in turn: the elements of arrays that the values chosen so far sit in. */
type Membership = readonly number[];

const none: Membership = [];
/** Ways to choose values that are kept apart; an event that needs more is refused. */
const mostChoices = 100_000;

/** An event and a pattern whose arrays combine in too many ways. */
export class TooManyChoices extends Error {
  constructor() {
    super("The arrays of the event combine in too many ways for this pattern.");
    this.name = "TooManyChoices";
  }
}

/** Whether two sets of array elements name no array with two different elements. */
function agree(one: Membership, other: Membership): boolean {
  for (let at = 0; at < one.length; at += 2) {
    for (let against = 0; against < other.length; against += 2) {
      if (one[at] === other[against] && one[at + 1] !== other[against + 1]) return false;
    }
  }
  return true;
}

/** Both sets in one; only arrays that still matter are kept. */
function join(one: Membership, other: Membership, matter: ReadonlySet<number>): Membership {
  const joined: number[] = [];
  for (const each of [one, other]) {
    for (let at = 0; at < each.length; at += 2) {
      const array = each[at] ?? 0;
      if (!matter.has(array) || hasArray(joined, array)) continue;
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

/** For each constraint, the arrays that values of the later ones sit in. */
function arraysLater(
  constraints: readonly FieldConstraint[],
  leaves: EventLeaves,
): readonly ReadonlySet<number>[] {
  const later: ReadonlySet<number>[] = [];
  let known = new Set<number>();
  for (const constraint of constraints.toReversed()) {
    later.unshift(known);
    known = new Set(known);
    for (const leaf of leaves[constraint.field] ?? []) {
      for (let at = 0; at < leaf.membership.length; at += 2) known.add(leaf.membership[at] ?? 0);
    }
  }
  return later;
}

/**
 * Chooses a value for each field in order, so that no two values come from different elements of one
 * array. Absence is judged against what has been chosen before, which makes the order of fields
 * matter; the service does the same.
 */
function holdTogether(constraints: readonly FieldConstraint[], leaves: EventLeaves): boolean {
  const later = arraysLater(constraints, leaves);
  let choices: readonly Membership[] = [none];
  for (const [index, constraint] of constraints.entries()) {
    const matter = later[index] ?? new Set();
    const next = new Map<string, Membership>();
    for (const chosen of choices) {
      for (const choice of choicesOf(constraint, leaves, chosen)) {
        const kept = join(chosen, choice, matter);
        next.set(kept.join(), kept);
        if (next.size > mostChoices) throw new TooManyChoices();
      }
    }
    if (next.size === 0) return false;
    choices = [...next.values()];
  }
  return true;
}

function* choicesOf(
  constraint: FieldConstraint,
  leaves: EventLeaves,
  chosen: Membership,
): Generator<Membership> {
  let isThere = false;
  for (const leaf of leaves[constraint.field] ?? []) {
    if (!agree(leaf.membership, chosen)) continue;
    isThere = true;
    if (acceptsAny(constraint.elements, leaf)) yield leaf.membership;
  }
  if (!isThere && constraint.takesAbsence) yield none;
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
