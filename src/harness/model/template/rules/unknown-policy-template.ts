import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { namesWithin } from "../../../core/suggest-names.ts";
import { asIntrinsic } from "../intrinsics/evaluate.ts";
import { isList, isMap } from "../intrinsics/evaluation.ts";
import { policyTemplates } from "../policy-templates.ts";
import type { TemplateRule } from "./checked-template.ts";

/**
 * Policy templates that SAM does not have and that are nearly one it has: SAM takes them for policy
 * documents, which IAM refuses (source: SAM developer guide, "AWS SAM policy templates").
 */
export const unknownPolicyTemplate: TemplateRule = ({ root, source }) => {
  const resources = isMap(root) ? root["Resources"] : undefined;
  return Object.entries(isMap(resources) ? resources : {}).flatMap(([logicalId, resource]) => {
    const type = isMap(resource) ? resource["Type"] : undefined;
    const properties = isMap(resource) ? resource["Properties"] : undefined;
    if (type !== "AWS::Serverless::Function" && type !== "AWS::Serverless::StateMachine") return [];
    const policies = isMap(properties) ? properties["Policies"] : undefined;
    const pointer = joinPointer("/Resources", logicalId, "Properties", "Policies");
    return templatesIn(policies, pointer).flatMap(({ name, place }): readonly Problem[] => {
      const meant = policyTemplates.includes(name) ? undefined : near(name);
      if (meant === undefined) return [];
      return [
        createProblem({
          code: "template/unknown-policy-template",
          message: `Policies of ${logicalId} names ${name}, which is no policy template of SAM.`,
          location: source.locate(place),
          expected: meant,
          actual: name,
          hint: `Did you mean ${meant}?`,
        }),
      ];
    });
  });
};

/** A template of another version is another one. */
function near(name: string): string | undefined {
  const letters = /_v\d+$/.test(name) ? 0 : 2;
  return namesWithin(letters, name, policyTemplates)[0];
}

interface NamedTemplate {
  readonly name: string;
  readonly place: JsonPointer;
}

/** A policy template is a map of one key, its name, whose value is a map of parameters. */
function templatesIn(
  policies: JsonValue | undefined,
  pointer: JsonPointer,
): readonly NamedTemplate[] {
  if (isList(policies))
    return policies.flatMap((policy, index) => templatesIn(policy, joinPointer(pointer, index)));
  if (!isMap(policies) || asIntrinsic(policies) !== null) return [];
  const [entry, ...others] = Object.entries(policies);
  if (entry === undefined || others.length > 0 || !isMap(entry[1])) return [];
  const [name] = entry;
  return [{ name, place: joinPointer(pointer, name) }];
}
