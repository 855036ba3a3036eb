import type { ApiResource, TemplateModel } from "../template/template-model.ts";

/**
 * True for a document that SAM can write events into: one that stands in the template or is included
 * there, of an API of SAM. A file of DefinitionUri is handed on unseen, and so is the body of an
 * `AWS::ApiGateway::RestApi` or `AWS::ApiGatewayV2::Api` (source: SAM translator,
 * `_add_openapi_integration`).
 */
export function isEditedBySam(
  { resources }: TemplateModel,
  { definition, logicalId }: ApiResource,
): boolean {
  const type = resources.get(logicalId)?.type ?? "";
  return definition.kind !== "uri" && type.startsWith("AWS::Serverless::");
}
