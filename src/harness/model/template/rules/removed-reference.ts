import { createProblem, type Problem } from "../../../core/problem.ts";
import type { TemplateRule } from "./checked-template.ts";

/**
 * References, in what deploys, to a resource that its condition removes. CloudFormation looks at a
 * reference only where it is evaluated: in a branch of `Fn::If` that is not taken, and in a resource
 * that is removed itself, it is fine.
 */
export const removedReference: TemplateRule = ({ references, sections, scope, source }) =>
  references.flatMap(({ name, use }): readonly Problem[] => {
    const resource = sections.resources.get(name);
    if (!use.reached || resource === undefined || scope.resources.has(name)) return [];
    if (use.section === "Resources" && use.path[0] !== "Properties") return [];
    const owner = use.owner ?? "Globals";
    const condition = resource.conditions.join(" or ");
    return [
      createProblem({
        code: "template/removed-reference",
        message: `${owner} names ${name}, which the condition ${condition} removes with these parameters.`,
        location: source.locate(use.pointer()),
        related: [{ message: `${name} stands here`, location: source.locate(resource.pointer) }],
        hint: `Put ${owner} under ${condition} as well, or write Fn::If: [${condition}, …, Ref: AWS::NoValue].`,
      }),
    ];
  });
