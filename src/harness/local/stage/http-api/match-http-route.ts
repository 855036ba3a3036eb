import { findNearestOperation } from "../../../model/openapi/find-nearest-operation.ts";
import type { Arrival } from "../accept-request.ts";
import { open, type Authorization } from "../authorization/authorization.ts";
import { failGateway, type GatewayFailure } from "../gateway-failure.ts";
import type { HttpStageContext } from "./http-stage-context.ts";
import type { DomainMapping } from "../stage-options.ts";
import type { HttpRoute } from "./http-route.ts";
import { splitHttpStage, type HttpStagePath } from "./split-http-stage.ts";

/** Where a request to an HTTP API goes. */
export interface HttpPlace {
  readonly route: HttpRoute;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  /** Raw path without the stage. */
  readonly path: string;
  /** Raw path with the prefix of a named stage. */
  readonly requestPath: string;
  /** Who the caller is; nobody before authorisation. */
  readonly authorized: Authorization;
}

/** Finds stage and route of a request; one that has none, or no such method, is not found. */
export function matchHttpRoute(
  context: HttpStageContext,
  arrival: Arrival,
): HttpPlace | GatewayFailure {
  const { stage } = context.api;
  const { mapping } = arrival.connection;
  const place =
    mapping === undefined
      ? splitHttpStage(arrival.request.path, { stage, strict: context.strictStagePrefix })
      : withoutBase(arrival.request.path, mapping);
  if (place === null) return notFound(`the path does not begin with /${stage}`);
  const match = context.router.match(arrival.method, place.path);
  if (match !== null) return { ...match, ...place, authorized: open };
  const what = context.router.hasPath(place.path)
    ? `no route of the API for ${place.path} has the method ${arrival.method}`
    : `no route of the API matches ${place.path}`;
  const nearest = findNearestOperation(context.document, arrival.method, place.path);
  const hint = nearest === null ? "" : `; the nearest declared route is ${nearest.operation.key}`;
  return notFound(`${what}${hint}`);
}

/** On a custom domain the path has neither the stage nor the key of the mapping. */
function withoutBase(rawPath: string, { basePath }: DomainMapping): HttpStagePath {
  const rest = rawPath.slice(basePath.length);
  const path = rest === "" ? "/" : rest;
  return { requestPath: path, path };
}

function notFound(detail: string): GatewayFailure {
  return failGateway("RESOURCE_NOT_FOUND", { detail });
}
