import { isObject } from "../../../../core/json.ts";
import type { ConditionValue } from "./condition-keys.ts";
import { findOperator } from "./condition-operators.ts";
import type { TextReading } from "./policy-variables.ts";
import { allOf, anyOf, not, type Truth } from "./truth.ts";

/** One test of a condition: an operator, a key, and the values the policy names for it. */
export interface ConditionTest {
  /** As written: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  /** Numbers and booleans as they are written. */
  readonly values: readonly string[];
}

/** Reads the `Condition` of a statement; `null` for what has not the shape of one. No condition has no tests. */
export function readCondition(condition: unknown): readonly ConditionTest[] | null {
  if (condition === undefined) return [];
  if (!isObject(condition) || Array.isArray(condition)) return null;
  const tests: ConditionTest[] = [];
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isObject(keys) || Array.isArray(keys)) return null;
    for (const [key, value] of Object.entries(keys)) {
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      const values = list.flatMap((each) => (isScalar(each) ? [String(each)] : []));
      if (values.length === 0 || values.length < list.length) return null;
      tests.push({ operator, key, values });
    }
  }
  return tests;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

const notation = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/u;

/**
 * Does the condition of a statement hold for a request? All its tests have to. A key the request lacks fulfils no
 * operator but the negated ones, `…IfExists` and `ForAllValues:`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function evaluateCondition(tests: readonly ConditionTest[], reading: TextReading): Truth {
  return allOf(tests.map((test) => evaluateTest(test, reading)));
}

function evaluateTest({ operator, key, values }: ConditionTest, reading: TextReading): Truth {
  const found = reading.keys(key);
  if (operator === "Null") return isNull(found, values);
  const [, set, name = "", ifExists] = notation.exec(operator) ?? [];
  const known = findOperator(name);
  if (known === null) return { unknown: `the condition operator ${operator}` };
  if (found.kind === "unknown") return { unknown: found.reason };
  // For a set, an empty text is no value.
  if (found.kind === "absent" || (set !== undefined && found.value === "")) {
    return whenAbsent(set, known.negated, ifExists !== undefined);
  }
  const matches = anyOf(values.map((value) => known.matches(value, found.value, reading)));
  return known.negated ? not(matches) : matches;
}

function whenAbsent(set: string | undefined, negated: boolean, ifExists: boolean): boolean {
  if (ifExists || set === "ForAllValues") return true;
  return set === undefined && negated;
}

/** `Null` asks whether there is a key at all: `"true"` wants none. */
function isNull(found: ConditionValue, values: readonly string[]): Truth {
  const isPresent = found.kind === "unknown" ? found.isPresent : found.kind === "value";
  if (isPresent === null) {
    return { unknown: found.kind === "unknown" ? found.reason : "the condition operator Null" };
  }
  return anyOf(
    values.map((value): Truth => {
      const wanted = value.toLowerCase();
      return wanted === "true" || wanted === "false"
        ? (wanted === "true") !== isPresent
        : { unknown: `the value ${JSON.stringify(value)} of the condition operator Null` };
    }),
  );
}
