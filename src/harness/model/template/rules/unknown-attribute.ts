import { createProblem, type Problem } from "../../../core/problem.ts";
import { isMisread } from "../../../core/source-document.ts";
import { attributeNamesOf } from "../resources/attribute-names.ts";
import { declaredOutputs } from "../stack-loader.ts";
import { namesByLikeness } from "../../../core/suggest-names.ts";
import type { TemplateModel } from "../template-model.ts";
import type { TemplateRule } from "./checked-template.ts";

/** Attributes told of at most; the whole list is in CloudFormation's reference. */
const shown = 8;

/**
 * `Fn::GetAtt` of an attribute that a resource type does not have, where all it has are known, and
 * of an output that the template of a nested stack does not declare. CloudFormation refuses both.
 */
export const unknownAttribute: TemplateRule = ({ references, sections, source, stacks }) =>
  references.flatMap(({ name, attribute, use }): readonly Problem[] => {
    // `Ref` with a dot is SAM's own form, as `Function.Alias`.
    if (attribute === null || use.name === "Ref") return [];
    const type = sections.resources.get(name)?.type;
    const stack = stacks.get(name);
    const names =
      stack !== undefined ? outputsOf(stack) : type === undefined ? null : attributeNamesOf(type);
    if (type === undefined || names === null || has(names, attribute)) return [];
    const nearest = namesByLikeness(attribute, names).toSorted(
      (a, b) => Number(isEndOf(attribute, b)) - Number(isEndOf(attribute, a)),
    );
    return [
      createProblem({
        code: "template/unknown-attribute",
        message: `${use.name} asks for ${attribute} of ${name}, and ${type} has no such attribute.`,
        location: source.locate(use.pointer()),
        expected: nearest.length === 0 ? "Ref, for it has no attributes" : listOf(nearest),
        actual: attribute,
        hint: hintFor(attribute, nearest, name),
      }),
    ];
  });

/** `QueueArn` of a queue is its `Arn`. */
function isEndOf(attribute: string, name: string): boolean {
  return attribute.toLowerCase().endsWith(name.toLowerCase());
}

/** A template that was not read to its end may have more. */
function outputsOf(stack: TemplateModel): readonly string[] | null {
  if (isMisread(stack.source)) return null;
  return declaredOutputs(stack).map((name) => `Outputs.${name}`);
}

/** A part of an attribute that is a map is let be: `Endpoint.Address`. */
function has(names: readonly string[], attribute: string): boolean {
  const [first = attribute] = attribute.split(".");
  if (first === "Outputs") return names.includes(attribute);
  return names.some((name) => name === attribute || name.split(".")[0] === first);
}

function listOf(names: readonly string[]): string {
  const more = names.length > shown ? ` and ${names.length - shown} more` : "";
  return `one of ${names.slice(0, shown).join(", ")}${more}`;
}

function hintFor(attribute: string, nearest: readonly string[], name: string): string {
  const [first] = nearest;
  return first === undefined || /(Name|Id|Url)$/.test(attribute)
    ? `Ref of ${name} may be what is meant${first === undefined ? "." : `, or ${name}.${first}.`}`
    : `Did you mean ${name}.${first}?`;
}
