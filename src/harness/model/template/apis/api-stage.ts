import type { JsonValue } from "../../../core/json.ts";
import { isMap, known, unknown } from "../intrinsics/evaluation.ts";
import {
  readText,
  readTextValue,
  reportInvalid,
  reportUnknown,
  type TemplateReader,
} from "../template-reader.ts";
import type { ApiResource, Resolved } from "../template-model.ts";
import type { RawResource } from "../template-sections.ts";

/** The stage an API is served on. */
export type ApiStage = Pick<ApiResource, "stageName" | "stageVariables">;

/** SAM makes one stage of an API's own `StageName` and variables. */
export function readServerlessStage(
  reader: TemplateReader,
  resource: RawResource,
  kind: ApiResource["kind"],
): ApiStage {
  return {
    stageName: readStageName(reader, resource, kind),
    stageVariables: readStageVariables(
      reader,
      resource,
      kind === "rest" ? "Variables" : "StageVariables",
    ),
  };
}

/** HTTP APIs serve `$default` when no stage is named; a REST API has to name one. */
function readStageName(
  reader: TemplateReader,
  resource: RawResource,
  kind: ApiResource["kind"],
): Resolved<string> {
  const absent = "the API has no StageName";
  const name = readText(reader, resource, "StageName", absent);
  if (name.known) return name;
  if (name.reason !== absent) reportUnknown(reader, resource, "StageName", name);
  else if (kind === "http") return known("$default");
  else reportInvalid(reader, resource, "StageName", "given", "(absent)");
  return name;
}

function readStageVariables(
  reader: TemplateReader,
  resource: RawResource,
  property: string,
): Readonly<Record<string, string>> {
  const written = resource.properties[property];
  const variables: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(isMap(written) ? written : {})) {
    const absent = "removed";
    const text = readTextValue(reader, value, name, absent);
    if (text.known) variables.push([name, text.value]);
    else if (text.reason !== absent) reportUnknown(reader, resource, `${property}.${name}`, text);
  }
  return Object.fromEntries(variables);
}

/** The resource types that make a stage of an API written by hand, in the order they are asked. */
const stageTypes = {
  rest: [
    { type: "AWS::ApiGateway::Stage", api: "RestApiId", variables: "Variables" },
    { type: "AWS::ApiGateway::Deployment", api: "RestApiId", variables: null },
  ],
  http: [{ type: "AWS::ApiGatewayV2::Stage", api: "ApiId", variables: "StageVariables" }],
} as const;

/**
 * The stage of an API of `AWS::ApiGateway` or `AWS::ApiGatewayV2`: a resource of its own, or the
 * `StageName` of a deployment. Of several stages the first counts. An HTTP API of quick create
 * serves `$default` (source: CloudFormation, AWS::ApiGatewayV2::Api, Target).
 */
export function readStageResource(
  reader: TemplateReader,
  resource: RawResource,
  kind: ApiResource["kind"],
): ApiStage {
  for (const { type, api, variables } of stageTypes[kind]) {
    const absent = "it has no StageName";
    for (const candidate of reader.scope.resources.values()) {
      if (candidate.type !== type || !isRefTo(reader, candidate.properties[api], resource))
        continue;
      const stageName = readText(reader, candidate, "StageName", absent);
      if (!stageName.known && stageName.reason === absent) continue;
      const stageVariables =
        variables === null ? {} : readStageVariables(reader, candidate, variables);
      return { stageName, stageVariables };
    }
  }
  const quick = kind === "http" && resource.properties["Target"] !== undefined;
  return {
    stageName: quick ? known("$default") : unknown("no stage of the template names the API"),
    stageVariables: {},
  };
}

/** Does a value come to what `Ref` gives for a resource? */
function isRefTo(
  reader: TemplateReader,
  value: JsonValue | undefined,
  { logicalId }: RawResource,
): boolean {
  if (value === undefined) return false;
  const own = reader.scope.reference(logicalId);
  const named = reader.scope.evaluate(value);
  return own.known === true && named.known === true && own.value === named.value;
}
