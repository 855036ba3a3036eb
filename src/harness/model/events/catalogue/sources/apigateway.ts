import { toBytes } from "../../../../core/http-message.ts";
import { isJsonObject, parseJson, type JsonObject } from "../../../../core/json.ts";
import { eventForOperation, type OperationEvent } from "../../event-for-operation.ts";
import { restProxyEventSchema } from "../../event-schemas.ts";
import { buildHttpApiEvent, type HttpApiEventInput } from "../../http-api-event.ts";
import { buildHttpApiEventV1 } from "../../http-api-event-v1.ts";
import { httpEventSchema, httpEventV1Schema } from "../../http-event-schemas.ts";
import { stagePrefix } from "../../stage-prefix.ts";
import type { EventEntry } from "../event-entry.ts";
import type { EventOption } from "../event-option.ts";
import type { EventWorld } from "../event-world.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import {
  apiIdOption,
  decodedParameters,
  methodOption,
  parametersOrNull,
  requestOf,
  requestOptions,
  routePath,
  stageOption,
  type RoutedPath,
} from "./gateway-request.ts";

/** A copy without members that are `undefined`. */
export function asJson(event: unknown): JsonObject {
  const copy = parseJson(JSON.stringify(event));
  if (isJsonObject(copy)) return copy;
  throw new TypeError("An event is an object.");
}

/** The event of a REST API, whole: what proxy integrations and authorizers are given. */
export function buildRestEvent(values: OptionValues, world: EventWorld): OperationEvent {
  const request = requestOf(values, world);
  const routed = routePath(values, "resource");
  const authorizer = values.object("authorizer");
  const { ids } = world;
  const event = eventForOperation({
    method: request.method,
    path: routed.resource,
    pathParameters: decodedParameters(routed.parameters),
    query: request.queryValues,
    headers: groupedHeaders(request.headers),
    stage: request.stage,
    stageVariables: request.stageVariables,
    api: { accountId: world.account, apiId: request.apiId, region: world.region },
    sourceIp: request.sourceIp,
    requestId: ids.uuid(),
    requestTimeEpoch: world.now,
    ...(authorizer === null ? {} : { authorizer }),
    ...(request.body === null ? {} : { body: request.body }),
  });
  // The path as it was given: escapes are the client's choice.
  const context = { ...event.requestContext, path: `/${request.stage}${routed.path}` };
  return {
    ...event,
    path: routed.path,
    pathParameters: copied(parametersOrNull(routed.parameters)),
    requestContext: { ...context, extendedRequestId: `${ids.token(15)}=` },
  };
}

function copied(
  parameters: Readonly<Record<string, string>> | null,
): Record<string, string> | null {
  return parameters === null ? null : { ...parameters };
}

function groupedHeaders(
  lines: readonly (readonly [string, string])[],
): Record<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of lines) groups.set(name, [...(groups.get(name) ?? []), value]);
  return Object.fromEntries(groups);
}

/** `$default`, or a method and a path. */
function routeOf(values: OptionValues, method: string): { key: string; routed: RoutedPath | null } {
  const key = values.text("route-key");
  if (key === "$default") return { key, routed: null };
  const [, routeMethod = "", resource = ""] = /^([A-Z]+) (\/.*)$/su.exec(key) ?? [];
  if (resource === "") {
    refuseOption("route-key", `is $default or METHOD /path, not ${JSON.stringify(key)}`);
  }
  if (routeMethod !== "ANY" && routeMethod !== method) {
    if (values.isGiven("method")) {
      refuseOption("method", `is ${method}, and the route is ${key}`);
    }
  }
  return { key, routed: routePathOf(values, resource) };
}

function routePathOf(values: OptionValues, resource: string): RoutedPath {
  return routePath(values.with("resource", resource), "resource");
}

/** What an event of an HTTP API is made of, in either format. */
export function httpInput(values: OptionValues, world: EventWorld): HttpApiEventInput {
  const request = requestOf(values, world);
  const { key, routed } = routeOf(values, request.method);
  const routeMethod = /^(?!ANY )([A-Z]+) /.exec(key)?.[1] ?? request.method;
  const { ids } = world;
  const authorizer = values.object("authorizer");
  return {
    api: {
      accountId: world.account,
      apiId: request.apiId,
      region: world.region,
      stage: request.stage,
      stageVariables: request.stageVariables,
    },
    routeKey: key,
    method: routeMethod,
    requestPath: `${stagePrefix(request.stage)}${routed?.path ?? request.path}`,
    query: request.query,
    headers: request.headers,
    pathParameters: parametersOrNull(routed?.parameters ?? null),
    body: request.body,
    bodyLength: request.body === null ? 0 : toBytes(request.body).byteLength,
    isBase64Encoded: false,
    sourceIp: request.sourceIp,
    requestId: `${ids.token(15)}=`,
    traceHeader: `Root=1-${Math.floor(world.now / 1000).toString(16)}-${ids.hex(24)}`,
    requestTimeEpoch: world.now,
    ...(authorizer === null ? {} : { authorizer }),
  };
}

const authorizerOption: EventOption = {
  name: "authorizer",
  default: null,
  meaning: "requestContext.authorizer, as JSON",
  kind: "json",
};

const routeOption: EventOption = {
  name: "route-key",
  default: "$default",
  meaning: "route: $default, or METHOD /path/{variable}",
  kind: "text",
};

const httpOptions: readonly EventOption[] = [
  routeOption,
  methodOption("POST"),
  stageOption("$default"),
  apiIdOption("1234567890"),
  ...requestOptions,
  authorizerOption,
];

export const apigatewayEntries: readonly EventEntry[] = [
  {
    service: "apigateway",
    event: "aws-proxy",
    summary: "a request to a REST API, for a proxy integration",
    kind: "apigateway-rest",
    batches: false,
    schema: restProxyEventSchema,
    build: (values, world) => asJson(buildRestEvent(values, world)),
    options: [
      {
        name: "resource",
        default: "/{proxy+}",
        meaning: "resource of the API: /orders/{id}",
        kind: "text",
      },
      methodOption("POST"),
      stageOption("prod"),
      apiIdOption("1234567890"),
      ...requestOptions,
      authorizerOption,
    ],
  },
  {
    service: "apigateway",
    event: "http-api-proxy",
    summary: "a request to an HTTP API, payload format 2.0",
    kind: "apigateway-http",
    batches: false,
    schema: httpEventSchema,
    build: (values, world) => buildHttpApiEvent(httpInput(values, world)),
    options: httpOptions,
  },
  {
    service: "apigateway",
    event: "http-api-proxy-v1",
    summary: "a request to an HTTP API, payload format 1.0",
    kind: "apigateway-http",
    batches: false,
    schema: httpEventV1Schema,
    build: (values, world) => buildHttpApiEventV1(httpInput(values, world)),
    options: httpOptions,
  },
];
