import { readPayloadFormat, type PayloadFormat } from "../../../model/events/payload-format.ts";
import { routeKeyOf } from "../../../model/events/route-key.ts";
import type { Operation } from "../../../model/openapi/api-document.ts";
import type { RouteAuthorization } from "../../../model/wiring/authorization/route-authorizer.ts";
import type { WiredOperation } from "../../../model/wiring/project-model.ts";
import type { RouteCall } from "../stage-route.ts";
import type { Admission } from "../usage/admit-request.ts";
import type { HttpPlace } from "../integrations/integration.ts";
import { httpRouteRefusal, mappingOf } from "./http-refusals.ts";
import { noMapping, type ParameterMapping } from "./parameter-mapping.ts";
import { readServiceRoute, type ServiceRoute } from "./service-route.ts";

/** A route of an HTTP API, prepared for requests. */
export interface HttpRoute extends RouteCall {
  readonly operation: Operation;
  readonly routeKey: string;
  readonly resource: { readonly resourcePath: string };
  /** What it asks of a caller. */
  readonly authorization: RouteAuthorization;
  readonly admission: Admission;
  /** What the stage does not emulate of it; `null` when it can be answered. */
  readonly refusal: string | null;
  /** A fault of the set-up that API Gateway answers with 500 at run time; `null` without one. */
  readonly misconfiguration: string | null;
  readonly format: PayloadFormat;
  /** The server behind an `http_proxy` integration, `null` for a function. */
  readonly server: HttpPlace | null;
  /** The AWS service behind a service integration, `null` for all else. */
  readonly service: ServiceRoute | null;
  readonly mapping: ParameterMapping;
  /** A validator the document names, which an HTTP API passes over. */
  readonly ignoredValidator: string | null;
}

/** Milliseconds; Node's timers take a longer time for none. */
const longestTimer = 2_147_483_647;

/** Prepares an operation of an HTTP API's document. */
export function prepareHttpRoute(wired: WiredOperation, integrationTimeoutMs: number): HttpRoute {
  const { operation, integration, permitted } = wired;
  const raw = operation.integration?.raw ?? {};
  const declared = Number(raw["timeoutInMillis"] ?? Number.NaN);
  const routeKey = routeKeyOf(operation);
  const mapping = mappingOf(wired);
  return {
    operation,
    routeKey,
    resource: { resourcePath: routeKey.slice(routeKey.indexOf(" ") + 1) },
    authorization: wired.authorization,
    // HTTP APIs know no keys; their limits go by route keys.
    admission: { apiKeyRequired: false, method: { path: routeKey, method: "" } },
    refusal: httpRouteRefusal(wired),
    misconfiguration:
      integration.kind === "lambda" && !permitted
        ? `nothing permits API Gateway to invoke ${integration.functionId} for ${routeKey} (no HttpApi event and no AWS::Lambda::Permission)`
        : null,
    functionId: functionIdOf(wired),
    integrationTimeoutMs: declared > 0 ? Math.min(declared, longestTimer) : integrationTimeoutMs,
    server: serverOf(wired),
    service: serviceOf(wired),
    mapping: typeof mapping === "string" ? noMapping : mapping,
    format: readPayloadFormat(raw["payloadFormatVersion"]) ?? "2.0",
    ignoredValidator: operation.requestValidator?.name ?? null,
  };
}

function serverOf({ integration }: WiredOperation): HttpPlace | null {
  if (integration.kind !== "http") return null;
  const method = integration.settings["httpMethod"];
  const httpMethod = typeof method === "string" ? method.toUpperCase() : "ANY";
  const { uri, api } = integration;
  return { httpMethod: httpMethod === "ANY" ? null : httpMethod, uri, api };
}

function serviceOf({ integration }: WiredOperation): ServiceRoute | null {
  const read = integration.kind === "service" ? readServiceRoute(integration) : null;
  return typeof read === "string" ? null : read;
}

/** Functions outside the template are invoked by the name the configuration has for them. */
function functionIdOf({ integration }: WiredOperation): string | null {
  if (integration.kind === "lambda") return integration.functionId;
  return integration.kind === "foreign-lambda" ? integration.configured : null;
}
