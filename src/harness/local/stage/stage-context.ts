import type { FunctionInvoker } from "../../core/function-invoker.ts";
import type { Clock, Ids } from "../../core/ports.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { defaultRestChoices, type RestChoices } from "../../core/rest-choices.ts";
import type { ApiDocument } from "../../model/openapi/api-document.ts";
import type { SchemaRegistry } from "../../model/schema/schema-validator.ts";
import type { WiredApi } from "../../model/wiring/project-model.ts";
import type { RestApiIdentity } from "../../model/events/rest-proxy-event.ts";
import { apiIdentityOf } from "./api-identity.ts";
import { AuthorizerCache } from "./authorization/authorizer-cache.ts";
import { endpointOf, type EndpointKind } from "./authorization/endpoint-kind.ts";
import { readResourcePolicy, type ResourcePolicy } from "./authorization/resource-policy.ts";
import { knowsNobody, type StageIdentity } from "./authorization/stage-identity.ts";
import { resolveUsage, type StageUsage } from "./usage/stage-usage.ts";
import { readBinaryMediaTypes, type BinaryMediaTypes } from "./binary-media-types.ts";
import { readCanary, type Canary } from "./canary.ts";
import { apiRefusal, findUnemulated } from "./find-unemulated.ts";
import {
  gatherGatewayResponses,
  type GatewayResponseCatalogue,
} from "./gateway-response-catalogue.ts";
import { findElsewhere } from "./integrations/find-elsewhere.ts";
import type { IntegrationReach } from "./integrations/http-destination.ts";
import { Router } from "./router.ts";
import { stableId } from "./stable-id.ts";
import { startProcessTimer, type StageOptions, type StartTimer } from "./stage-options.ts";
import { prepareRoute, type RouteSetting, type StageRoute } from "./stage-route.ts";

/** A stage, resolved: what every step of a request's life works with. */
export interface StageContext {
  readonly api: RestApiIdentity;
  readonly router: Router<StageRoute>;
  readonly document: ApiDocument;
  readonly schemas: SchemaRegistry;
  /** What makes the whole API unfit; `null` when requests can be answered. */
  readonly apiRefusal: string | null;
  readonly gatewayResponses: GatewayResponseCatalogue;
  readonly binary: BinaryMediaTypes;
  readonly strictStagePrefix: boolean;
  readonly choices: RestChoices;
  readonly invoker: FunctionInvoker;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly authorizers: AuthorizerCache;
  readonly identity: StageIdentity;
  readonly usage: StageUsage;
  /** `null` for a stage without one. */
  readonly canary: Canary | null;
  readonly policy: ResourcePolicy;
  readonly endpoint: EndpointKind;
  readonly startTimer: StartTimer;
  readonly isDebugged: (functionId: string) => boolean;
  readonly reach: IntegrationReach;
  /** `null` where there is no AWS endpoint. */
  readonly awsEndpoint: string | null;
  /** Found while the stage was set up. */
  readonly problems: readonly Problem[];
}

/** Resolves options once, and prepares router, validators and gateway responses. */
export function resolveStage(options: StageOptions): StageContext {
  const { api, ports } = options;
  const { resource, document } = api;
  const choices = { ...defaultRestChoices, ...options.choices };
  const setting = {
    document,
    schemas: options.schemas,
    listSizes: choices.listSizes,
    integrationTimeoutMs: options.integrationTimeoutMs ?? 29_000,
  };
  const reach: IntegrationReach = { servers: {}, api: () => null, ...options.reach };
  const { router, conflicts } = routeAll(api, setting);
  return {
    api: {
      ...apiIdentityOf(options),
      deploymentId: stableId(document.digest, 6),
    },
    router,
    document,
    schemas: options.schemas,
    apiRefusal: apiRefusal(api),
    gatewayResponses: gatherGatewayResponses(api),
    binary: readBinaryMediaTypes([...resource.binaryMediaTypes, ...document.binaryMediaTypes]),
    strictStagePrefix: options.strictStagePrefix ?? false,
    choices,
    invoker: options.invoker,
    clock: ports.clock,
    ids: ports.ids,
    authorizers: new AuthorizerCache(ports),
    identity: options.identity ?? knowsNobody,
    usage: resolveUsage(options),
    canary: readCanary(resource, options.canary ?? null),
    policy: readResourcePolicy(api),
    endpoint: endpointOf(api),
    startTimer: ports.startTimer ?? startProcessTimer,
    isDebugged: options.isDebugged ?? (() => false),
    reach,
    awsEndpoint: options.awsEndpoint ?? null,
    problems: [
      ...findUnemulated(api, options.template ?? null),
      ...findElsewhere(api, reach),
      ...conflicts,
    ],
  };
}

/** The routes of an API, and the resources API Gateway would not create. */
function routeAll(
  { operations, document }: WiredApi,
  setting: RouteSetting,
): { readonly router: Router<StageRoute>; readonly conflicts: readonly Problem[] } {
  const router = new Router<StageRoute>();
  const conflicts: Problem[] = [];
  for (const wired of operations) {
    const { operation } = wired;
    const method = operation.anyMethod ? null : operation.method;
    const route = prepareRoute(wired, setting);
    const conflict = router.add({ path: operation.path, method, route });
    if (conflict === null) continue;
    conflicts.push(
      createProblem({
        code: "stage/route-conflict",
        message: `API Gateway would not create the resource of ${operation.key}: ${conflict}`,
        location: document.source.locate(operation.pointer),
        operation: operation.key,
      }),
    );
  }
  return { router, conflicts };
}
