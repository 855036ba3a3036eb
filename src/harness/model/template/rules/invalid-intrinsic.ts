import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem, type SourceLocation } from "../../../core/problem.ts";
import { asIntrinsic } from "../intrinsics/evaluate.ts";
import { isList, isMap } from "../intrinsics/evaluation.ts";
import { intrinsics } from "../intrinsics/functions.ts";
import { namesWithin } from "../../../core/suggest-names.ts";
import { hasLanguageExtensions, unknownTransforms, type TemplateRule } from "./checked-template.ts";

/** How many items the list of a function has, and what they are. */
interface ListShape {
  readonly least: number;
  readonly most: number;
  readonly form: string;
  /** The first item has to be written as text. */
  readonly literalFirst?: true;
}

const shapes: Readonly<Record<string, ListShape>> = {
  "Fn::And": { least: 2, most: 10, form: "two to ten conditions" },
  "Fn::Cidr": { least: 2, most: 3, form: "an address block, a count and perhaps the bits" },
  "Fn::Equals": { least: 2, most: 2, form: "two values" },
  "Fn::FindInMap": { least: 3, most: 4, form: "a mapping and two keys" },
  "Fn::If": { least: 3, most: 3, form: "a condition's name and two values", literalFirst: true },
  "Fn::Join": { least: 2, most: 2, form: "a delimiter and a list", literalFirst: true },
  "Fn::Not": { least: 1, most: 1, form: "a list of one condition" },
  "Fn::Or": { least: 2, most: 10, form: "two to ten conditions" },
  "Fn::Select": { least: 2, most: 2, form: "an index and a list" },
  "Fn::Split": { least: 2, most: 2, form: "a delimiter and a text", literalFirst: true },
};

/** A function with its place; a place is written only for what is wrong. */
interface Call {
  readonly name: string;
  readonly argument: JsonValue;
  readonly owner: string;
  readonly pointer: () => JsonPointer;
}

/**
 * Functions whose argument cannot be what they take: too few or too many items, or another type.
 * CloudFormation refuses the template (source: CloudFormation template reference, "Intrinsic
 * function reference"). With a macro, which may rewrite them first, nothing is said.
 */
export const invalidIntrinsic: TemplateRule = ({ uses, sections, source }) => {
  if (unknownTransforms(sections).length > 0) return [];
  const extended = hasLanguageExtensions(sections);
  const inProperties = uses.filter(
    ({ section, path }) =>
      section === "Globals" || path[0] === (section === "Resources" ? "Properties" : "Value"),
  );
  const calls: readonly Call[] = [
    ...inProperties.map((use) => ({ ...use, owner: use.owner ?? "Globals" })),
    ...Object.entries(sections.conditions).flatMap(([owner, value]) =>
      callsIn(value, owner, joinPointer("/Conditions", owner)),
    ),
  ];
  return calls.flatMap((call): readonly Problem[] => {
    const nearest = misspelt(call.name);
    if (nearest !== null) return [misspeltProblem(call, nearest, source.locate(call.pointer()))];
    const form = brokenForm(call, extended);
    if (form === null) return [];
    return [
      createProblem({
        code: "template/invalid-intrinsic",
        message: `${call.name} in ${call.owner} takes ${form}.`,
        location: source.locate(call.pointer()),
        expected: form,
        actual: describe(call.argument),
      }),
    ];
  });
};

/** Functions there are, those of rules and of other transforms included. */
const functions: readonly string[] = [
  ...Object.keys(intrinsics),
  "Fn::Contains",
  "Fn::EachMemberEquals",
  "Fn::EachMemberIn",
  "Fn::RefAll",
  "Fn::ValueOf",
  "Fn::ValueOfAll",
];

/** The function that was meant by one that does not exist; a name unlike any other may be new. */
function misspelt(name: string): string | null {
  if (name === "Ref" || functions.includes(name) || name.startsWith("Fn::ForEach")) return null;
  return namesWithin(2, name, functions)[0] ?? null;
}

function misspeltProblem(
  { name, owner }: Call,
  nearest: string,
  location: SourceLocation,
): Problem {
  return createProblem({
    code: "template/invalid-intrinsic",
    message: `${owner} calls ${name}, which is no function.`,
    location,
    hint: `Did you mean ${nearest}?`,
  });
}

function callsIn(value: JsonValue, owner: string, pointer: JsonPointer): readonly Call[] {
  if (isList(value))
    return value.flatMap((item, index) => callsIn(item, owner, joinPointer(pointer, index)));
  if (!isMap(value)) return [];
  const call = asIntrinsic(value);
  const own = call === null ? [] : [{ ...call, owner, pointer: () => pointer }];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, member]) =>
      callsIn(member, owner, joinPointer(pointer, key)),
    ),
  ];
}

/** What the function takes, where its argument is certainly something else; else `null`. */
function brokenForm({ name, argument }: Call, extended: boolean): string | null {
  // A macro writes the argument.
  if (isMap(argument) && Object.hasOwn(argument, "Fn::Transform")) return null;
  if (name === "Ref") {
    const isName = typeof argument === "string" || (extended && isMap(argument));
    return isName ? null : "the name of a parameter or resource";
  }
  if (name === "Fn::GetAtt")
    return isAttribute(argument, extended) ? null : "a logical id and an attribute";
  if (name === "Fn::Sub") return isSub(argument) ? null : "a text, or a list of a text and a map";
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  // A map may be a function that gives the list.
  if (shape === undefined || isMap(argument)) return null;
  if (!isList(argument)) return shape.form;
  const fits = argument.length >= shape.least && argument.length <= shape.most;
  const first = argument[0];
  const isLiteral = !isList(first) && (extended || !isMap(first));
  return fits && (shape.literalFirst === undefined || isLiteral) ? null : shape.form;
}

function isAttribute(argument: JsonValue, extended: boolean): boolean {
  if (typeof argument === "string") return argument.includes(".");
  if (!isList(argument)) return extended && isMap(argument);
  const [first, second] = argument;
  const isName = typeof first === "string" || (extended && isMap(first));
  return isName && second !== undefined;
}

function isSub(argument: JsonValue): boolean {
  if (typeof argument === "string") return true;
  if (!isList(argument)) return false;
  const [text, variables = {}, ...others] = argument;
  return typeof text === "string" && isMap(variables) && others.length === 0;
}

function describe(argument: JsonValue): string {
  if (isList(argument)) return `a list of ${argument.length}`;
  return isMap(argument) ? "a map" : JSON.stringify(argument);
}
