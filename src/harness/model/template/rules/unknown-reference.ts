import { createProblem, type Problem } from "../../../core/problem.ts";
import { isSamGenerated } from "../resources/sam-generated.ts";
import { suggestNames } from "../suggest-names.ts";
import type { TemplateRule } from "./checked-template.ts";

/**
 * References to names the template does not define, in resources, outputs and the Globals some
 * resource takes, whether their condition holds or not: CloudFormation refuses such a template
 * before it looks at conditions.
 */
export const unknownReference: TemplateRule = ({ references, sections, source }) => {
  const defined = new Set([...Object.keys(sections.parameters), ...sections.resources.keys()]);
  const generated = new Map<string, boolean>();
  const isDefined = (name: string): boolean => {
    if (name.startsWith("AWS::") || defined.has(name)) return true;
    const known = generated.get(name) ?? isSamGenerated(name, sections.resources);
    generated.set(name, known);
    return known;
  };
  return references
    .filter(({ name }) => !isDefined(name))
    .map(({ name, use }): Problem => {
      const nearest = suggestNames(name, [...defined]);
      return createProblem({
        code: "template/unknown-reference",
        message: `${use.name} names ${name}, which is neither a parameter nor a resource of the template.`,
        location: source.locate(use.pointer()),
        hint:
          nearest.length === 0
            ? `Add ${name} to Parameters or Resources, or remove the reference.`
            : `Did you mean ${nearest.join(" or ")}?`,
      });
    });
};
