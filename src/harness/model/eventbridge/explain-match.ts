import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { EventLeaves } from "./event-leaves.ts";
import { FieldTree } from "./field-tree.ts";
import { leavesOf, numberFields, orRejected, type RejectedEvent } from "./match-pattern.ts";
import { matchSubRule, type FieldConstraint } from "./match-sub-rule.ts";
import type { Leaf } from "./pattern/element.ts";
import type { Constraint, EventPattern, SubRule } from "./pattern/read-pattern.ts";

/** What a field of a pattern came to. */
export interface FieldVerdict {
  /** Keys joined by dots. */
  readonly path: string;
  /** It holds, looked at alone. */
  readonly holds: boolean;
  /** The elements of the pattern as they are written; one of them has to hold. */
  readonly wanted: readonly string[];
  /** What the event has there, as JSON; a few words where that is no value. */
  readonly found: readonly string[];
}

/** What a combination of `$or` came to; a pattern without one has one of these. */
export interface SubRuleVerdict {
  readonly matches: boolean;
  readonly fields: readonly FieldVerdict[];
  /**
   * Every field holds alone, but not together: their values come from different elements of an array,
   * or a field that should be absent is there beside them.
   */
  readonly apart: boolean;
}

/** Why an event matches a pattern, or does not. */
export interface MatchExplanation {
  readonly matches: boolean;
  /** Those nearest to a match first. */
  readonly subRules: readonly SubRuleVerdict[];
}

/** Values told of one field. */
const mostFound = 5;

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isArray(value);
}

/** What stands at a path that has no value of its own: containers met there, else nothing. */
function containersAt(value: JsonValue, parts: readonly string[]): readonly string[] {
  if (isArray(value)) {
    if (value.length === 0 && parts.length === 0) return ["an empty list"];
    return value.flatMap((each) => containersAt(each, parts));
  }
  if (!isMap(value)) return [];
  if (parts.length === 0) {
    return [Object.keys(value).length === 0 ? "an empty object" : "an object, not a value"];
  }
  // A key with dots is a path of keys.
  return parts.flatMap((_, index) => {
    const member = value[parts.slice(0, index + 1).join(".")];
    return member === undefined ? [] : containersAt(member, parts.slice(index + 1));
  });
}

function describe({ kind, text }: Leaf): string {
  return kind === "string" ? JSON.stringify(text) : text;
}

function foundAt(event: JsonObject, path: string, values: readonly Leaf[]): readonly string[] {
  if (values.length > 0) {
    const told = values.slice(0, mostFound).map(describe);
    const left = values.length - told.length;
    return left > 0 ? [...told, `${String(left)} more`] : told;
  }
  const containers = new Set(containersAt(event, path.split(".")));
  return containers.size > 0 ? [...containers] : ["nothing"];
}

interface Judged {
  readonly event: JsonObject;
  readonly leaves: EventLeaves;
}

function judgeField(
  { path, written }: Constraint,
  numbered: FieldConstraint,
  { event, leaves }: Judged,
): FieldVerdict {
  return {
    path,
    holds: matchSubRule([numbered], leaves),
    wanted: written,
    found: foundAt(event, path, leaves[numbered.field] ?? []),
  };
}

function judgeSubRule(subRule: SubRule, tree: FieldTree, judged: Judged): SubRuleVerdict {
  const numbered = numberFields(subRule, tree);
  const fields = subRule.constraints.flatMap((constraint, index) => {
    const own = numbered[index];
    return own === undefined ? [] : [judgeField(constraint, own, judged)];
  });
  const matches = matchSubRule(numbered, judged.leaves);
  return { matches, fields, apart: !matches && fields.every(({ holds }) => holds) };
}

function misses({ fields }: SubRuleVerdict): number {
  return fields.filter(({ holds }) => !holds).length;
}

/**
 * Tells, field by field, why an event matches a pattern or does not: what the pattern asks for there
 * and what the event has. EventBridge itself tells only whether.
 *
 * @param event parsed; its values are told as JSON
 * @param text the event as it is written, which keeps numbers and repeated keys that parsing loses
 * @example
 * explainMatch(pattern, { source: "billing" }).subRules[0]?.fields[0];
 * // { path: "source", holds: false, wanted: ['"orders"'], found: ['"billing"'] }
 */
export function explainMatch(
  pattern: EventPattern,
  event: JsonObject,
  text: string | null = null,
): MatchExplanation | RejectedEvent {
  return orRejected(() => {
    const tree = new FieldTree();
    for (const subRule of pattern.subRules) numberFields(subRule, tree);
    const leaves = leavesOf(text ?? event, tree);
    const subRules = pattern.subRules
      .map((subRule) => judgeSubRule(subRule, tree, { event, leaves }))
      .toSorted((one, other) => misses(one) - misses(other));
    return { matches: subRules.some(({ matches }) => matches), subRules };
  });
}
