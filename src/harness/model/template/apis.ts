import type { JsonValue } from "../../core/json.ts";
import {
  cloudFormationDefinition,
  readDefinition,
  serverlessDefinition,
} from "./apis/api-definition.ts";
import { readServerlessStage, readStageResource } from "./apis/api-stage.ts";
import { isList, toText } from "./intrinsics/evaluation.ts";
import { readPartly, undecidedIn, type TemplateReader } from "./template-reader.ts";
import type { ApiResource } from "./template-model.ts";
import type { RawResource } from "./template-sections.ts";

const kinds: ReadonlyMap<string, ApiResource["kind"]> = new Map([
  ["AWS::Serverless::Api", "rest"],
  ["AWS::Serverless::HttpApi", "http"],
  ["AWS::ApiGateway::RestApi", "rest"],
  ["AWS::ApiGatewayV2::Api", "http"],
]);

/**
 * `rest` or `http` for the API types of SAM and CloudFormation; `null` for anything else, WebSocket
 * APIs included.
 */
export function apiKindOf(resource: RawResource): ApiResource["kind"] | null {
  const protocol = resource.properties["ProtocolType"];
  if (typeof protocol === "string" && protocol.toUpperCase() === "WEBSOCKET") return null;
  return kinds.get(resource.type) ?? null;
}

/** Reads an API and where its document is to be found. */
export function readApi(
  reader: TemplateReader,
  resource: RawResource,
  kind: ApiResource["kind"],
): ApiResource {
  const properties = readPartly(reader, resource.properties);
  const byHand = !resource.type.startsWith("AWS::Serverless::");
  const stage = byHand
    ? readStageResource(reader, resource, kind)
    : readServerlessStage(reader, resource, kind);
  return {
    logicalId: resource.logicalId,
    kind,
    pointer: resource.pointer,
    ...stage,
    definition: readDefinition(
      reader,
      resource,
      byHand ? cloudFormationDefinition : serverlessDefinition,
    ),
    binaryMediaTypes: mediaTypes(properties["BinaryMediaTypes"]),
    undecided: undecidedIn(reader, resource),
    properties,
  };
}

/** SAM writes the slash of a media type as `~1` in this property. */
function mediaTypes(value: JsonValue | undefined): readonly string[] {
  if (!isList(value)) return [];
  return value
    .map(toText)
    .filter((text) => text !== null)
    .map((text) => text.replaceAll("~1", "/"));
}
