import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { asIntrinsic } from "../intrinsics/evaluate.ts";
import { isList, isMap } from "../intrinsics/evaluation.ts";
import { unknownTransforms, type CheckedTemplate, type TemplateRule } from "./checked-template.ts";

interface Misplaced {
  readonly what: string;
  readonly where: string;
  readonly pointer: JsonPointer;
  readonly hint: string;
}

/**
 * Functions where CloudFormation takes none: in Parameters and Mappings, and resources named in
 * Conditions (source: CloudFormation user guide, sections "Parameters", "Mappings", "Conditions").
 * A macro may resolve them first.
 */
export const misplacedIntrinsic: TemplateRule = (template) => {
  if (unknownTransforms(template.sections).length > 0) return [];
  return [...inPlainSections(template), ...inConditions(template)].map(
    ({ what, where, pointer, hint }): Problem =>
      createProblem({
        code: "template/misplaced-intrinsic",
        message: `${what} stands in ${where}, where CloudFormation takes no function.`,
        location: template.source.locate(pointer),
        hint,
      }),
  );
};

/** Outermost functions of a value, those named left out. */
function callsIn(
  value: JsonValue,
  pointer: JsonPointer,
): readonly {
  readonly name: string;
  readonly argument: JsonValue;
  readonly pointer: JsonPointer;
}[] {
  if (isList(value))
    return value.flatMap((item, index) => callsIn(item, joinPointer(pointer, index)));
  if (!isMap(value)) return [];
  const call = asIntrinsic(value);
  if (call !== null && call.name !== "Fn::Transform")
    return [{ ...call, pointer: joinPointer(pointer, call.name) }];
  return Object.entries(value).flatMap(([key, member]) =>
    callsIn(member, joinPointer(pointer, key)),
  );
}

function inPlainSections({ sections }: CheckedTemplate): readonly Misplaced[] {
  return (["parameters", "mappings"] as const).flatMap((name) => {
    const section = name === "parameters" ? "Parameters" : "Mappings";
    const hint =
      name === "parameters"
        ? "Write the value itself, or work it out where the parameter is used."
        : "Write the value itself; a mapping holds plain values only.";
    return callsIn(sections[name], joinPointer("", section)).map((call) => ({
      what: call.name,
      where: section,
      pointer: call.pointer,
      hint,
    }));
  });
}

/** Conditions are decided before there is any resource. */
function inConditions({ sections }: CheckedTemplate): readonly Misplaced[] {
  const found: Misplaced[] = [];
  const visit = (value: JsonValue, pointer: JsonPointer, owner: string): void => {
    if (isList(value)) {
      for (const [index, item] of value.entries()) visit(item, joinPointer(pointer, index), owner);
      return;
    }
    if (!isMap(value)) return;
    const call = asIntrinsic(value);
    const named = call?.name === "Ref" && typeof call.argument === "string" ? call.argument : null;
    if (call?.name === "Fn::GetAtt" || (named !== null && sections.resources.has(named)))
      found.push({
        what: `${call?.name ?? "Ref"} of a resource`,
        where: `the condition ${owner}`,
        pointer: joinPointer(pointer, call?.name ?? "Ref"),
        hint: "Let the condition look at parameters and mappings only.",
      });
    for (const [key, member] of Object.entries(value))
      visit(member, joinPointer(pointer, key), owner);
  };
  for (const [owner, value] of Object.entries(sections.conditions))
    visit(value, joinPointer("/Conditions", owner), owner);
  return found;
}
