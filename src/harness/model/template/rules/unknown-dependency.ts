import type { JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { isList, isMap } from "../intrinsics/evaluation.ts";
import { isSamGenerated } from "../resources/sam-generated.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import type { TemplateRule } from "./checked-template.ts";

/** A logical id that `DependsOn` names, and where. */
export interface Dependency {
  readonly name: string;
  readonly path: readonly string[];
}

/** What a resource's `DependsOn` names: one logical id or a list of them. */
export function dependenciesOf(resource: JsonValue | undefined): readonly Dependency[] {
  const written = isMap(resource) ? resource["DependsOn"] : undefined;
  if (typeof written === "string") return [{ name: written, path: ["DependsOn"] }];
  return (isList(written) ? written : []).flatMap((name, index) =>
    typeof name === "string" ? [{ name, path: ["DependsOn", String(index)] }] : [],
  );
}

/** `DependsOn` that names no resource of the template; CloudFormation refuses it. */
export const unknownDependency: TemplateRule = ({ root, sections, source, isWhole }) => {
  if (!isWhole) return [];
  const resources = isMap(root) ? root["Resources"] : undefined;
  return Object.entries(isMap(resources) ? resources : {}).flatMap(([owner, resource]) =>
    dependenciesOf(resource)
      .filter(
        ({ name }) =>
          !(isMap(resources) && Object.hasOwn(resources, name)) &&
          !isSamGenerated(name, sections.resources),
      )
      .map(({ name, path }): Problem => {
        const nearest = suggestNames(name, [...sections.resources.keys()]);
        return createProblem({
          code: "template/unknown-dependency",
          message: `${owner} depends on ${name}, which is no resource of the template.`,
          location: source.locate(joinPointer("/Resources", owner, ...path), "value"),
          hint:
            nearest.length === 0
              ? `Remove ${name} from DependsOn, or add the resource.`
              : `Did you mean ${nearest.join(" or ")}?`,
        });
      }),
  );
};
