import type { FunctionFailure, LogLine } from "./function-invoker.ts";
import type { HttpRequest, HttpResponse } from "./http-message.ts";
import type { JsonValue } from "./json.ts";
import type { StateProbe } from "./state-probe.ts";

/** Where requests go: a handler alone, the stage in process, the stage over HTTP, a deployed stage or any URL. */
export type TargetKind = "handler" | "stage" | "stage-http" | "deployed";

/**
 * Whose rules the answers that no function gave are judged by: REST and HTTP APIs have their own
 * 400, 403, 404, 413, 429, 5xx bodies; `none` is any server, judged by the operation alone.
 */
export type GatewayProfile = "rest" | "http" | "none";

/** One AWS call a function made, as the local AWS endpoint saw it. */
export interface AwsCall {
  readonly service: string;
  readonly action: string;
  /** Table, queue or bus named by the call, when it names one. */
  readonly resource: string | null;
  readonly status: number;
  /** Error name of a failed call, e.g. `ConditionalCheckFailedException`. */
  readonly errorName: string | null;
}

/** Which part of the stage a response came from. */
export type AnsweredBy = "function" | "gateway" | "unknown";

/**
 * A request about which API Gateway's validator and the author's schemas disagree: the gateway reads
 * them as JSON Schema draft 4 and only looks for parameters to be there.
 */
export interface ValidatorDisagreement {
  /** Who takes the request: the gateway, or the document as its author wrote it. */
  readonly acceptedBy: "gateway" | "document";
  /** What the other one found, in words: `body /when must be a date, found "soon"`. */
  readonly found: readonly string[];
}

/** What happened behind a response, as far as the target can see. */
export interface Trace {
  /** API Gateway's request id, `null` when the target gave none. */
  readonly requestId: string | null;
  readonly answeredBy: AnsweredBy;
  /** Gateway response type (`BAD_REQUEST_BODY`, …) when the gateway answered. */
  readonly gatewayResponseType: string | null;
  /**
   * What the gateway's validator or router found, in words, or what it passed over that the document
   * asks for (an HTTP API validates nothing); `null` when there is nothing to say.
   */
  readonly gatewayDetail: string | null;
  /** `null` where both agree, nothing is validated, or it cannot be told. */
  readonly disagreement: ValidatorDisagreement | null;
  /** Logical id of the function invoked, `null` when none was (or it cannot be told). */
  readonly functionId: string | null;
  /** The event the function was given, `null` when none was built (or it cannot be told). */
  readonly event: JsonValue;
  /** The value the function returned, before the gateway mapped it. */
  readonly functionResult: JsonValue;
  readonly failure: FunctionFailure | null;
  readonly logs: readonly LogLine[];
  /** The AWS calls attributed to this request by its trace id; `"cannot-tell"` where they are not seen. */
  readonly awsCalls: readonly AwsCall[] | "cannot-tell";
}

/** The trace of a target that sees nothing but the response. */
export const blindTrace: Trace = {
  requestId: null,
  answeredBy: "unknown",
  gatewayResponseType: null,
  gatewayDetail: null,
  disagreement: null,
  functionId: null,
  event: null,
  functionResult: null,
  failure: null,
  logs: [],
  awsCalls: "cannot-tell",
};

/** A request, its response, and what happened in between. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly trace: Trace;
  readonly durationMs: number;
}

/** What a target can do beyond sending a request; `null` where it cannot. */
export interface TargetCapabilities {
  /** The tables behind the target. */
  readonly state: StateProbe | null;
  /** The event a request becomes, for `lockstep invoke`; `null` where no event is built. */
  readonly toEvent: ((request: HttpRequest) => JsonValue) | null;
}

/**
 * A way to send a request and see what came of it. Checks know nothing else of the world: the same
 * check runs on every target.
 */
export interface Target {
  readonly kind: TargetKind;
  /** For people: `local stage dev`, or a URL. */
  readonly name: string;
  readonly gateway: GatewayProfile;
  /** Base URL including the stage prefix and without a trailing slash; `null` when nothing listens. */
  readonly baseUrl: string | null;
  /** True for a stage of `lockstep start` behind a URL of this machine: it takes what is made for the local stage. */
  readonly isLocal?: boolean;
  readonly capabilities: TargetCapabilities;
  /**
   * Sends a request whose path is relative to the API (`/orders`, no stage prefix).
   * Rejects with `LockstepError` when the target cannot be reached.
   */
  send(request: HttpRequest): Promise<Exchange>;
  close(): Promise<void>;
}
