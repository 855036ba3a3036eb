import { accepts, type Element, type Leaf } from "./pattern/element.ts";

/** Array and index in turn: the elements of arrays that values sit in. */
export type Membership = readonly number[];

interface Place {
  /** A value ends here. */
  isThere: boolean;
  /** What an accepted value that ends here sits in. */
  accepted: Membership | null;
  /** A value here or further in is accepted. */
  leadsToAccepted: boolean;
  /** Array → index → what is further in. */
  readonly arrays: Map<number, Map<number, Place>>;
}

function newPlace(): Place {
  return { isThere: false, accepted: null, leadsToAccepted: false, arrays: new Map() };
}

/** The index chosen for an array before, -1 for none. */
function chosenIndex(chosen: Membership, array: number): number {
  for (let at = 0; at < chosen.length; at += 2)
    if (chosen[at] === array) return chosen[at + 1] ?? -1;
  return -1;
}

/**
 * The values of one field by the elements of arrays they sit in, so that those which agree with what has
 * been chosen before are found without looking at the others: two fields of a list of 50,000 would
 * otherwise be compared billions of times.
 */
export class LeafPlaces {
  readonly #root = newPlace();

  /**
   * @param matters whether an array has values of another field too; other arrays keep nothing apart
   */
  constructor(
    leaves: readonly Leaf[],
    elements: readonly Element[],
    matters: (array: number) => boolean,
  ) {
    for (const leaf of leaves) this.#add(leaf, elements, matters);
  }

  #add(leaf: Leaf, elements: readonly Element[], matters: (array: number) => boolean): void {
    const isAccepted = elements.some((element) => accepts(element, leaf));
    const kept: number[] = [];
    let place = this.#root;
    place.leadsToAccepted ||= isAccepted;
    for (let at = 0; at < leaf.membership.length; at += 2) {
      const [array = -1, index = -1] = [leaf.membership[at], leaf.membership[at + 1]];
      if (!matters(array)) continue;
      kept.push(array, index);
      const elementsOfArray = place.arrays.get(array) ?? new Map<number, Place>();
      place.arrays.set(array, elementsOfArray);
      place = elementsOfArray.get(index) ?? newPlace();
      elementsOfArray.set(index, place);
      place.leadsToAccepted ||= isAccepted;
    }
    place.isThere = true;
    if (isAccepted) place.accepted = kept;
  }

  /**
   * Tells what accepted values that agree with earlier choices sit in.
   *
   * @returns whether any value agrees, accepted or not
   */
  agreeing(chosen: Membership, tell: (accepted: Membership) => void): boolean {
    return visit(this.#root, chosen, tell);
  }
}

function visit(place: Place, chosen: Membership, tell: (accepted: Membership) => void): boolean {
  let isThere = place.isThere;
  if (place.accepted !== null) tell(place.accepted);
  for (const [array, elements] of place.arrays) {
    const index = chosenIndex(chosen, array);
    if (index !== -1) {
      const inside = elements.get(index);
      if (inside !== undefined) isThere = visit(inside, chosen, tell) || isThere;
      continue;
    }
    for (const inside of elements.values()) {
      // Once a value is known to be there, only accepted ones tell anything new.
      if (!isThere || inside.leadsToAccepted) isThere = visit(inside, chosen, tell) || isThere;
    }
  }
  return isThere;
}
