import type { JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiResource } from "../../template/template-model.ts";
import type { WiringRule } from "../wiring-facts.ts";
import { locateApiProperty } from "../written-property.ts";

/** Properties that SAM writes into the document, and therefore refuses beside one it cannot edit. */
const writers: Readonly<Record<ApiResource["kind"], readonly string[]>> = {
  rest: [
    "Cors",
    "Auth",
    "GatewayResponses",
    "Models",
    "MergeDefinitions",
    "DisableExecuteApiEndpoint",
  ],
  http: ["CorsConfiguration", "Auth", "Name", "Description", "Tags", "DisableExecuteApiEndpoint"],
};

/** What SAM takes for not given. */
export function isGiven(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/**
 * With DefinitionUri, SAM hands the file over unseen and refuses every property that would change
 * it (source: SAM translator, "Cors works only with inline Swagger specified in 'DefinitionBody'").
 */
export const propertyNeedsBody: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource }) => {
    const { properties, definition, logicalId, kind } = resource;
    const byUri =
      properties["DefinitionUri"] !== undefined && properties["DefinitionBody"] === undefined;
    if (!byUri) return [];
    return writers[kind]
      .filter((name) => isGiven(properties[name]))
      .map((name): Problem => {
        const location = definition.kind === "uri" ? definition.location : "openapi.yaml";
        return createProblem({
          code: "wiring/property-needs-body",
          message: `${logicalId} has ${name} beside DefinitionUri; SAM refuses it, since it does not edit a file that DefinitionUri names.`,
          location: locateApiProperty(template, resource, name),
          related: [
            {
              message: "the DefinitionUri",
              location: locateApiProperty(template, resource, "DefinitionUri"),
            },
          ],
          expected: `${name} beside DefinitionBody, or in the file itself`,
          hint: `Replace DefinitionUri, or write into the file what ${name} stands for:\nDefinitionBody:\n  Fn::Transform:\n    Name: AWS::Include\n    Parameters:\n      Location: ${location}`,
        });
      });
  });
