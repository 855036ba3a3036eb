import type { InvocationResult } from "../../core/function-invoker.ts";
import type { HttpRequest, HttpResponse } from "../../core/http-message.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Problem } from "../../core/problem.ts";
import type { ValidatorDisagreement } from "../../core/target.ts";
import type { Operation } from "../../model/openapi/api-document.ts";
import type { Arrival } from "./accept-request.ts";
import type { Authorization } from "./authorization/authorization.ts";
import type { GatewayFailure } from "./gateway-failure.ts";
import type { StageConnection } from "./stage-options.ts";

/** Where a request was routed, whatever the kind of its API. */
export interface Routed {
  readonly route: {
    readonly operation: Operation;
    readonly functionId: string | null;
    readonly resource: { readonly resourcePath: string };
  };
  /** Raw path with the stage. */
  readonly requestPath: string;
  /** Who the caller turned out to be; nobody before authorisation. */
  readonly authorized: Authorization;
}

/** How far a request got. */
export interface Journey {
  readonly match: Routed | null;
  readonly event: JsonValue;
  readonly invoked: InvocationResult | null;
  /** What the integration answered with; for a Lambda proxy the function's own is in the response. */
  readonly integrationStatus?: number | null;
  readonly response: HttpResponse;
  readonly failure: GatewayFailure | null;
  /** True when the gateway answered by itself although nothing failed: a preflight request. */
  readonly answeredByGateway?: boolean;
  /** Where the author's schema and the gateway's validator judge the request differently. */
  readonly disagreement?: ValidatorDisagreement | null;
  /** Why a streamed response is not whole; `null` for any other. */
  readonly broken?: string | null;
  /** What the trace should say of an answer that is no failure. */
  readonly note?: string | null;
}

/** What answers the requests of an API, by the rules of its kind. */
export interface Gateway {
  /** Found while the stage was set up. */
  readonly problems: readonly Problem[];
  accept(request: HttpRequest, connection: StageConnection): Arrival;
  /** Never rejects for what a client or a function does. */
  answer(arrival: Arrival): Promise<Journey>;
}
