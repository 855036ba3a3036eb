import type { FunctionInvoker } from "../../../core/function-invoker.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { Clock, Ids } from "../../../core/ports.ts";
import type { Arrival } from "../accept-request.ts";
import type { StartTimer } from "../stage-options.ts";
import type { AuthorizerCache } from "./authorizer-cache.ts";
import type { Truth } from "./policy/truth.ts";
import type { EndpointKind } from "./endpoint-kind.ts";
import type { StageIdentity } from "./stage-identity.ts";

/** What authorisation works with, whatever the kind of the API. */
export interface AuthorizingContext {
  readonly api: {
    readonly accountId: string;
    readonly apiId: string;
    readonly region: string;
    readonly stage: string;
    readonly stageVariables: Readonly<Record<string, string>> | null;
  };
  readonly invoker: FunctionInvoker;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly startTimer: StartTimer;
  readonly isDebugged: (functionId: string) => boolean;
  readonly authorizers: AuthorizerCache;
  readonly identity: StageIdentity;
  /** Must the path begin with the stage? */
  readonly strictStagePrefix: boolean;
}

/** A routed request, as authorizers look at it. */
export interface AuthorizationSubject {
  readonly kind: "rest" | "http";
  readonly arrival: Arrival;
  /**
   * `arn:aws:execute-api:…:api/stage/GET/orders/7`: the path as requested; of an HTTP API the route is
   * what format 1.0 calls `methodArn` and 2.0 `routeArn`.
   */
  readonly arn: string;
  /** How the API is reached. */
  readonly endpoint: EndpointKind;
  /** Does the resource policy of the API let it in where the policy of a Lambda authorizer says nothing? */
  readonly otherwise: Truth;
  /** The request in the shape an authorizer of type `request` gets it, without a body. */
  event(format: "rest" | "1.0" | "2.0"): JsonObject;
  /** `$context.NAME`; `null` where it has no value, `undefined` where the stage does not know it. */
  contextValue(name: string): string | null | undefined;
}

/** The ARN of a method or route as requested. */
export function executeApiArn(
  { region, accountId, apiId, stage }: AuthorizingContext["api"],
  method: string,
  path: string,
): string {
  const tail = path.replace(/^\/+/u, "");
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}/${tail}`;
}
