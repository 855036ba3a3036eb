import type { JsonObject, JsonValue } from "../../../../core/json.ts";
import { buildHttpApiEvent } from "../../http-api-event.ts";
import { buildHttpApiEventV1 } from "../../http-api-event-v1.ts";
import { stagePrefix } from "../../stage-prefix.ts";
import type { EventEntry } from "../event-entry.ts";
import type { EventOption } from "../event-option.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import { restProxyEventSchema } from "../../event-schemas.ts";
import { httpEventSchema, httpEventV1Schema } from "../../http-event-schemas.ts";
import { arn, eventOf, filledText, shape, text, textList } from "../strict-schema.ts";
import { asJson, buildRestEvent, httpInput } from "./apigateway.ts";
import {
  apiIdOf,
  apiIdOption,
  isHeaderValue,
  methodOf,
  methodOption,
  requestOptions,
  routePath,
  stageOption,
} from "./gateway-request.ts";

const token = "Bearer incoming-client-token";

/** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`: the path as requested. */
function methodArn(values: OptionValues, path: string, world: EventWorld): string {
  const parts = [apiIdOf(values), values.text("stage"), methodOf(values), path.slice(1)];
  return arnIn(world, "execute-api", parts.join("/"));
}

function buildToken(values: OptionValues, world: EventWorld): JsonObject {
  const { path } = routePath(values, "resource");
  return {
    type: "TOKEN",
    methodArn: methodArn(values, path, world),
    authorizationToken: values.text("token"),
  };
}

/** An authorizer sees neither body nor what an authorizer says. */
function withoutBody<Event extends { body?: unknown; isBase64Encoded: unknown }>(
  event: Event,
): Omit<Event, "body" | "isBase64Encoded"> {
  const { body: _body, isBase64Encoded: _isBase64Encoded, ...rest } = event;
  return rest;
}

/** Maps that are empty are objects here, and `null` in events of proxy integrations (API Gateway guide). */
function emptyMaps(event: JsonObject, names: readonly string[]): JsonObject {
  return { ...event, ...Object.fromEntries(names.map((name) => [name, event[name] ?? {}])) };
}

const maps = [
  "queryStringParameters",
  "multiValueQueryStringParameters",
  "pathParameters",
  "stageVariables",
];

function withToken(values: OptionValues): OptionValues {
  if (!isHeaderValue(values.text("token"))) {
    refuseOption("token", "holds what no header can carry");
  }
  const headers = values.listMap("headers");
  const has = Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
  if (has) return values;
  return values.with(
    "headers",
    JSON.stringify({ Authorization: values.text("token"), ...headers }),
  );
}

function buildRequest(values: OptionValues, world: EventWorld): JsonObject {
  const event = buildRestEvent(withToken(values), world);
  const arnOfMethod = methodArn(values, event.path, world);
  return emptyMaps(
    asJson({ type: "REQUEST", methodArn: arnOfMethod, ...withoutBody(event) }),
    maps,
  );
}

function routeArn(values: OptionValues, method: string, path: string, world: EventWorld): string {
  const parts = [apiIdOf(values), values.text("stage"), method, path.slice(1)];
  return arnIn(world, "execute-api", parts.join("/"));
}

function pathWithoutStage(values: OptionValues, path: string): string {
  return path.slice(stagePrefix(values.text("stage")).length);
}

function buildRequestV2(values: OptionValues, world: EventWorld): JsonObject {
  const input = httpInput(withToken(values), world);
  const { version, ...rest } = withoutBody(buildHttpApiEvent(input));
  const path = pathWithoutStage(values, input.requestPath);
  return {
    version,
    type: "REQUEST",
    routeArn: routeArn(values, input.method, path, world),
    identitySource: [values.text("token")],
    ...rest,
  };
}

function buildRequestV1(values: OptionValues, world: EventWorld): JsonObject {
  const input = httpInput(withToken(values), world);
  const { version, ...rest } = withoutBody(buildHttpApiEventV1(input));
  const { authorizer: _authorizer, ...requestContext } = rest.requestContext;
  const path = pathWithoutStage(values, input.requestPath);
  return {
    version,
    type: "REQUEST",
    methodArn: routeArn(values, input.method, path, world),
    identitySource: values.text("token"),
    authorizationToken: values.text("token"),
    ...rest,
    requestContext,
  };
}

function namesOf(required: JsonValue): readonly string[] {
  if (!Array.isArray(required)) return [];
  return required.filter((name: unknown) => typeof name === "string");
}

const requestMembers = (schema: JsonObject, own: JsonObject): JsonObject => {
  const { properties, required = [], title: _title, ...rest } = schema;
  const isKept = (name: unknown): boolean => name !== "body" && name !== "isBase64Encoded";
  const kept = Object.fromEntries(
    Object.entries(typeof properties === "object" && properties !== null ? properties : {}).filter(
      ([name]) => isKept(name),
    ),
  );
  return {
    ...rest,
    additionalProperties: false,
    required: [...Object.keys(own), ...namesOf(required).filter(isKept)],
    properties: { ...kept, ...own },
  };
};

const tokenOption: EventOption = {
  name: "token",
  default: token,
  meaning: "value of the identity source: the Authorization header",
  kind: "text",
};

const withoutBodyOption = requestOptions.filter(({ name }) => name !== "body");
const resource = (written: string): EventOption => ({
  name: "resource",
  default: written,
  meaning: "resource of the API: /orders/{id}",
  kind: "text",
});

const httpOptions: readonly EventOption[] = [
  {
    name: "route-key",
    default: "$default",
    meaning: "route: $default, or METHOD /path/{variable}",
    kind: "text",
  },
  methodOption("GET"),
  stageOption("$default"),
  apiIdOption("abcdef123"),
  ...withoutBodyOption,
  tokenOption,
];

const type = { const: "REQUEST" } as const;

export const authorizerEntries: readonly EventEntry[] = [
  {
    service: "apigateway",
    event: "authorizer",
    aliases: ["apigateway token-authorizer"],
    summary: "a TOKEN authorizer of a REST API",
    kind: "apigateway-authorizer",
    batches: false,
    schema: eventOf(
      "TOKEN authorizer of a REST API",
      shape({ type: { const: "TOKEN" }, methodArn: arn("execute-api"), authorizationToken: text }),
    ),
    build: buildToken,
    options: [
      resource("{proxy+}"),
      {
        name: "path",
        default: "path/to/resource",
        meaning: "path of the request, without the stage",
        kind: "text",
      },
      methodOption("POST"),
      stageOption("prod"),
      apiIdOption("example"),
      tokenOption,
    ],
  },
  {
    service: "apigateway",
    event: "request-authorizer",
    summary: "a REQUEST authorizer of a REST API",
    kind: "apigateway-authorizer",
    batches: false,
    schema: eventOf(
      "REQUEST authorizer of a REST API",
      requestMembers(restProxyEventSchema, { type, methodArn: arn("execute-api") }),
    ),
    build: buildRequest,
    options: [
      resource("request"),
      methodOption("GET"),
      stageOption("test"),
      apiIdOption("abcdef123"),
      ...withoutBodyOption,
      tokenOption,
    ],
  },
  {
    service: "apigateway",
    event: "request-authorizer-v2",
    aliases: ["apigateway http-api-authorizer"],
    summary: "a Lambda authorizer of an HTTP API, payload format 2.0",
    kind: "apigateway-authorizer",
    batches: false,
    schema: eventOf(
      "Lambda authorizer of an HTTP API, payload format 2.0",
      requestMembers(httpEventSchema, {
        type,
        routeArn: arn("execute-api"),
        identitySource: { ...textList, minItems: 1 },
      }),
    ),
    build: buildRequestV2,
    options: httpOptions,
  },
  {
    service: "apigateway",
    event: "request-authorizer-v1",
    summary: "a Lambda authorizer of an HTTP API, payload format 1.0",
    kind: "apigateway-authorizer",
    batches: false,
    schema: eventOf(
      "Lambda authorizer of an HTTP API, payload format 1.0",
      requestMembers(httpEventV1Schema, {
        type,
        methodArn: arn("execute-api"),
        identitySource: filledText,
        authorizationToken: filledText,
      }),
    ),
    build: buildRequestV1,
    options: httpOptions,
  },
];
