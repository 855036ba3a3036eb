import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { isMap } from "../intrinsics/evaluation.ts";
import { namesWithin } from "../../../core/suggest-names.ts";
import { unknownTransforms, type TemplateRule } from "./checked-template.ts";

/** Those of CloudFormation and SAM, and what `aws cloudformation package` resolves before. */
const sections = [
  "AWSTemplateFormatVersion",
  "Conditions",
  "Constants",
  "Description",
  "Fn::Transform",
  "Globals",
  "Hooks",
  "Mappings",
  "Metadata",
  "Modules",
  "Outputs",
  "Packages",
  "Parameters",
  "Resources",
  "Rules",
  "Transform",
] as const;

/**
 * Sections CloudFormation does not know; it refuses the template (source: CloudFormation user
 * guide, "Template sections"). A macro may take a section of its own, so with one nothing is said.
 */
export const unknownSection: TemplateRule = ({ root, sections: read, source }) => {
  if (!isMap(root) || unknownTransforms(read).length > 0) return [];
  return Object.keys(root)
    .filter((name) => !sections.some((known) => known === name))
    .map((name): Problem => {
      const nearest = namesWithin(3, name, sections);
      return createProblem({
        code: "template/unknown-section",
        message: `${name} is no section of a template.`,
        location: source.locate(joinPointer("", name)),
        hint:
          nearest[0] === undefined
            ? `Move ${name} below Metadata, or remove it.`
            : `Did you mean ${nearest[0]}?`,
      });
    });
};
