import { expect } from "chai";
import type { JsonObject, JsonValue } from "../../../../src/harness/core/json.ts";
import { explainMatch } from "../../../../src/harness/model/eventbridge/explain-match.ts";
import { patternMatcher } from "../../../../src/harness/model/eventbridge/match-pattern.ts";
import { readPattern } from "../../../../src/harness/model/eventbridge/pattern/read-pattern.ts";
import { ruleSet } from "../../../../src/harness/model/eventbridge/rule-set.ts";
import { matchesNaively } from "./naive-matcher.ts";

/** The same numbers with each run (mulberry32). */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.roll(items.length)] ?? items[0];
  }

  some<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.roll(most - least + 1) }, make);
  }
}

const scalars = ["x", "xy", "X", "yx", "", 1, 2, 3.5, -1, true, false, null] as const;
const keys = ["a", "b", "c", "a.b", "b.c"] as const;
const texts = ["x", "y", "xy", "X"] as const;

function eventValue(dice: Dice, depth: number): JsonValue {
  const kind = depth === 0 ? 0 : dice.roll(5);
  if (kind < 2) return dice.pick<JsonValue>(scalars);
  if (kind < 4) return dice.some(0, 3, () => eventValue(dice, depth - 1));
  return eventObject(dice, depth - 1);
}

function eventObject(dice: Dice, depth: number): JsonObject {
  return Object.fromEntries(
    dice.some(1, 5, () => [dice.pick(keys), eventValue(dice, depth)] as const),
  );
}

function element(dice: Dice): JsonValue {
  const text = dice.pick(texts);
  const makers: readonly [() => JsonValue, ...(() => JsonValue)[]] = [
    () => dice.pick<JsonValue>(scalars),
    () => dice.pick<JsonValue>(scalars),
    () => ({ prefix: text }),
    () => ({ suffix: { "equals-ignore-case": text } }),
    () => ({ "equals-ignore-case": text }),
    () => ({ wildcard: dice.pick(["*", "x*", "*x", "x*y*", "*y*"]) }),
    () => ({ exists: true }),
    () => ({ exists: false }),
    () => ({ exists: false }),
    () => ({ numeric: [dice.pick(["<", "<=", "=", ">", ">="]), dice.pick([1, 2, 3.5])] }),
    () => ({ numeric: [dice.pick([">", ">="]), -1, dice.pick(["<", "<="]), 2] }),
    () => ({ "anything-but": dice.pick<JsonValue>(["x", ["x", "xy"], 1, [1, 2]]) }),
    () => ({ "anything-but": { [dice.pick(["prefix", "suffix", "equals-ignore-case"])]: text } }),
    () => ({ "anything-but": { wildcard: ["x*", "*y"] } }),
  ];
  return dice.pick(makers)();
}

function patternObject(dice: Dice, depth: number): JsonObject {
  const members = dice.some(1, 3, (): readonly [string, JsonValue] => {
    const kind = dice.roll(depth === 0 ? 3 : 6);
    if (kind === 5) return ["$or", dice.some(2, 3, () => patternObject(dice, depth - 1))];
    if (kind > 2) return [dice.pick(keys), patternObject(dice, depth - 1)];
    return [dice.pick(keys), dice.some(1, 2, () => element(dice))];
  });
  return Object.fromEntries(members);
}

describe("The matcher of event patterns, beside one that tries every way", () => {
  it("says the same of 10,000 patterns and events", () => {
    const dice = new Dice(20_261_124);
    let matched = 0;
    for (let run = 0; run < 10_000; run += 1) {
      const [pattern, event] = [patternObject(dice, 2), eventObject(dice, 3)];
      const [source, text] = [JSON.stringify(pattern), JSON.stringify(event)];
      const read = readPattern(source);
      if ("rejected" in read) throw new Error(`${source}: ${read.rejected}`);
      const expected = matchesNaively(pattern, event);
      const told = `${source} and ${text}`;
      expect(patternMatcher(read).match(text), told).to.equal(expected);
      expect(patternMatcher(read).match(event), told).to.equal(expected);
      const names = ruleSet([{ name: "rule", pattern: read }]).match(text);
      expect(names, told).to.deep.equal(expected ? ["rule"] : []);
      expect(explainMatch(read, event), told).to.include({ matches: expected });
      if (expected) matched += 1;
    }
    // Otherwise it would show nothing.
    expect(matched).to.be.within(1000, 9000);
  });
});
