import type { LogLine } from "../../core/function-invoker.ts";
import { hexSeconds } from "../../core/new-trace-header.ts";
import { headerValue, type HttpRequest } from "../../core/http-message.ts";
import type { StageContext } from "./stage-context.ts";
import type { StageConnection } from "./stage-options.ts";

/** A request the stage took in, with the ids it goes by from here on. */
export interface Arrival {
  readonly request: HttpRequest;
  readonly connection: StageConnection;
  /** The method to route on: the request's, or that of `X-HTTP-Method-Override`. */
  readonly method: string;
  /** API Gateway's request id, a UUID unless the client chose something else. */
  readonly requestId: string;
  /** `x-amz-apigw-id`. */
  readonly extendedRequestId: string;
  /** `1-…-…`, the client's own when it sent one. */
  readonly traceRoot: string;
  /** 16 digits: the segment the function's own calls hang on. */
  readonly traceParent: string;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  /** What an authorizer logged that was asked on the way; it is added to. */
  readonly authorizerLogs: LogLine[];
}

const rootPattern = /(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/iu;
const token = /^[A-Za-z]+$/u;

/** First step: gives a request its ids, its trace and the method it is routed on. */
export function acceptRequest(
  { clock, ids }: Pick<StageContext, "clock" | "ids">,
  request: HttpRequest,
  connection: StageConnection,
): Arrival {
  const startedAt = clock.now();
  // Drawn at once: randomness costs more than everything else in this step.
  const digits = ids.hex(62);
  const override = headerValue(request.headers, "x-http-method-override");
  const sentRoot = headerValue(request.headers, "x-amzn-trace-id");
  const root = sentRoot === undefined ? undefined : rootPattern.exec(sentRoot)?.[1];
  return {
    request,
    connection,
    method:
      override !== undefined && token.test(override) ? override.toUpperCase() : request.method,
    requestId: requestIdOf(request, ids),
    extendedRequestId: Buffer.from(digits.slice(0, 22), "hex").toString("base64"),
    traceRoot: root ?? `1-${hexSeconds(startedAt)}-${digits.slice(22, 46)}`,
    traceParent: digits.slice(46),
    startedAt,
    authorizerLogs: [],
  };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

/** A client may choose the request id; what is no UUID is replaced by these words (guide, access logging). */
function requestIdOf({ headers }: HttpRequest, ids: StageContext["ids"]): string {
  const chosen = headerValue(headers, "x-amzn-requestid");
  if (chosen === undefined) return ids.uuid();
  return uuid.test(chosen) ? chosen : "UUID_REPLACED_INVALID_REQUEST_ID";
}
