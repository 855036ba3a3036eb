import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { nearestType } from "../resources/nearest-type.ts";
import { unknownTransforms, type TemplateRule } from "./checked-template.ts";

/**
 * Types of AWS that do not exist and are nearly one that does; SAM and CloudFormation refuse the
 * template. With a macro, which may write another type, nothing is said.
 */
export const unknownResourceType: TemplateRule = ({ sections, source }) => {
  if (unknownTransforms(sections).length > 0) return [];
  return [...sections.resources.values()].flatMap(({ logicalId, type, pointer, implicit }) => {
    const meant = implicit ? null : nearestType(type);
    if (meant === null) return [];
    const problem: Problem = createProblem({
      code: "template/unknown-resource-type",
      message: `${logicalId} is of the type ${type}, which does not exist.`,
      location: source.locate(joinPointer(pointer, "Type")),
      expected: meant,
      actual: type,
      hint: `Did you mean ${meant}?`,
    });
    return [problem];
  });
};
