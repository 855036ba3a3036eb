import { mediaType } from "../../core/http-message.ts";
import type { ApiDocument, Operation } from "../../model/openapi/api-document.ts";
import type { RestResource } from "../../model/events/rest-proxy-event.ts";
import type { SchemaRegistry, SchemaValidator } from "../../model/schema/schema-validator.ts";
import type { RouteAuthorization } from "../../model/wiring/authorization/route-authorizer.ts";
import type { WiredIntegration, WiredOperation } from "../../model/wiring/project-model.ts";
import { operationRefusal } from "./find-unemulated.ts";
import { findMisconfiguration } from "./integrations/find-misconfiguration.ts";
import type { Integration } from "./integrations/integration.ts";
import { prepareIntegration } from "./integrations/prepare-integration.ts";
import { stableId } from "./stable-id.ts";
import type { Admission } from "./usage/admit-request.ts";

/** Names of the parameters the gateway checks, in the order it reports them. */
export interface RequiredParameters {
  readonly headers: readonly string[];
  readonly path: readonly string[];
  readonly query: readonly string[];
}

/** How the function of a route is called. */
export interface RouteCall {
  readonly functionId: string | null;
  /** Milliseconds. */
  readonly integrationTimeoutMs: number;
}

/** An operation, prepared for requests. */
export interface StageRoute extends RouteCall {
  readonly operation: Operation;
  readonly resource: RestResource;
  /** What it asks of a caller. */
  readonly authorization: RouteAuthorization;
  readonly admission: Admission;
  /** What the stage does not emulate of it; `null` when it can be answered. */
  readonly refusal: string | null;
  /** A fault of the set-up that API Gateway answers with 500 at run time; `null` without one. */
  readonly misconfiguration: string | null;
  /** Is the response handed on while the function writes it (`responseTransferMode: STREAM`)? */
  readonly streams: boolean;
  readonly integration: Integration;
  /** `null` when the validator does not check parameters. */
  readonly required: RequiredParameters | null;
  /** The validator for a content type, `null` when the body is not checked. */
  readonly bodyValidator: (contentType: string | undefined) => SchemaValidator | null;
}

/** What routes are prepared with. */
export interface RouteSetting {
  readonly document: ApiDocument;
  readonly schemas: SchemaRegistry;
  readonly integrationTimeoutMs: number;
  /** Do `minItems` and `maxItems` count? */
  readonly listSizes: boolean;
}

/** Milliseconds; Node's timers take a longer time for none. */
export const longestTimer = 2_147_483_647;

/** Prepares an operation of the document. */
export function prepareRoute(wired: WiredOperation, setting: RouteSetting): StageRoute {
  const { operation, integration } = wired;
  const declared = Number(operation.integration?.raw["timeoutInMillis"] ?? Number.NaN);
  const prepared = prepareIntegration(integration);
  return {
    operation,
    resource: {
      resourceId: stableId(operation.path, 6),
      resourcePath: operation.path,
      operationName: operation.operationId,
    },
    authorization: wired.authorization,
    admission: {
      apiKeyRequired: wired.authorization.apiKeyRequired,
      method: { path: operation.path, method: operation.anyMethod ? "ANY" : operation.method },
    },
    refusal: operationRefusal(wired),
    integration: typeof prepared === "string" ? { kind: "lambda-proxy" } : prepared,
    misconfiguration: findMisconfiguration(wired),
    functionId: functionIdOf(integration),
    integrationTimeoutMs:
      declared > 0 ? Math.min(declared, longestTimer) : setting.integrationTimeoutMs,
    streams: operation.integration?.raw["responseTransferMode"] === "STREAM",
    required: requiredParameters(operation),
    bodyValidator: bodyValidators(operation, setting),
  };
}

/** Functions outside the template are invoked by the name the configuration has for them. */
function functionIdOf(integration: WiredIntegration): string | null {
  if (integration.kind === "lambda" || integration.kind === "lambda-custom")
    return integration.functionId;
  return integration.kind === "foreign-lambda" ? integration.configured : null;
}

/** Only required parameters count; path parameters always are. Cookies are not looked at. */
function requiredParameters(operation: Operation): RequiredParameters | null {
  if (operation.requestValidator?.validateParameters !== true) return null;
  const names = (place: string): readonly string[] =>
    operation.parameters
      .filter((parameter) => parameter.in === place && (parameter.required || place === "path"))
      .map((parameter) => parameter.name);
  return { headers: names("header"), path: names("path"), query: names("query") };
}

/**
 * The model is picked by the request's media type, `application/json` when it names none; a
 * `$default` model covers the rest.
 */
function bodyValidators(
  operation: Operation,
  { schemas, listSizes }: RouteSetting,
): StageRoute["bodyValidator"] {
  const pointers = new Map<string, string>();
  if (operation.requestValidator?.validateBody === true) {
    for (const { mediaType: type, schemaPointer } of operation.requestBody?.content ?? []) {
      if (schemaPointer !== null) pointers.set(mediaType(type) ?? type, schemaPointer);
    }
  }
  if (pointers.size === 0) return () => null;
  const dialect = listSizes ? "gateway-with-list-sizes" : "gateway";
  const known = new Map<string, SchemaValidator>();
  return (contentType) => {
    const type = mediaType(contentType) ?? "application/json";
    const pointer = pointers.get(type) ?? pointers.get("$default");
    if (pointer === undefined) return null;
    const validator = known.get(pointer) ?? schemas.validatorAt(pointer, dialect);
    known.set(pointer, validator);
    return validator;
  };
}
