import { isJsonValue, isObject, type JsonValue } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type { GatewayApi } from "../../model/gateway/gateway-api.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";

/** What the import lint needs to know of an API, from its resource in the template. */
export function toGatewayApi(
  { template }: Pick<Project, "template">,
  { wired }: ProjectApi,
): GatewayApi {
  const { logicalId, kind, pointer, properties, stageName, stageVariables } = wired.resource;
  const property = (...names: readonly string[]) =>
    template.source.locate(joinPointer(pointer, "Properties", ...names));
  const variables = kind === "rest" ? "Variables" : "StageVariables";
  const cors = properties["CorsConfiguration"];
  return {
    logicalId,
    kind,
    authorizedOutside: properties["Auth"] !== undefined,
    stage: {
      name: stageName.known ? stageName.value : null,
      location: property("StageName"),
      variables: Object.entries(stageVariables).map(([name, value]) => ({
        name,
        value,
        location: property(variables, name),
      })),
    },
    basePathMode: basePathMode(properties["Parameters"]),
    cors:
      kind === "http" && isJsonValue(cors) && !isRefusedBySam(cors)
        ? { value: cors, location: property("CorsConfiguration") }
        : null,
  };
}

/** Credentials for any origin do not reach API Gateway; the wiring says so. */
function isRefusedBySam(cors: JsonValue): boolean {
  const origins = isObject(cors) ? cors["AllowOrigins"] : undefined;
  return Array.isArray(origins) && origins.length === 1 && origins[0] === "*";
}

function basePathMode(parameters: unknown): GatewayApi["basePathMode"] {
  if (parameters === undefined) return "ignore";
  const mode = isObject(parameters) ? (parameters["basepath"] ?? parameters["basePath"]) : null;
  if (mode === undefined) return "ignore";
  return mode === "ignore" || mode === "prepend" || mode === "split" ? mode : "unknown";
}
