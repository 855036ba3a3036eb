import type { JsonObject } from "../../core/json.ts";
import type { TemplateModel } from "../template/template-model.ts";
import type { EventFacts } from "./wiring-facts.ts";

/**
 * The integration SAM writes for an event: the function's alias when it publishes one, the path and
 * mode of response streaming where the event asks for it (source: SAM translator).
 */
export function lambdaIntegration(
  { event, resource }: Pick<EventFacts, "event" | "resource">,
  template: TemplateModel,
): JsonObject {
  const hasAlias =
    template.resources.get(resource.logicalId)?.properties["AutoPublishAlias"] !== undefined;
  const attribute = hasAlias ? "Alias" : "Arn";
  const streams =
    event.type === "Api" && event.properties["ResponseTransferMode"] === "RESPONSE_STREAM";
  const [apiVersion, way] = streams
    ? ["2021-11-15", "response-streaming-invocations"]
    : ["2015-03-31", "invocations"];
  const uri = {
    "Fn::Sub": `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/${apiVersion}/functions/\${${resource.logicalId}.${attribute}}/${way}`,
  };
  const mode = streams ? { responseTransferMode: "STREAM" } : {};
  const version = event.properties["PayloadFormatVersion"] ?? "2.0";
  const http = event.type === "HttpApi" ? { payloadFormatVersion: version } : {};
  return { type: "aws_proxy", httpMethod: "POST", uri, ...mode, ...http };
}
