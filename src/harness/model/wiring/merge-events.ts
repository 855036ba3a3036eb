import { joinPointer } from "../../core/json-pointer.ts";
import type { IntegrationObject, Operation } from "../openapi/api-document.ts";
import type { TemplateModel } from "../template/template-model.ts";
import { routeKey, type EventRoute } from "./event-route.ts";
import type { EventFacts, OperationFacts } from "./wiring-facts.ts";

/** An operation, and the event that gave it its route or integration. */
export interface RoutedOperation {
  readonly operation: Operation;
  readonly origin: OperationFacts["origin"];
}

/** True when an operation is the route of an event: same path, and the same method or both any. */
export function isRoute(operation: Operation, route: EventRoute): boolean {
  if (operation.path !== route.path || operation.anyMethod !== route.anyMethod) return false;
  return route.anyMethod || operation.method === route.method;
}

/**
 * Adds what SAM writes into the document of an HTTP API while it deploys: a route for each event
 * the document lacks, and an integration where the route has none. An operation that has an
 * integration keeps it (source: SAM translator, HttpApi event with an explicit DefinitionBody).
 */
export function mergeEvents(
  operations: readonly Operation[],
  events: readonly EventFacts[],
  template: TemplateModel,
): readonly RoutedOperation[] {
  const merged: RoutedOperation[] = operations.map((operation) => {
    const facts =
      operation.integration === null
        ? events.find(({ route }) => isRoute(operation, route))
        : undefined;
    if (facts === undefined) return { operation, origin: null };
    const integration = integrationOf(facts, operation.pointer, template);
    return { operation: { ...operation, integration }, origin: { facts, adds: "integration" } };
  });
  for (const facts of events) {
    if (merged.some(({ operation }) => isRoute(operation, facts.route))) continue;
    merged.push({ operation: operationOf(facts, template), origin: { facts, adds: "route" } });
  }
  return merged;
}

function integrationOf(
  { event, resource }: EventFacts,
  operationPointer: string,
  template: TemplateModel,
): IntegrationObject {
  const hasAlias =
    template.resources.get(resource.logicalId)?.properties["AutoPublishAlias"] !== undefined;
  const attribute = hasAlias ? "Alias" : "Arn";
  const uri = {
    "Fn::Sub": `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${resource.logicalId}.${attribute}}/invocations`,
  };
  const version = event.properties["PayloadFormatVersion"] ?? "2.0";
  const http = event.type === "HttpApi" ? { payloadFormatVersion: version } : {};
  const raw = { type: "aws_proxy", httpMethod: "POST", uri, ...http };
  return {
    pointer: joinPointer(operationPointer, "x-amazon-apigateway-integration"),
    type: "aws_proxy",
    uri,
    raw,
  };
}

function operationOf(facts: EventFacts, template: TemplateModel): Operation {
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
    requestValidator: null,
    security: [],
    deprecated: false,
  };
}
