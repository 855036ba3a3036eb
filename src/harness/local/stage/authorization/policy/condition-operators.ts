import { isInRange } from "./address-range.ts";
import { readPolicyText, type TextReading } from "./policy-variables.ts";
import { isUnknown, type Truth, type Unknown } from "./truth.ts";
import { anyText, inLowerCase, matchesPattern, type Pattern } from "./wildcard-pattern.ts";

/** How an operator holds a value of a policy against that of a request. */
export interface ConditionOperator {
  /** Does it hold where none of the policy's values matches? */
  readonly negated: boolean;
  readonly matches: (policy: string, request: string, reading: TextReading) => Truth;
}

type Matches = ConditionOperator["matches"];

function unreadable(policy: string): Unknown {
  return { unknown: `the value ${JSON.stringify(policy)} in a condition` };
}

/** Names that begin alike share how they match; the negated ones have `Not` in them. */
function textOperator(
  wildcards: boolean,
  test: (pattern: Pattern, request: string) => boolean,
): Matches {
  return (policy, request, reading) => {
    const pattern = readPolicyText(policy, reading, wildcards);
    return isUnknown(pattern) ? pattern : test(pattern, request);
  };
}

const equals = textOperator(false, matchesPattern);
const like = textOperator(true, matchesPattern);
const equalsIgnoringCase = textOperator(false, (pattern, request) =>
  matchesPattern(inLowerCase(pattern), request.toLowerCase()),
);
const arnLike = textOperator(true, matchesArn);

/** The six parts of an ARN are held against each other one by one; the last may hold colons. */
function matchesArn(pattern: Pattern, request: string): boolean {
  if (pattern.length > 0 && pattern.every((unit) => unit === anyText)) return true;
  const wanted = partsOf(pattern);
  const given = partsOf(request.split(""));
  if (wanted.length < 6 || given.length < 6) return false;
  return wanted.every((part, index) => matchesPattern(part, (given[index] ?? []).join("")));
}

function partsOf(units: Pattern): readonly Pattern[] {
  const parts: Pattern[number][][] = [[]];
  for (const unit of units) {
    if (parts.length < 6 && unit === ":") parts.push([]);
    else parts.at(-1)?.push(unit);
  }
  return parts;
}

type Compare = (request: number, policy: number) => boolean;

const comparisons: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ["Equals", (request, policy) => request === policy],
  ["NotEquals", (request, policy) => request === policy],
  ["LessThan", (request, policy) => request < policy],
  ["LessThanEquals", (request, policy) => request <= policy],
  ["GreaterThan", (request, policy) => request > policy],
  ["GreaterThanEquals", (request, policy) => request >= policy],
]);

function comparing(read: (text: string) => number | null, compare: Compare): Matches {
  return (policy, request) => {
    const [wanted, given] = [read(policy), read(request)];
    if (wanted === null) return unreadable(policy);
    return given === null ? unreadable(request) : compare(given, wanted);
  };
}

const decimal = /^[+-]?\d{1,30}(?:\.\d{1,30})?$/u;

function readNumber(text: string): number | null {
  return decimal.test(text) ? Number(text) : null;
}

const isoDate =
  /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/u;

/** Milliseconds of a date (ISO 8601 as W3C profiles it) or of seconds since the Unix epoch. */
function readDate(text: string): number | null {
  // Four digits are a year.
  if (/^\d{5,12}$/u.test(text)) return Number(text) * 1000;
  const epoch = isoDate.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(epoch) ? null : epoch;
}

const bool: Matches = (policy, request, reading) => {
  const pattern = readPolicyText(policy, reading, false);
  if (isUnknown(pattern)) return pattern;
  const wanted = inLowerCase(pattern).map(String).join("");
  return wanted === "true" || wanted === "false"
    ? wanted === request.toLowerCase()
    : unreadable(policy);
};

const binary: Matches = (policy, request) =>
  Buffer.from(policy, "base64").equals(Buffer.from(request, "utf8"));

const address: Matches = (policy, request) => isInRange(policy, request) ?? unreadable(policy);

const named: ReadonlyMap<string, Matches> = new Map<string, Matches>([
  ["StringEquals", equals],
  ["StringNotEquals", equals],
  ["StringEqualsIgnoreCase", equalsIgnoringCase],
  ["StringNotEqualsIgnoreCase", equalsIgnoringCase],
  ["StringLike", like],
  ["StringNotLike", like],
  ["ArnEquals", arnLike],
  ["ArnLike", arnLike],
  ["ArnNotEquals", arnLike],
  ["ArnNotLike", arnLike],
  ["Bool", bool],
  ["BinaryEquals", binary],
  ["IpAddress", address],
  ["NotIpAddress", address],
]);

/**
 * An operator by its name without `ForAllValues:`, `ForAnyValue:` and `IfExists`; `null` for one IAM does not know.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @example findOperator("StringNotLike")?.negated // true
 */
export function findOperator(name: string): ConditionOperator | null {
  const negated = name.includes("Not");
  const own = named.get(name);
  if (own !== undefined) return { negated, matches: own };
  const [, kind, comparison = ""] = /^(Numeric|Date)(.+)$/u.exec(name) ?? [];
  const compare = comparisons.get(comparison);
  if (compare === undefined) return null;
  return { negated, matches: comparing(kind === "Date" ? readDate : readNumber, compare) };
}
