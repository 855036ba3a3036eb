import { isObject } from "../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import { describeKeyword, describeType } from "./describe-keyword.ts";
import { describeValue } from "./describe-value.ts";
import type { ExplainContext } from "./explain-context.ts";
import type { Exempt } from "./normalise-schema.ts";
import { referenceOf, resolveReference } from "./resolve-reference.ts";
import type { SchemaViolation } from "./schema-validator.ts";

/** An `anyOf` or `oneOf` a value does not satisfy. */
export interface FailedUnion {
  readonly keyword: "anyOf" | "oneOf";
  /** The schema object the keyword stands in. */
  readonly pointer: JsonPointer;
  readonly instancePointer: JsonPointer;
  readonly value: unknown;
  /** What the branches must not require. */
  readonly exempt: Exempt;
}

interface Branch {
  readonly pointer: JsonPointer;
  readonly name: string;
  readonly violations: readonly SchemaViolation[];
}

/**
 * Says of a failed `anyOf` or `oneOf` what helps: the violations of the branch the discriminator
 * names, else of the one branch the value is nearest to, else one sentence about all of them.
 */
export function explainUnion(
  context: ExplainContext,
  union: FailedUnion,
): readonly SchemaViolation[] {
  const chosen = chooseByDiscriminator(context, union);
  if (chosen !== null) return chosen;
  const branches = branchesOf(context, union);
  const passing = branches.filter(({ violations }) => violations.length === 0);
  if (passing.length > 1) return [tooMany(union, passing)];
  const nearest = findNearest(branches);
  return nearest === null ? [summary(context, union, branches)] : within(union, nearest.violations);
}

function branchesOf(context: ExplainContext, union: FailedUnion): readonly Branch[] {
  const list = joinPointer(union.pointer, union.keyword);
  const members: unknown = valueAt(context.root, list);
  if (!Array.isArray(members)) return [];
  return members.map((member: unknown, index): Branch => {
    const pointer = joinPointer(list, index);
    return {
      pointer,
      name: branchName(member, index),
      violations: context.check(pointer, union.value, union.exempt),
    };
  });
}

function branchName(member: unknown, index: number): string {
  const reference = referenceOf(member)?.split("/").at(-1);
  if (reference !== undefined) return reference;
  const title = isObject(member) ? member["title"] : undefined;
  return typeof title === "string" ? title : `alternative ${index + 1}`;
}

function within(
  union: FailedUnion,
  violations: readonly SchemaViolation[],
): readonly SchemaViolation[] {
  return violations.map((violation) => ({
    ...violation,
    instancePointer: `${union.instancePointer}${violation.instancePointer}`,
  }));
}

function chooseByDiscriminator(
  context: ExplainContext,
  union: FailedUnion,
): readonly SchemaViolation[] | null {
  const pointer = joinPointer(union.pointer, "discriminator");
  const discriminator = valueAt(context.root, pointer);
  const property = isObject(discriminator) ? discriminator["propertyName"] : discriminator;
  if (typeof property !== "string" || !isObject(union.value)) return null;
  const tag = union.value[property];
  if (typeof tag !== "string") return null;
  const mapping =
    isObject(discriminator) && isObject(discriminator["mapping"]) ? discriminator["mapping"] : {};
  const mapped = Object.hasOwn(mapping, tag) ? mapping[tag] : undefined;
  const wanted = typeof mapped === "string" ? (mapped.split("/").at(-1) ?? mapped) : tag;
  const branches = branchesOf(context, union);
  const branch = branches.find(({ name }) => name === wanted);
  if (branch !== undefined)
    return branch.violations.length === 0 ? null : within(union, branch.violations);
  const names =
    Object.keys(mapping).length > 0 ? Object.keys(mapping) : branches.map(({ name }) => name);
  const { message, expected } = describeKeyword({ keyword: "enum", schema: names, params: {} });
  return [
    {
      instancePointer: joinPointer(union.instancePointer, property),
      schemaPointer: pointer,
      keyword: "discriminator",
      message,
      expected,
      actual: describeValue(tag),
    },
  ];
}

/** Lower is nearer: the wrong type altogether is farthest, a wrong tag (a one-value enum) far. */
function distance({ violations }: Branch): number {
  const weights = violations.map(({ instancePointer, keyword, expected }) => {
    if (instancePointer === "" && keyword === "type") return 1000;
    const isTag = keyword === "const" || (keyword === "enum" && !expected.startsWith("one of"));
    return isTag ? 50 : 1;
  });
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** The one branch that is clearly nearest and has the right type, `null` when there is a tie. */
function findNearest(branches: readonly Branch[]): Branch | null {
  const ranked = branches
    .filter(({ violations }) => violations.length > 0)
    .map((branch) => ({ branch, distance: distance(branch) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [first, second] = ranked;
  if (first === undefined || first.distance >= 1000) return null;
  return second === undefined || second.distance > first.distance ? first.branch : null;
}

function tooMany(union: FailedUnion, passing: readonly Branch[]): SchemaViolation {
  const names = passing.map(({ name }) => name).join(" and ");
  return {
    instancePointer: union.instancePointer,
    schemaPointer: joinPointer(union.pointer, union.keyword),
    keyword: union.keyword,
    message: `must match exactly one alternative, but matches ${names}`,
    expected: "exactly one alternative",
    actual: describeValue(union.value),
  };
}

function summary(
  context: ExplainContext,
  union: FailedUnion,
  branches: readonly Branch[],
): SchemaViolation {
  const types = branches.map(({ pointer }) => {
    const resolution = resolveReference(context.root, pointer);
    return resolution.kind === "found" && isObject(resolution.value)
      ? resolution.value["type"]
      : undefined;
  });
  const isTypeMismatch =
    branches.every((branch) => distance(branch) >= 1000) &&
    types.every((type) => type !== undefined);
  const expected = isTypeMismatch
    ? describeType([...new Set(types.flat())])
    : `one of ${branches.map(({ name }) => name).join(", ")}`;
  return {
    instancePointer: union.instancePointer,
    schemaPointer: joinPointer(union.pointer, union.keyword),
    keyword: union.keyword,
    message: isTypeMismatch ? `must be ${expected}` : `must match ${expected}`,
    expected,
    actual: describeValue(union.value),
  };
}
