import { isObject, type JsonValue } from "../../../core/json.ts";
import type { TemplateModel, TemplateResource } from "../../template/template-model.ts";
import { referencedNames } from "../referenced-names.ts";

/**
 * Finds the resource of a type that a property names, through `Ref`, an attribute, or inside a text
 * such as `integrations/${Integration}`. Properties are resolved as far as they can be, so a name
 * may have become the text it stands for.
 *
 * @param attribute what else than `Ref` gives the resource's id
 */
export function linkTo(
  template: TemplateModel,
  type: string,
  attribute: string | null = null,
): (value: JsonValue | undefined) => TemplateResource | null {
  const candidates = [...template.resources.values()].filter((each) => each.type === type);
  const texts = new Map<string, TemplateResource>();
  for (const resource of candidates) {
    const forms: JsonValue[] = [{ Ref: resource.logicalId }];
    if (attribute !== null) forms.push({ "Fn::GetAtt": [resource.logicalId, attribute] });
    for (const form of forms) {
      const value = template.resolve(form);
      if (value.known && typeof value.value === "string") texts.set(value.value, resource);
    }
  }
  return (value) => {
    if (value === undefined) return null;
    if (typeof value === "string")
      return texts.get(value) ?? texts.get(value.slice(value.lastIndexOf("/") + 1)) ?? null;
    const names = isObject(value) ? referencedNames(value) : [];
    return candidates.find(({ logicalId }) => names.includes(logicalId)) ?? null;
  };
}

/** The resources of a type that belong to an API, by the property that names it. */
export function resourcesOfApi(
  template: TemplateModel,
  apiLogicalId: string,
  type: string,
  property: "RestApiId" | "ApiId",
): readonly TemplateResource[] {
  const api = template.resources.get(apiLogicalId);
  if (api === undefined) return [];
  const link = linkTo(template, api.type);
  return [...template.resources.values()].filter(
    (each) => each.type === type && link(each.properties[property]) === api,
  );
}
