import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiResource, TemplateModel } from "../../template/template-model.ts";
import { routeKey } from "../event-route.ts";
import { isEditedBySam } from "../is-edited-by-sam.ts";
import { integrationYaml, pasteHint } from "../paste.ts";
import { matchesArn } from "../permissions.ts";
import type { ApiFacts, EventFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

/**
 * A REST API with a document of its own takes no routes from events, and neither does an HTTP API
 * whose document SAM does not edit: an event on a route the document lacks gives a permission and
 * nothing else, and the deployed stage answers 403 (an HTTP API 404).
 */
export const eventWithoutOperation: WiringRule = (facts) =>
  facts.apis
    .filter(
      ({ document, resource }) =>
        document !== null && (resource.kind === "rest" || !isEditedBySam(facts.template, resource)),
    )
    .flatMap((api) =>
      api.events.filter((event) => !isUsed(api, event)).map((event) => report(facts, api, event)),
    );

/**
 * The document has the route, or the event lets its function be invoked for a route the document
 * has, which is all that an event on `/{proxy+}` may be for. A route on any method covers every
 * method, and an event on any method is met by any operation.
 */
function isUsed({ operations }: ApiFacts, { route, resource }: EventFacts): boolean {
  const shape = shapeOf(route.path);
  const pattern = shape.replaceAll(/\{\+?\}/g, "*");
  return operations.some(({ operation, fn }) => {
    const isMethod = operation.anyMethod || route.anyMethod || operation.method === route.method;
    if (!isMethod) return false;
    const own = shapeOf(operation.path);
    return (
      own === shape || (fn?.resource.logicalId === resource.logicalId && matchesArn(pattern, own))
    );
  });
}

/** A path without the names of its parameters and without a trailing slash, which do not matter to API Gateway. */
function shapeOf(path: string): string {
  return path.replace(/(.)\/$/, "$1").replaceAll(/\{[^{}]*?(\+?)\}/g, "{$1}");
}

/** What SAM can write the route into, where the API's document is none. */
function hintOf(template: TemplateModel, { kind, definition, logicalId }: ApiResource): string {
  const isServerless = template.resources.get(logicalId)?.type === "AWS::Serverless::HttpApi";
  return kind === "http" && definition.kind === "uri" && isServerless
    ? "Include the file with DefinitionBody and Fn::Transform AWS::Include, which SAM adds routes of events to, or add to paths:"
    : "Add to paths, or remove the event:";
}

function report(
  { template }: WiringFacts,
  { resource, document }: ApiFacts,
  { event, resource: owner, route }: EventFacts,
): Problem {
  const key = routeKey(route);
  const member = route.anyMethod ? "x-amazon-apigateway-any-method" : route.method.toLowerCase();
  const lines = [
    `${route.path}:`,
    `  ${member}:`,
    ...integrationYaml(owner.logicalId, resource.kind).map((line) => `    ${line}`),
  ];
  return createProblem({
    code: "wiring/event-without-operation",
    // A function that may not deploy, may have no event.
    ...(owner.undecided === null && resource.undecided === null
      ? {}
      : { severity: "warning" as const }),
    message: `The event ${event.name} of ${owner.logicalId} is on ${key}, which ${document?.file ?? "the document"} of ${resource.logicalId} does not have; the deployed stage answers it with ${resource.kind === "rest" ? "403" : "404"}.`,
    location: template.source.locate(event.pointer),
    related:
      document === null
        ? []
        : [{ message: "the document's paths", location: document.source.locate("/paths") }],
    operation: key,
    hint: pasteHint(hintOf(template, resource), lines),
  });
}
