import { isJsonValue, isObject, type JsonValue } from "../../core/json.ts";
import type { TemplateModel } from "../template/template-model.ts";

/** The URL of an API of the same template, as an integration names it. */
export interface IntegrationUrl {
  /** Logical id of the API. */
  readonly api: string;
  /** The URL with the logical id for the API's own id, which only AWS knows. */
  readonly uri: string;
}

/**
 * Tells where the uri of an HTTP integration leads when it is the execute-api URL of an API of this
 * template: `https://${Api}.execute-api.${AWS::Region}.amazonaws.com/Prod/x`. `null` for any other.
 */
export function integrationUrl(written: JsonValue, template: TemplateModel): IntegrationUrl | null {
  const call = isObject(written) ? written["Fn::Sub"] : undefined;
  const parts: readonly unknown[] = Array.isArray(call) ? call : [call];
  const [text, ...others] = parts;
  if (typeof text !== "string") return null;
  const [, api = ""] = /^https:\/\/\$\{(\w+)\}\.execute-api\./.exec(text) ?? [];
  if (!template.apis.some(({ logicalId }) => logicalId === api)) return null;
  const plain = text.replace(`\${${api}}`, api);
  const rest: JsonValue = [plain, ...others.filter((each) => isJsonValue(each))];
  const resolved = template.resolve({ "Fn::Sub": rest.length === 1 ? plain : rest });
  return resolved.known && typeof resolved.value === "string" ? { api, uri: resolved.value } : null;
}
