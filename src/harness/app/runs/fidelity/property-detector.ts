import type { JsonValue } from "../../../core/json.ts";
import type { TemplateResource } from "../../../model/template/template-model.ts";
import type { Detector } from "./detector.ts";
import { isSet } from "./is-set.ts";
import { listNames } from "./list-names.ts";
import { locateProperty } from "./locate-property.ts";

/** A behaviour that a property of a resource asks for. */
export interface PropertyRule extends Pick<Detector, "anchor" | "group" | "state"> {
  readonly types: readonly string[];
  /** The property under its names: SAM and CloudFormation may call it differently. */
  readonly properties: readonly string[];
  /** Which values ask for it; any that is set by default. */
  readonly asks?: (value: JsonValue, resource: TemplateResource) => boolean;
  /** `layers of FunctionA and FunctionB`. */
  readonly what: (names: string) => string;
  readonly instead: string;
}

/** The property by which a resource asks for the behaviour, `undefined` where none does. */
function askedBy(resource: TemplateResource, { types, properties, asks }: PropertyRule) {
  if (!types.includes(resource.type)) return undefined;
  return properties.find((name) => {
    const value = resource.properties[name];
    return isSet(value) && (asks?.(value, resource) ?? true);
  });
}

/** One row for all resources of a template with the property; its place is the first of them. */
export function propertyDetector(rule: PropertyRule): Detector {
  const { anchor, group, state, what, instead } = rule;
  return {
    anchor,
    group,
    state,
    find: ({ template }) => {
      const asking = [...template.resources.values()].flatMap((resource) => {
        const property = askedBy(resource, rule);
        return property === undefined ? [] : [{ resource, property }];
      });
      const [first] = asking;
      if (first === undefined) return [];
      const location = locateProperty(template, first.resource.logicalId, first.property);
      const names = listNames(asking.map(({ resource }) => resource.logicalId));
      return [{ what: what(names), location, instead }];
    },
  };
}

/** The types of Lambda functions. */
export const functionTypes = ["AWS::Serverless::Function", "AWS::Lambda::Function"] as const;
