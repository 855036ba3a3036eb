import type { JsonObject } from "../../core/json.ts";
import type { TemplateModel } from "../template/template-model.ts";
import type { EventFacts } from "./wiring-facts.ts";

/** The integration SAM writes for an event: the function's alias when it publishes one. */
export function lambdaIntegration(
  { event, resource }: Pick<EventFacts, "event" | "resource">,
  template: TemplateModel,
): JsonObject {
  const hasAlias =
    template.resources.get(resource.logicalId)?.properties["AutoPublishAlias"] !== undefined;
  const attribute = hasAlias ? "Alias" : "Arn";
  const uri = {
    "Fn::Sub": `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${resource.logicalId}.${attribute}}/invocations`,
  };
  const version = event.properties["PayloadFormatVersion"] ?? "2.0";
  const http = event.type === "HttpApi" ? { payloadFormatVersion: version } : {};
  return { type: "aws_proxy", httpMethod: "POST", uri, ...http };
}
