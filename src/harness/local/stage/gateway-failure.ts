import type { HeaderLine } from "../../core/http-message.ts";
import { notEmulatedMessage, notEmulatedType } from "../../core/not-emulated.ts";
import type { AuthorizerValues } from "./authorization/authorization.ts";
import { gatewayResponseTypes, type GatewayResponseType } from "./gateway-response-types.ts";

/** A failure answered through the API's gateway responses, which the author may customise. */
export interface CustomisableFailure {
  readonly kind: "gateway-failure";
  readonly type: GatewayResponseType;
  /** Status unless the author customised it. */
  readonly status: number;
  /** `$context.error.message`. */
  readonly message: string | null;
  /** `x-amzn-ErrorType`. */
  readonly errorType: string | null;
  /** Headers of its own, e.g. `Retry-After`. */
  readonly headers?: readonly HeaderLine[];
  /** `$context.error.validationErrorString`. */
  readonly validationError: string;
  /** What was found, in words, for the trace. */
  readonly detail: string;
  /** What an authorizer said that denied: gateway responses may use it. */
  readonly authorizer?: AuthorizerValues;
}

/** A failure answered before or outside the API: nobody can customise it. */
export interface FixedFailure {
  readonly kind: "fixed-failure";
  readonly type: GatewayResponseType | typeof notEmulatedType | null;
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  readonly detail: string;
}

/** Why a step of a request's life stopped the request. */
export type GatewayFailure = CustomisableFailure | FixedFailure;

/** What a failure may say differently from its type's defaults. */
export interface FailureWords {
  readonly detail: string;
  readonly status?: number;
  readonly message?: string;
  readonly errorType?: string;
  readonly validationError?: string;
}

/** A failure of a gateway response type, with the type's defaults for what is not said. */
export function failGateway(type: GatewayResponseType, words: FailureWords): CustomisableFailure {
  const defaults = gatewayResponseTypes[type];
  return {
    kind: "gateway-failure",
    type,
    status: words.status ?? defaults.status ?? 500,
    message: words.message ?? defaults.message,
    errorType: words.errorType ?? defaults.errorType,
    validationError: words.validationError ?? "",
    detail: words.detail,
  };
}

/** A Lambda proxy integration that failed: 502, whatever the type's documented status says. */
export function failIntegration(detail: string): CustomisableFailure {
  return failGateway("INTEGRATION_FAILURE", { status: 502, detail });
}

/** Loud refusal of what the stage does not emulate: 501, naming it. */
export function refuseUnemulated(what: string): FixedFailure {
  const message = notEmulatedMessage(what);
  return {
    kind: "fixed-failure",
    type: notEmulatedType,
    status: 501,
    headers: [["Content-Type", "application/json"]],
    body: JSON.stringify({ message }),
    detail: `not emulated: ${what}`,
  };
}

/** True when a step gave a failure instead of its result. */
export function isFailure(value: object): value is GatewayFailure {
  return "kind" in value && (value.kind === "gateway-failure" || value.kind === "fixed-failure");
}
