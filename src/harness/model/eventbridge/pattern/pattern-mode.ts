import { isObject } from "../../../core/json.ts";
import type { Element } from "./element.ts";

/** What is looked at of a combination of `$or`. */
interface Combination {
  readonly constraints: readonly {
    readonly path: string;
    readonly elements: readonly Element[];
  }[];
}

/** Who reads a pattern: each takes fewer operators than a rule of EventBridge does. */
export type PatternMode = "eventbridge" | "pipes" | "lambda" | "sns-body" | "sns-attributes";

/** All modes. */
export const patternModes: readonly PatternMode[] = [
  "eventbridge",
  "pipes",
  "lambda",
  "sns-body",
  "sns-attributes",
];

const mostKeys = 5;
const mostCombinations = 150;

/** Code units of a pattern's text. */
export function longestPattern(mode: PatternMode): number {
  return mode === "sns-body" || mode === "sns-attributes" ? 262_144 : 4096;
}

/** The operator inside `anything-but`; `null` for lists and other elements. */
function innerOperator(element: Element): string | null {
  const [inner] = element.kind === "other" ? element.patterns : [];
  if (inner === undefined) return null;
  return inner.kind === "folded" ? "equals-ignore-case" : inner.kind;
}

function refusedByPipes(element: Element): string | null {
  const inner = innerOperator(element);
  if (inner !== null) return `Unsupported anything-but pattern: ${inner}`;
  return element.kind === "wildcard" ? "Unrecognized match type wildcard" : null;
}

function refusedByTopics(element: Element): string | null {
  return innerOperator(element) === "suffix" ? "Unsupported anything-but pattern: suffix" : null;
}

/** Whether a policy has an object where the attributes of a message have a value. */
function isNested(policy: unknown): boolean {
  if (!isObject(policy)) return false;
  return Object.entries(policy).some(([key, value]) => {
    if (key === "$or" && Array.isArray(value)) return value.some(isNested);
    return isObject(value);
  });
}

/** Values of each field, counted once for each level it lies deep, multiplied. */
function combinationsOf({ constraints }: Combination, nested: boolean): number {
  return constraints.reduce(
    (product, { path, elements }) =>
      product * elements.length * (nested ? path.split(".").length : 1),
    1,
  );
}

function topicLimits(mode: PatternMode, subRules: readonly Combination[]): string | null {
  if (subRules.some(({ constraints }) => constraints.length > mostKeys)) {
    return "Filter policy can not have more than 5 keys";
  }
  const nested = mode === "sns-body";
  const isComplex = subRules.some((each) => combinationsOf(each, nested) > mostCombinations);
  return isComplex ? "Filter policy is too complex" : null;
}

/**
 * Why a pattern that a rule of EventBridge takes is refused by another reader; `null` where it is not.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function refusedByMode(
  mode: PatternMode,
  source: string,
  subRules: readonly Combination[],
): string | null {
  if (mode === "eventbridge" || mode === "lambda") return null;
  const judge = mode === "pipes" ? refusedByPipes : refusedByTopics;
  for (const { constraints } of subRules) {
    for (const { elements } of constraints) {
      const reason = elements.map(judge).find((each) => each !== null);
      if (reason !== undefined) return reason;
    }
  }
  if (mode === "pipes") return null;
  if (mode === "sns-attributes" && isNested(parsed(source))) {
    return "Filter policy scope MessageAttributes does not support nested filter policy";
  }
  return topicLimits(mode, subRules);
}

/** What stands behind the pattern is not looked at, so that its text need not be JSON as a whole. */
function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

/**
 * The first line of the error that a service answers for a pattern.
 *
 * @param reason as `readPattern` gives it
 * @example
 * refusalMessage("lambda", "Empty arrays are not allowed"); // "Invalid filter pattern definition."
 */
export function refusalMessage(mode: PatternMode, reason: string): string {
  switch (mode) {
    case "lambda":
    case "pipes":
      return "Invalid filter pattern definition.";
    case "sns-body":
    case "sns-attributes":
      return `Invalid parameter: Attributes Reason: FilterPolicy: ${reason}`;
    case "eventbridge":
      return `Event pattern is not valid. Reason: ${reason}`;
  }
}
