import type { FunctionInvoker } from "../../../core/function-invoker.ts";
import type { Clock, Ids } from "../../../core/ports.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { HttpApiIdentity } from "../../../model/events/http-api-event.ts";
import { isDefaultRoute } from "../../../model/events/route-key.ts";
import type { ApiDocument } from "../../../model/openapi/api-document.ts";
import type { WiredApi } from "../../../model/wiring/project-model.ts";
import { apiIdentityOf } from "../api-identity.ts";
import { AuthorizerCache } from "../authorization/authorizer-cache.ts";
import { knowsNobody, type StageIdentity } from "../authorization/stage-identity.ts";
import { resolveUsage, type StageUsage } from "../usage/stage-usage.ts";
import { findElsewhere } from "../integrations/find-elsewhere.ts";
import type { IntegrationReach } from "../integrations/http-destination.ts";
import { startProcessTimer, type StageOptions, type StartTimer } from "../stage-options.ts";
import { readCorsConfiguration, type CorsConfiguration } from "./cors-configuration.ts";
import { findHttpUnemulated } from "./find-http-unemulated.ts";
import { httpApiRefusal } from "./http-refusals.ts";
import { HttpRouter } from "./http-router.ts";
import { prepareHttpRoute, type HttpRoute } from "./http-route.ts";

/** The stage of an HTTP API, resolved. */
export interface HttpStageContext {
  readonly api: HttpApiIdentity;
  readonly router: HttpRouter<HttpRoute>;
  readonly document: ApiDocument;
  /** What makes the whole API unfit; `null` when requests can be answered. */
  readonly apiRefusal: string | null;
  /** `null` when CORS is left to the functions. */
  readonly cors: CorsConfiguration | null;
  readonly strictStagePrefix: boolean;
  readonly invoker: FunctionInvoker;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly authorizers: AuthorizerCache;
  readonly identity: StageIdentity;
  readonly usage: StageUsage;
  readonly startTimer: StartTimer;
  /** Is a function run under a debugger? Then no integration timeout ends its session. */
  readonly isDebugged: (functionId: string) => boolean;
  readonly reach: IntegrationReach;
  /** URL of the local AWS endpoint, which service integrations call; `null` without one. */
  readonly awsEndpoint: string | null;
  /** Found while the stage was set up. */
  readonly problems: readonly Problem[];
}

/** The longest an HTTP API waits for an integration, and what it waits by default. */
const longestIntegrationMs = 30_000;

/** Resolves options once, and prepares routes and CORS. */
export function resolveHttpStage(options: StageOptions): HttpStageContext {
  const { api, ports } = options;
  const timeoutMs = options.integrationTimeoutMs ?? longestIntegrationMs;
  const entries = api.operations.map((wired) => {
    const { operation } = wired;
    return {
      path: operation.path,
      method: operation.anyMethod ? null : operation.method,
      isDefault: isDefaultRoute(operation),
      route: prepareHttpRoute(wired, timeoutMs),
    };
  });
  const reach: IntegrationReach = { servers: {}, api: () => null, ...options.reach };
  const unemulated = findHttpUnemulated(api, options.template ?? null);
  // A route that is refused for itself is not told of twice.
  const elsewhere = findElsewhere(api, reach).filter(
    ({ operation }) => !unemulated.some((each) => each.operation === operation),
  );
  return {
    api: apiIdentityOf(options),
    router: new HttpRouter(entries.filter((entry) => !isMisplacedGreedy(entry.path))),
    document: api.document,
    apiRefusal: httpApiRefusal(api),
    cors: readCorsConfiguration(api),
    strictStagePrefix: options.strictStagePrefix ?? false,
    invoker: options.invoker,
    clock: ports.clock,
    ids: ports.ids,
    authorizers: new AuthorizerCache(ports),
    identity: options.identity ?? knowsNobody,
    usage: resolveUsage(options),
    startTimer: ports.startTimer ?? startProcessTimer,
    isDebugged: options.isDebugged ?? (() => false),
    reach,
    awsEndpoint: options.awsEndpoint ?? null,
    problems: [...unemulated, ...elsewhere, ...findConflicts(api)],
  };
}

/** A greedy variable takes the rest of the path, so that nothing can follow it. */
function isMisplacedGreedy(path: string): boolean {
  return /\{[^{}]*\+\}./u.test(path);
}

function findConflicts({ operations, document }: WiredApi): readonly Problem[] {
  return operations
    .filter(({ operation }) => isMisplacedGreedy(operation.path))
    .map(({ operation }) =>
      createProblem({
        code: "stage/route-conflict",
        message: `API Gateway would not create the route ${operation.key}: a greedy path variable must be at the end of the path.`,
        location: document.source.locate(operation.pointer),
        operation: operation.key,
      }),
    );
}
