import type { JsonObject, JsonValue } from "../../core/json.ts";
import { holdsUnresolved } from "../schema/is-unresolved.ts";
import type { Resolved, TemplateModel } from "../template/template-model.ts";

/** What of an integration says how requests and responses are made. */
const members = [
  "connectionType",
  "contentHandling",
  "httpMethod",
  "passthroughBehavior",
  "requestParameters",
  "requestTemplates",
  "responseParameters",
  "responses",
] as const;

/**
 * The settings of an integration with their intrinsics resolved: templates are often written with
 * `Fn::Sub`. Unknown where one hangs on a value that only AWS knows; the reason fits "does not emulate …".
 */
export function readIntegrationSettings(
  raw: JsonObject,
  template: TemplateModel,
): Resolved<JsonObject> {
  const settings: Record<string, JsonValue> = {};
  for (const name of members) {
    const written = raw[name];
    if (written === undefined) continue;
    const resolved = resolveDeep(written, template);
    if (holdsUnresolved(resolved)) {
      return {
        known: false,
        reason: `an integration whose ${name} hang on a value that is not known here`,
      };
    }
    settings[name] = resolved;
  }
  return { known: true, value: settings };
}

/** Resolves each part that can be; a part that cannot stays as written. */
function resolveDeep(value: JsonValue, template: TemplateModel): JsonValue {
  if (!holdsUnresolved(value)) return value;
  const whole = template.resolve(value);
  if (whole.known) return whole.value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => resolveDeep(item, template));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, JsonValue]) => [
      name,
      resolveDeep(member, template),
    ]),
  );
}
