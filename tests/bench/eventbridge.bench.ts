import { parseJson, isJsonObject, type JsonObject } from "../../src/harness/core/json.ts";
import { patternMatcher } from "../../src/harness/model/eventbridge/match-pattern.ts";
import {
  readPattern,
  type EventPattern,
} from "../../src/harness/model/eventbridge/pattern/read-pattern.ts";
import { ruleSet, type RuleSet } from "../../src/harness/model/eventbridge/rule-set.ts";
import { eventTexts, mixedPattern } from "./documents/order-events.ts";
import { median } from "./measure/median.ts";

export const name = "eventbridge";

const rounds = 7;
const roundMs = 250;

function pattern(text: string): EventPattern {
  const read = readPattern(text);
  if ("rejected" in read) throw new Error(`${read.rejected}: ${text}`);
  return read;
}

/** Calls a second, of work that is given each event in turn. */
function perSecond<T>(events: readonly T[], work: (event: T) => unknown): number {
  let calls = 0;
  const start = performance.now();
  let passed = 0;
  while (passed < roundMs) {
    for (const event of events) work(event);
    calls += events.length;
    passed = performance.now() - start;
  }
  return (calls * 1000) / passed;
}

function mixed(count: number): RuleSet {
  return ruleSet(
    Array.from({ length: count }, (_, index) => ({
      name: `rule ${String(index)}`,
      pattern: pattern(mixedPattern(index)),
    })),
  );
}

/**
 * Events of an order of about 512 bytes against one rule and against 1,000 rules of all operators, parsed and as
 * text, on one thread. Figures a second are medians of rounds; the multiples are of `JSON.parse` of the same texts in
 * the same round, which a busy machine slows as much.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const texts = eventTexts(200);
  const events: readonly JsonObject[] = texts.map((text) => {
    const event = parseJson(text);
    if (!isJsonObject(event)) throw new Error("an event is an object");
    return event;
  });
  const one = patternMatcher(pattern(mixedPattern(0)));
  const sets = { few: mixed(10), hundred: mixed(100), thousand: mixed(1000) };
  const figures = new Map<string, number[]>();
  const note = (figure: string, value: number): void => {
    figures.set(figure, [...(figures.get(figure) ?? []), value]);
  };
  for (let round = 0; round < rounds; round += 1) {
    const parse = perSecond(texts, (text) => JSON.parse(text));
    const single = perSecond(events, (event) => one.match(event));
    const many = perSecond(events, (event) => sets.thousand.match(event));
    const hundred = perSecond(events, (event) => sets.hundred.match(event));
    note("1 rule, parsed: events a second", single);
    note(
      "1 rule, text: events a second",
      perSecond(texts, (text) => one.match(text)),
    );
    note(
      "10 rules, parsed: events a second",
      perSecond(events, (event) => sets.few.match(event)),
    );
    note("100 rules, parsed: events a second", hundred);
    note("1,000 rules, parsed: events a second", many);
    note(
      "1,000 rules, text: events a second",
      perSecond(texts, (text) => sets.thousand.match(text)),
    );
    note("1 rule, parsed / JSON.parse", single / parse);
    note("1,000 rules, parsed / JSON.parse", many / parse);
    note("cost of 1,000 rules / cost of 100", hundred / many);
  }
  return Object.fromEntries([...figures].map(([figure, values]) => [figure, median(values)]));
}
