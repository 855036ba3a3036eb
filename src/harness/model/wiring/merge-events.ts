import { joinPointer } from "../../core/json-pointer.ts";
import type { JsonObject } from "../../core/json.ts";
import type {
  IntegrationObject,
  Operation,
  RequestValidatorChoice,
} from "../openapi/api-document.ts";
import { readRequestValidator } from "../openapi/read-gateway-extensions.ts";
import type { ApiResource, TemplateModel } from "../template/template-model.ts";
import { isRemovedRoute } from "./definition/removed-route.ts";
import { validatorOf, validators } from "./definition/document-of-events.ts";
import { mapOf } from "./definition/generated-body.ts";
import { apiKeyScheme, authOfEvent, securityOf } from "./definition/serverless-auth.ts";
import { routeKey, type EventRoute } from "./event-route.ts";
import { lambdaIntegration } from "./lambda-integration.ts";
import type { EventFacts, OperationFacts } from "./wiring-facts.ts";

/** An operation, and the event that gave it its route or integration. */
export interface RoutedOperation {
  readonly operation: Operation;
  readonly origin: OperationFacts["origin"];
  /** The event that SAM merges into it, whether it adds anything or not. */
  readonly event: OperationFacts["event"];
}

/** `$default` is written with and without a slash. */
function slashed(path: string): string {
  return path === "$default" ? "/$default" : path;
}

/** True when an operation is the route of an event: same path, and the same method or both any. */
export function isRoute(operation: Operation, route: EventRoute): boolean {
  if (slashed(operation.path) !== slashed(route.path) || operation.anyMethod !== route.anyMethod)
    return false;
  return route.anyMethod || operation.method === route.method;
}

/** The API that events are merged into, its template and document. */
export interface EventOwner {
  /** The document itself: its default validator is that of added routes as well. */
  readonly root: JsonObject;
  readonly template: TemplateModel;
  readonly api: ApiResource;
}

/**
 * Adds what SAM writes into a document of one's own while it deploys: a route for each event the
 * document lacks, and an integration where the route has none. In an HTTP API an operation that has an
 * integration keeps it; with `MergeDefinitions` of a REST API the event's takes its place (source: SAM
 * translator, HttpApi event with an explicit DefinitionBody, MergeDefinitions).
 */
export function mergeEvents(
  operations: readonly Operation[],
  events: readonly EventFacts[],
  owner: EventOwner,
): readonly RoutedOperation[] {
  const { template, api } = owner;
  const merged = operations.map((operation): RoutedOperation => {
    const facts = events.find(({ route }) => isRoute(operation, route));
    if (facts === undefined) return { operation, origin: null, event: null };
    const { event } = facts;
    if (operation.integration === null)
      return {
        operation: withEvent(operation, facts, owner),
        origin: { facts, adds: "integration" },
        event,
      };
    // What an HTTP API's operation calls stays; the event's `Auth` is written into it all the same.
    const security = securityWith(operation, facts);
    return {
      operation:
        api.kind === "rest" ? withEvent(operation, facts, owner) : { ...operation, security },
      origin: null,
      event,
    };
  });
  for (const facts of events) {
    if (merged.some(({ operation }) => isRoute(operation, facts.route))) continue;
    if (isRemovedRoute(template, api, facts.route)) continue;
    merged.push({
      operation: operationOf(facts, owner),
      origin: { facts, adds: "route" },
      event: facts.event,
    });
  }
  return merged;
}

/** What an operation asks, and what the `Auth` of an event says itself. */
function securityWith(operation: Operation, { event }: EventFacts): Operation["security"] {
  const auth = mapOf(event.properties["Auth"]);
  const named = typeof auth["Authorizer"] === "string" ? [[auth["Authorizer"]]] : [];
  const keys = auth["ApiKeyRequired"];
  const key = keys === undefined ? [] : [[keys === true ? apiKeyScheme : "api_key_false"]];
  return [...operation.security, ...named, ...key];
}

/** An operation of the document with the integration of an event, and what else it says. */
function withEvent(operation: Operation, facts: EventFacts, owner: EventOwner): Operation {
  return {
    ...operation,
    integration: integrationOf(facts, operation.pointer, owner.template),
    requestValidator: validatorOfEvent(owner, facts.event.properties) ?? operation.requestValidator,
    security: securityWith(operation, facts),
  };
}

/** The validator that the `RequestModel` of an Api event asks for. */
function validatorOfEvent(
  { api }: EventOwner,
  { RequestModel: model }: JsonObject,
): RequestValidatorChoice | null {
  const name = api.kind === "rest" ? validatorOf(mapOf(model)) : undefined;
  if (name === undefined) return null;
  const { validateRequestBody, validateRequestParameters } = validators[name];
  return {
    name,
    defined: true,
    validateBody: validateRequestBody,
    validateParameters: validateRequestParameters,
  };
}

function integrationOf(
  facts: EventFacts,
  operationPointer: string,
  template: TemplateModel,
): IntegrationObject {
  const raw = lambdaIntegration(facts, template);
  return {
    pointer: joinPointer(operationPointer, "x-amazon-apigateway-integration"),
    type: "aws_proxy",
    uri: raw["uri"] ?? null,
    raw,
  };
}

function operationOf(facts: EventFacts, owner: EventOwner): Operation {
  const { template, api, root } = owner;
  const { route } = facts;
  const member = route.anyMethod ? "x-amazon-apigateway-any-method" : route.method.toLowerCase();
  const pointer = joinPointer("/paths", route.path, member);
  return {
    key: routeKey(route),
    operationId: null,
    method: route.method,
    anyMethod: route.anyMethod,
    path: route.path,
    pointer,
    parameters: [],
    requestBody: null,
    responses: [],
    integration: integrationOf(facts, pointer, template),
    requestValidator:
      validatorOfEvent(owner, facts.event.properties) ??
      readRequestValidator(root, { pointer, value: {} }),
    security: securityOf(authOfEvent(api, route, facts.event.properties["Auth"])).map((each) =>
      Object.keys(each),
    ),
    deprecated: false,
  };
}
