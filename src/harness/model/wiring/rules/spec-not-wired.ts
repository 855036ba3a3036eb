import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiFacts, WiringRule } from "../wiring-facts.ts";

/**
 * An API without a document can be held against nothing. A document that the template names but
 * that could not be read is for whoever reads it to report.
 */
export const specNotWired: WiringRule = ({ apis, template }) =>
  apis.flatMap((api): readonly Problem[] => {
    const { kind: definition } = api.resource.definition;
    const isWritten = api.document !== null && api.document.written !== "generated";
    if (isWritten || (definition !== "generated" && definition !== "inline")) return [];
    const { logicalId, kind } = api.resource;
    const event = kind === "rest" ? "Api" : "HttpApi";
    const { implicit = false, type = "" } = template.resources.get(logicalId) ?? {};
    const property = type.startsWith("AWS::Serverless::") ? "DefinitionBody" : "Body";
    const hint = implicit
      ? `Declare an AWS::Serverless::${event} whose DefinitionBody includes openapi.yaml, and name it in the events.`
      : `Add to the Properties of ${logicalId}:\n${property}:\n  Fn::Transform:\n    Name: AWS::Include\n    Parameters:\n      Location: openapi.yaml`;
    return [
      createProblem({
        code: "wiring/spec-not-wired",
        message: `${logicalId} ${describe(api)}, so nothing it does can be held against a contract.`,
        location: template.source.locate(api.resource.pointer),
        hint,
      }),
    ];
  });

function describe({ resource, events, operations }: ApiFacts): string {
  if (resource.definition.kind === "inline") return "has an inline document, which was not loaded";
  if (events.length === 0 && operations.length > 0)
    return "has no OpenAPI document; its routes come from resources of the template alone";
  const routes = events.length === 1 ? "route comes" : `${events.length} routes come`;
  return `has no OpenAPI document; its ${routes} from events alone`;
}
