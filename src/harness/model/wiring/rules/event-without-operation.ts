import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiResource, TemplateModel } from "../../template/template-model.ts";
import { routeKey } from "../event-route.ts";
import { isEditedBySam } from "../is-edited-by-sam.ts";
import { integrationYaml, pasteHint } from "../paste.ts";
import { isEventUsed } from "../event-use.ts";
import { nearOperation } from "../misplaced-event.ts";
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
      api.events
        .filter((event) => !isEventUsed(api, event))
        .map((event) => report(facts, api, event)),
    );

/** What SAM can write the route into, where the API's document is none. */
function hintOf(template: TemplateModel, { kind, definition, logicalId }: ApiResource): string {
  const isServerless = template.resources.get(logicalId)?.type === "AWS::Serverless::HttpApi";
  return kind === "http" && definition.kind === "uri" && isServerless
    ? "Include the file with DefinitionBody and Fn::Transform AWS::Include, which SAM adds routes of events to, or add to paths:"
    : "Add to paths, or remove the event:";
}

function report({ template }: WiringFacts, api: ApiFacts, facts: EventFacts): Problem {
  const { resource, document } = api;
  const { event, resource: owner, route } = facts;
  const meant = nearOperation(api, facts)?.operation;
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
        : [
            meant === undefined
              ? { message: "the document's paths", location: document.source.locate("/paths") }
              : {
                  message: `${meant.key} calls ${owner.logicalId}, and nothing lets it`,
                  location: document.source.locate(meant.pointer),
                },
          ],
    operation: meant?.key ?? key,
    ...(meant === undefined ? {} : { expected: meant.key, actual: key }),
    hint:
      meant === undefined
        ? pasteHint(hintOf(template, resource), lines)
        : `Did you mean ${meant.key}? Write Path: ${meant.path} and Method: ${meant.anyMethod ? "any" : meant.method.toLowerCase()} in the event, or correct the path in the document.`,
  });
}
