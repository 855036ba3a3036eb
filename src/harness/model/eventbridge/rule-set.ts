import type { JsonObject } from "../../core/json.ts";
import { FieldIndex, indexKey, type SubRuleNumber } from "./field-index.ts";
import { FieldTree } from "./field-tree.ts";
import { leavesOf, numberFields, orRejected, type RejectedEvent } from "./match-pattern.ts";
import { matchSubRule, type FieldConstraint } from "./match-sub-rule.ts";
import type { EventPattern } from "./pattern/read-pattern.ts";

/** A pattern under the name it is found by. */
export interface NamedPattern {
  readonly name: string;
  readonly pattern: EventPattern;
}

/** Patterns that an event is held against together. */
export interface RuleSet {
  /**
   * Names of the patterns that match, in the order they were given.
   *
   * @param event its JSON text or the parsed object
   */
  readonly match: (event: string | JsonObject) => readonly string[] | RejectedEvent;
}

interface NumberedSubRule {
  /** Of the pattern. */
  readonly rule: number;
  readonly constraints: readonly FieldConstraint[];
}

/** Sub-rules that are looked at where an element of theirs is asked for, if many share it. */
const unknownCost = 1000;
const rangeCost = 100;

/** How many constraints of the set ask one field for one key. */
function countKeys(subRules: readonly NumberedSubRule[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { constraints } of subRules) {
    for (const { field, elements } of constraints) {
      for (const element of elements) {
        const key = JSON.stringify([field, indexKey(element)]);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return counts;
}

function costOf(constraint: FieldConstraint, counts: ReadonlyMap<string, number>): number {
  if (constraint.takesAbsence) return Number.POSITIVE_INFINITY;
  let cost = 0;
  for (const element of constraint.elements) {
    const key = indexKey(element);
    if (key.way === "try") cost += unknownCost;
    else if (key.way === "range") cost += rangeCost;
    else cost += counts.get(JSON.stringify([constraint.field, key])) ?? 1;
  }
  return cost;
}

/** The constraint whose elements the fewest other sub-rules share; `null` where all take absence. */
function anchorOf(
  subRule: NumberedSubRule,
  counts: ReadonlyMap<string, number>,
): FieldConstraint | null {
  let anchor: FieldConstraint | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const constraint of subRule.constraints) {
    const cost = costOf(constraint, counts);
    if (cost >= lowest) continue;
    anchor = constraint;
    lowest = cost;
  }
  return anchor;
}

/** Matches events against all patterns by looking only at those one of whose fields is met. */
class IndexedRuleSet implements RuleSet {
  readonly #names: readonly string[];
  readonly #tree = new FieldTree();
  readonly #subRules: readonly NumberedSubRule[];
  readonly #indexes: (FieldIndex | undefined)[] = [];
  readonly #always: SubRuleNumber[] = [];

  constructor(rules: readonly NamedPattern[]) {
    this.#names = rules.map(({ name }) => name);
    this.#subRules = rules.flatMap(({ pattern }, rule) =>
      pattern.subRules.map((subRule) => ({ rule, constraints: numberFields(subRule, this.#tree) })),
    );
    const counts = countKeys(this.#subRules);
    for (const [number, subRule] of this.#subRules.entries()) {
      const anchor = anchorOf(subRule, counts);
      if (anchor === null) this.#always.push(number);
      else this.#anchor(anchor, number);
    }
  }

  #anchor(anchor: FieldConstraint, number: SubRuleNumber): void {
    const index = this.#indexes[anchor.field] ?? new FieldIndex();
    this.#indexes[anchor.field] = index;
    for (const element of anchor.elements) index.add(element, number);
  }

  match(event: string | JsonObject): readonly string[] | RejectedEvent {
    return orRejected(() => {
      const leaves = leavesOf(event, this.#tree);
      const looked = new Set<SubRuleNumber>();
      const matched = new Set<number>();
      const look = (subRules: readonly SubRuleNumber[]): void => {
        for (const number of subRules) {
          const subRule = this.#subRules[number];
          if (subRule === undefined || matched.has(subRule.rule) || looked.has(number)) continue;
          looked.add(number);
          if (matchSubRule(subRule.constraints, leaves)) matched.add(subRule.rule);
        }
      };
      look(this.#always);
      for (const [field, index] of this.#indexes.entries()) {
        if (index !== undefined) for (const leaf of leaves[field] ?? []) index.find(leaf, look);
      }
      return [...matched]
        .toSorted((one, other) => one - other)
        .map((rule) => this.#names[rule] ?? "");
    });
  }
}

/**
 * Prepares patterns for being matched together; what an event costs grows with the patterns it comes
 * near, not with all of them.
 *
 * @example
 * ruleSet([{ name: "Bill", pattern }]).match({ source: "orders" }); // ["Bill"]
 */
export function ruleSet(rules: readonly NamedPattern[]): RuleSet {
  return new IndexedRuleSet(rules);
}
