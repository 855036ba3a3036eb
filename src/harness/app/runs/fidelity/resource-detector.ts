import type { TemplateResource } from "../../../model/template/template-model.ts";
import type { Detector, FidelityFacts } from "./detector.ts";
import { listNames } from "./list-names.ts";

/** A behaviour that a kind of resource stands for. */
export interface ResourceRule extends Pick<Detector, "anchor" | "group" | "state"> {
  readonly types: readonly string[];
  readonly applies?: (resource: TemplateResource, facts: FidelityFacts) => boolean;
  readonly what: (names: string) => string;
  readonly instead: string;
}

/** One row for all resources of a template of the kind; its place is the first of them. */
export function resourceDetector(rule: ResourceRule): Detector {
  const { anchor, group, state, types, what, instead } = rule;
  return {
    anchor,
    group,
    state,
    find: (facts) => {
      const found = [...facts.template.resources.values()].filter(
        (resource) => types.includes(resource.type) && (rule.applies?.(resource, facts) ?? true),
      );
      const [first] = found;
      if (first === undefined) return [];
      const location = facts.template.source.locate(first.pointer);
      return [
        { what: what(listNames(found.map(({ logicalId }) => logicalId))), location, instead },
      ];
    },
  };
}
