import { isObject, type JsonValue } from "../../../core/json.ts";

/** What a policy says of a request. */
export type PolicyDecision =
  | "allow"
  /** A statement denies it. */
  | "explicit-deny"
  /** No statement allows it. */
  | "implicit-deny"
  /** It is no policy: API Gateway answers 500 (AUTHORIZER_CONFIGURATION_ERROR). */
  | "malformed"
  /** It asks for what cannot be judged here: conditions. */
  | "cannot-tell";

/** A statement with every question answered. */
interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly matches: (action: string, resource: string) => boolean;
  readonly hasCondition: boolean;
}

/**
 * Judges a policy document an authorizer returned (IAM policy grammar; API Gateway developer guide, "Output from
 * an API Gateway Lambda authorizer"): a Deny that matches beats every Allow; `*` and `?` are wildcards.
 *
 * @param resource ARN of the method as requested: `arn:aws:execute-api:…:api/stage/GET/orders/7`
 * @example
 * decideByPolicy({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }, arn);
 */
export function decideByPolicy(
  policy: JsonValue,
  resource: string,
  action = "execute-api:Invoke",
): PolicyDecision {
  if (!isObject(policy)) return "malformed";
  const list = asList(policy["Statement"]);
  const statements = list.map(readStatement);
  if (list.length === 0 || statements.includes(null)) return "malformed";
  const matching = statements.filter(
    (each): each is Statement => each !== null && each.matches(action, resource),
  );
  const certain = matching.filter((each) => !each.hasCondition);
  if (certain.some(({ effect }) => effect === "Deny")) return "explicit-deny";
  if (certain.length < matching.length) return "cannot-tell";
  return matching.length > 0 ? "allow" : "implicit-deny";
}

function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function readStatement(value: unknown): Statement | null {
  if (!isObject(value)) return null;
  const { Effect: effect, Condition: condition } = value;
  if (effect !== "Allow" && effect !== "Deny") return null;
  const actions = readPatterns(value["Action"], value["NotAction"], "i");
  const resources = readPatterns(value["Resource"], value["NotResource"], "");
  if (actions === null || resources === null) return null;
  return {
    effect,
    matches: (action, resource) => actions(action) && resources(resource),
    hasCondition: isObject(condition) && Object.keys(condition).length > 0,
  };
}

/** One of the two must be there, and hold texts alone. */
function readPatterns(
  these: unknown,
  allBut: unknown,
  flags: "" | "i",
): ((text: string) => boolean) | null {
  const isNegative = these === undefined;
  const texts = asList(isNegative ? allBut : these);
  const patterns = texts.flatMap((each) => (typeof each === "string" ? [each] : []));
  if (patterns.length === 0 || patterns.length < texts.length) return null;
  const fold = (text: string): string => (flags === "i" ? text.toLowerCase() : text);
  return (text) =>
    patterns.some((pattern) => matchesWildcards(fold(pattern), fold(text))) !== isNegative;
}

/**
 * `*` stands for any characters, slashes and colons too, `?` for one. In time that grows with the product of the
 * two lengths at most, whatever the pattern.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let [at, inPattern, star, resumed] = [0, 0, -1, 0];
  while (at < text.length) {
    const character = pattern[inPattern];
    if (character === "*") {
      star = inPattern;
      resumed = at;
      inPattern += 1;
    } else if (character !== undefined && (character === "?" || character === text[at])) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      resumed += 1;
      at = resumed;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern += 1;
  return inPattern === pattern.length;
}
