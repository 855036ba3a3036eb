import { createProblem, type Problem } from "../../../core/problem.ts";
import type { SourceDocument } from "../../../core/source-document.ts";
import type { ReferenceUse } from "../intrinsic-uses.ts";
import { pseudoParameterNames } from "../pseudo-parameters.ts";
import { isSamGenerated } from "../resources/sam-generated.ts";
import { namesWithin, suggestNames } from "../../../core/suggest-names.ts";
import type { TemplateSections } from "../template-sections.ts";
import type { TemplateRule } from "./checked-template.ts";

/**
 * References to names the template does not define, in resources, outputs and the Globals some
 * resource takes, whether their condition holds or not: CloudFormation refuses such a template
 * before it looks at conditions. Where a macro or an include may add names, nothing is missing.
 */
export const unknownReference: TemplateRule = ({ references, sections, source, isWhole }) => {
  const resources = [...sections.resources.keys()];
  const defined = [...Object.keys(sections.parameters), ...resources];
  const fit = new Map<string, boolean>();
  const isDefined = ({ name, attribute }: ReferenceUse): boolean => {
    const isNamed = attribute === null ? Object.hasOwn(sections.parameters, name) : false;
    if (isNamed || sections.resources.has(name)) return true;
    if (name.startsWith("AWS::")) return pseudoParameterNames.includes(name);
    if (!isWhole) return true;
    const known = fit.get(name) ?? isSamGenerated(name, sections.resources);
    fit.set(name, known);
    return known;
  };
  return references
    .filter((reference) => !isDefined(reference))
    .map((reference) => describe(reference, sections, defined, source));
};

function describe(
  { name, use }: ReferenceUse,
  { parameters, resources }: TemplateSections,
  defined: readonly string[],
  source: SourceDocument,
): Problem {
  const code = "template/unknown-reference";
  const location = source.locate(use.pointer());
  if (Object.hasOwn(parameters, name)) {
    return createProblem({
      code,
      message: `${use.name} asks for an attribute of ${name}, which is a parameter; only resources have attributes.`,
      location,
      hint: `Write Ref: ${name}.`,
    });
  }
  const isPseudo = name.startsWith("AWS::");
  const nearest = isPseudo
    ? namesWithin(3, name, pseudoParameterNames)
    : suggestNames(name, use.name === "Fn::GetAtt" ? [...resources.keys()] : defined);
  const kinds = isPseudo
    ? "no pseudo parameter"
    : "neither a parameter nor a resource of the template";
  return createProblem({
    code,
    message: `${use.name} names ${name}, which is ${kinds}.`,
    location,
    actual: name,
    hint:
      nearest.length > 0
        ? `Did you mean ${nearest.join(" or ")}?`
        : isPseudo
          ? `The pseudo parameters are ${pseudoParameterNames.join(", ")}.`
          : `Add ${name} to Parameters or Resources, or remove the reference.`,
  });
}
