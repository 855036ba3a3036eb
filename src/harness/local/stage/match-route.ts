import { findNearestOperation } from "../../model/openapi/find-nearest-operation.ts";
import type { Arrival } from "./accept-request.ts";
import { open, type Authorization } from "./authorization/authorization.ts";
import type { GatewayFailure } from "./gateway-failure.ts";
import { missingToken } from "./missing-token.ts";
import { routeFor, type ResourceMatch } from "./router.ts";
import type { DomainMapping } from "./stage-options.ts";
import { collapseLeading, splitStage } from "./split-stage.ts";
import type { StageContext } from "./stage-context.ts";
import type { StageRoute } from "./stage-route.ts";

/** Where a request goes. */
export interface RouteMatch {
  readonly route: StageRoute;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  /** Raw path without the stage. */
  readonly path: string;
  /** Raw path with the stage. */
  readonly requestPath: string;
  /** Who the caller is; nobody before authorisation. */
  readonly authorized: Authorization;
}

interface Place {
  readonly match: ResourceMatch<StageRoute> | null;
  readonly path: string;
  readonly requestPath: string;
}

/**
 * Finds stage, resource and method of a request. What API Gateway answers for an unknown resource
 * and for an unknown method is the same 403.
 */
export function matchRoute(context: StageContext, arrival: Arrival): RouteMatch | GatewayFailure {
  const { mapping } = arrival.connection;
  const place =
    mapping === undefined
      ? findPlace(context, arrival.request.path)
      : findMapped(context, arrival.request.path, mapping);
  if (place === null) return forbidden(context.api.stage);
  const route = place.match === null ? null : routeFor(place.match.resource, arrival.method);
  if (place.match === null || route === null) {
    const what =
      place.match === null
        ? `no resource of the API matches ${place.path}`
        : `the resource ${place.match.resource.path} has no method ${arrival.method}`;
    return missingToken(arrival.request, `${what}${nearestRoute(context, arrival, place.path)}`);
  }
  const { path, requestPath } = place;
  const { pathParameters } = place.match;
  return { route, pathParameters, path, requestPath, authorized: open };
}

/** What the client may have meant, in words that end the sentence. */
function nearestRoute(context: StageContext, arrival: Arrival, path: string): string {
  const nearest = findNearestOperation(context.document, arrival.method, path);
  return nearest === null ? "" : `; the nearest declared route is ${nearest.operation.key}`;
}

/**
 * Without strictness a path may leave the stage out. Where both readings are possible (`/dev/x` on
 * stage dev) the prefix wins, unless only the other one leads to a resource.
 */
function findPlace(
  { api, router, strictStagePrefix }: StageContext,
  rawPath: string,
): Place | null {
  const { requestPath, path } = splitStage(rawPath, api.stage);
  const withPrefix = path === null ? null : { match: router.match(path), path, requestPath };
  if (strictStagePrefix || (withPrefix !== null && withPrefix.match !== null)) return withPrefix;
  const match = router.match(requestPath);
  if (withPrefix !== null && match === null) return withPrefix;
  return { match, path: requestPath, requestPath: `/${api.stage}${requestPath}` };
}

/** On a custom domain the base path stands where the stage does, and in `path` too (recorded). */
function findMapped({ router }: StageContext, rawPath: string, { basePath }: DomainMapping): Place {
  const inside = collapseLeading(rawPath.slice(basePath.length));
  const path = `${basePath}${inside}`;
  return { match: router.match(inside), path, requestPath: path };
}

/** A path outside the stage never reaches the API, so its gateway responses do not apply. */
function forbidden(stage: string): GatewayFailure {
  return {
    kind: "fixed-failure",
    type: null,
    status: 403,
    headers: [
      ["Content-Type", "application/json"],
      ["x-amzn-ErrorType", "ForbiddenException"],
    ],
    body: '{"message":"Forbidden"}',
    detail: `the path does not begin with /${stage}`,
  };
}
