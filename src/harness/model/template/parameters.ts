import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import {
  type Evaluation,
  external,
  isList,
  isMap,
  known,
  toText,
} from "./intrinsics/evaluation.ts";
import type { MissingParameter } from "./missing-parameters.ts";
import { boundPattern } from "../../core/patterns/bounded-pattern.ts";
import { suggestNames } from "../../core/suggest-names.ts";

/** The template's parameters with their values. */
export interface ResolvedParameters {
  readonly values: ReadonlyMap<string, Evaluation>;
  /** Those without a value. */
  readonly missing: readonly MissingParameter[];
  readonly problems: readonly Problem[];
}

/** What parameters get their values from. */
export interface ParameterInput {
  readonly declared: JsonObject;
  readonly overrides: Readonly<Record<string, string>>;
  /** Parameters that are given, but whose values are not known here, with the reason. */
  readonly unknownOverrides: ReadonlyMap<string, string>;
  /** Why any of them may be given a value that is not known here; `null` where none may. */
  readonly anyOverride: string | null;
  /** True where a parent stack gives the values. */
  readonly isNested: boolean;
  readonly source: SourceDocument;
}

/**
 * Gives each parameter its value: the override, else its default. Numbers stay text, as they do in
 * CloudFormation; `CommaDelimitedList` and `List<…>` become lists; `AWS::SSM::Parameter::Value<…>`
 * names a value that AWS looks up, so it stays unknown
 * (source: CloudFormation user guide, "Parameters section structure").
 */
export function resolveParameters(input: ParameterInput): ResolvedParameters {
  const { declared, overrides, unknownOverrides, source } = input;
  const values = new Map<string, Evaluation>();
  const problems: Problem[] = [];
  const missing: MissingParameter[] = [];
  for (const [name, declaration] of Object.entries(declared)) {
    const rules = isMap(declaration) ? declaration : {};
    const wrongType = wrongTypeOf(name, rules, source);
    if (wrongType !== null) problems.push(wrongType);
    const hidden = unknownOverrides.get(name) ?? input.anyOverride ?? undefined;
    if (hidden !== undefined) {
      values.set(name, external(`the parameter ${name} is not known here: ${hidden}`));
      continue;
    }
    const given = Object.hasOwn(overrides, name) ? overrides[name] : undefined;
    const text = given ?? defaultText(rules);
    if (text === null) {
      values.set(name, { ...external(`the parameter ${name} has no value`), missing: name });
      missing.push({ name, allowed: allowedValues(rules) });
      continue;
    }
    values.set(name, typedValue(name, text, typeOf(rules)));
    const broken = brokenConstraint(text, rules);
    if (broken === null) continue;
    const isHidden = isNoEcho(rules);
    const value = isHidden ? "a value that NoEcho hides" : `the value "${text}"`;
    const message = `The parameter ${name} has ${value}, which ${broken.what}.`;
    const hint = `Give it another value with --parameter-overrides ${name}=${broken.example}, or correct its ${given === undefined ? "Default" : "constraints"}.`;
    problems.push(
      createProblem({
        code: "template/parameter-value",
        message,
        location: source.locate(joinPointer("/Parameters", name)),
        expected: broken.expected,
        actual: isHidden ? "****" : text,
        hint,
      }),
    );
  }
  return { values, missing, problems: [...problems, ...undeclared(input)] };
}

/** Whether CloudFormation hides the value of a parameter that is declared so. */
export function isNoEcho(declaration: JsonValue): boolean {
  const written = isMap(declaration) ? declaration["NoEcho"] : undefined;
  return written !== undefined && toText(written)?.toLowerCase() === "true";
}

const types = ["CommaDelimitedList", "List<Number>", "List<String>", "Number", "String"] as const;

/** A declaration without a type, or with one that is neither CloudFormation's nor a service's. */
function wrongTypeOf(name: string, rules: JsonObject, source: SourceDocument): Problem | null {
  const type = rules["Type"];
  const isKnown =
    typeof type === "string" &&
    (types.some((each) => each === type) || /^(?:AWS::|List<AWS::)/.test(type));
  // An include or a function in its place is another matter.
  if (isKnown || name.startsWith("Fn::") || (type !== undefined && typeof type !== "string"))
    return null;
  const nearest = type === undefined ? [] : suggestNames(type, types);
  return createProblem({
    code: "template/parameter-type",
    message:
      type === undefined
        ? `The parameter ${name} has no Type.`
        : `The parameter ${name} has the type ${type}, which CloudFormation does not know.`,
    location: source.locate(joinPointer("/Parameters", name)),
    expected: types.join(", "),
    ...(type === undefined ? {} : { actual: type }),
    hint:
      nearest.length === 0
        ? `Add Type: String to ${name}.`
        : `Did you mean ${nearest.join(" or ")}?`,
  });
}

function typeOf(rules: JsonObject): string {
  return typeof rules["Type"] === "string" ? rules["Type"] : "String";
}

function defaultText(rules: JsonObject): string | null {
  const value = rules["Default"];
  return value === undefined ? null : toText(value);
}

function typedValue(name: string, text: string, type: string): Evaluation {
  if (type.startsWith("AWS::SSM::Parameter::Value<")) {
    return external(
      `the parameter ${name} takes the value of the SSM parameter ${text}, which AWS looks up`,
    );
  }
  if (type !== "CommaDelimitedList" && !type.startsWith("List<")) return known(text);
  return known(text === "" ? [] : text.split(",").map((item) => item.trim()));
}

/** CloudFormation refuses parameters that do not exist in the template. */
function undeclared(input: ParameterInput): readonly Problem[] {
  const { declared, overrides, unknownOverrides, isNested, source } = input;
  return [...Object.keys(overrides), ...unknownOverrides.keys()]
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => {
      const nearest = suggestNames(name, Object.keys(declared));
      const remedy = isNested
        ? `Declare ${name} under Parameters, or remove it from the parent's Parameters.`
        : `Declare ${name} under Parameters, or remove it from parameter_overrides.`;
      return createProblem({
        code: "template/unknown-parameter",
        message: `${isNested ? "The parent stack gives a value" : "A value is given"} for the parameter ${name}, which the template does not declare.`,
        location: source.locate("/Parameters"),
        hint: nearest.length === 0 ? remedy : `Did you mean ${nearest.join(" or ")}?`,
      });
    });
}

function allowedValues(rules: JsonObject): readonly string[] {
  const allowed = rules["AllowedValues"];
  return isList(allowed) ? allowed.map(toText).filter((value) => value !== null) : [];
}

interface BrokenConstraint {
  readonly what: string;
  readonly expected: string;
  readonly example: string;
}

function brokenConstraint(text: string, rules: JsonObject): BrokenConstraint | null {
  const type = typeOf(rules);
  // For SSM types the constraints speak of the looked-up value.
  if (type.startsWith("AWS::SSM::")) return null;
  const items = text.split(",").map((item) => item.trim());
  if (type !== "CommaDelimitedList" && !type.startsWith("List<")) return brokenItem(text, rules);
  // Some constraints are written for each item, some for the whole.
  if (brokenItem(text, rules) === null) return null;
  return items.map((item) => brokenItem(item, rules)).find((broken) => broken !== null) ?? null;
}

function brokenItem(text: string, rules: JsonObject): BrokenConstraint | null {
  const type = typeOf(rules);
  const allowed = allowedValues(rules);
  if (allowed.length > 0 && !allowed.includes(text))
    return {
      what: "is not among its AllowedValues",
      expected: `one of ${allowed.join(", ")}`,
      example: allowed[0] ?? "VALUE",
    };
  return type === "Number" || type === "List<Number>"
    ? brokenNumber(text, rules)
    : brokenText(text, rules);
}

function limit(value: JsonValue | undefined): number | null {
  const text = value === undefined ? null : toText(value);
  const number = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function brokenNumber(text: string, rules: JsonObject): BrokenConstraint | null {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  const minimum = limit(rules["MinValue"]);
  const maximum = limit(rules["MaxValue"]);
  if (Number.isNaN(number))
    return { what: "is not a number", expected: "a number", example: String(minimum ?? 1) };
  if (minimum !== null && number < minimum)
    return { what: "is below its MinValue", expected: `>= ${minimum}`, example: String(minimum) };
  if (maximum !== null && number > maximum)
    return { what: "is above its MaxValue", expected: `<= ${maximum}`, example: String(maximum) };
  return null;
}

function brokenText(text: string, rules: JsonObject): BrokenConstraint | null {
  const shortest = limit(rules["MinLength"]);
  const longest = limit(rules["MaxLength"]);
  if (shortest !== null && text.length < shortest)
    return {
      what: "is shorter than its MinLength",
      expected: `at least ${shortest} characters`,
      example: "VALUE",
    };
  if (longest !== null && text.length > longest)
    return {
      what: "is longer than its MaxLength",
      expected: `at most ${longest} characters`,
      example: "VALUE",
    };
  const pattern = rules["AllowedPattern"];
  if (typeof pattern !== "string" || matchesPattern(text, pattern)) return null;
  return {
    what: "does not match its AllowedPattern",
    expected: `text that matches ${pattern}`,
    example: "VALUE",
  };
}

/**
 * The whole value has to match; patterns in a dialect JavaScript lacks (Java's) accuse nobody, nor do
 * those that might take for ever on this text.
 */
function matchesPattern(text: string, pattern: string): boolean {
  try {
    return boundPattern(new RegExp(`^(?:${pattern})$`, "s")).matches(text) ?? true;
  } catch {
    return true;
  }
}
