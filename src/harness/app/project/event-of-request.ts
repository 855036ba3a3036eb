import { bodyText, headerValue, type HttpRequest } from "../../core/http-message.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { eventForOperation, type OperationEvent } from "../../model/events/event-for-operation.ts";
import {
  httpEventForOperation,
  httpEventV1ForOperation,
} from "../../model/events/http-event-for-operation.ts";
import type { HttpApiEventV1 } from "../../model/events/http-api-event-v1.ts";
import type { HttpApiEvent } from "../../model/events/http-api-event.ts";
import type { OperationCall } from "../../model/events/operation-call.ts";
import { readPayloadFormat, type PayloadFormat } from "../../model/events/payload-format.ts";
import { isTextMediaType } from "../../model/events/text-media-type.ts";
import type { FoundOperation } from "./find-operation.ts";
import type { Project } from "./load-project.ts";
import { localStageName } from "./local-stage-name.ts";

/** A request of an operation, to be made an event. */
export interface RequestOfEvent {
  readonly request: HttpRequest;
  /** As they stand in the path. */
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  /** Milliseconds since the Unix epoch. Default: a fixed time. */
  readonly requestTimeEpoch?: number;
  /** 12 digits. Default: the project's. */
  readonly accountId?: string;
}

/** An event of API Gateway: of a REST API, or of an HTTP API in either payload format. */
export type GatewayEvent = OperationEvent | HttpApiEvent | HttpApiEventV1;

/**
 * The payload format of an operation's events, `null` for those of a REST API.
 * Throws `project/event-not-made` for a `payloadFormatVersion` that is neither 1.0 nor 2.0.
 */
export function payloadFormatOf({ api, operation }: FoundOperation): PayloadFormat | null {
  const { resource, operations } = api.wired;
  if (resource.kind === "rest") return null;
  // An event of the template may give the operation its integration.
  const wired = operations.find((each) => each.operation.pointer === operation.pointer);
  const { integration } = wired?.operation ?? operation;
  const version = integration?.raw["payloadFormatVersion"];
  const format = readPayloadFormat(version);
  if (format !== null) return format;
  throw new LockstepError({
    code: "project/event-not-made",
    message: `The integration of ${operation.key} has payloadFormatVersion ${JSON.stringify(version)}; API Gateway has 1.0 and 2.0.`,
  });
}

/** What an operation calls in place of a function that gets proxy events; `null` where it may call one. */
function calledInstead({ api, operation }: FoundOperation): string | null {
  const wired = api.wired.operations.find((each) => each.operation.pointer === operation.pointer);
  const integration = wired?.integration;
  switch (integration?.kind) {
    case "lambda-custom":
      return `calls ${integration.functionId} with what its request template makes (type aws): there is no event of API Gateway's to write. Send a request to lockstep start to see what the function gets`;
    case "mock":
      return "is answered by a mock integration, and reaches no function";
    case "http":
      return `is answered by ${integration.uri}, and reaches no function`;
    case "service":
      return `is answered by ${integration.service} (${integration.target}), and reaches no function`;
    default:
      return null;
  }
}

function assertEvent(found: FoundOperation): void {
  const instead = calledInstead(found);
  if (instead === null) return;
  throw new LockstepError({
    code: "project/event-not-made",
    message: `${found.operation.key} ${instead}.`,
    hint: "Choose an operation whose integration is of type aws_proxy.",
  });
}

/**
 * The event API Gateway makes of a request for an operation, in the form of its API. Ids and times
 * are fixed: same request, same event. Throws `project/event-not-made`.
 */
export function eventOfRequest(
  { config }: Project,
  found: FoundOperation,
  { request, pathParameters, stageVariables, requestTimeEpoch, accountId }: RequestOfEvent,
): GatewayEvent {
  const { operation, api } = found;
  assertEvent(found);
  const format = payloadFormatOf(found);
  const query = new URLSearchParams(request.query);
  const call: OperationCall = {
    method: request.method,
    path: operation.path,
    operationId: operation.operationId,
    pathParameters: Object.fromEntries(
      Object.entries(pathParameters).map(([name, value]) => [name, decodeURIComponent(value)]),
    ),
    query: Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)])),
    headers: Object.fromEntries(request.headers),
    ...(request.body === null ? {} : { body: bodyText(request) }),
    stage: localStageName(api.wired.resource),
    stageVariables:
      stageVariables === null || Object.keys(stageVariables).length === 0 ? null : stageVariables,
    api: { accountId: accountId ?? config.accountId, region: config.region },
    ...(requestTimeEpoch === undefined ? {} : { requestTimeEpoch }),
  };
  if (format === null) return eventForOperation(call);
  const http = { ...call, ...bodyOfHttpEvent(request), anyMethod: operation.anyMethod };
  return format === "2.0" ? httpEventForOperation(http) : httpEventV1ForOperation(http);
}

/** An HTTP API hands text on as it is and everything else in base64. */
function bodyOfHttpEvent({
  body,
  headers,
}: HttpRequest): Pick<OperationCall, "body" | "isBase64Encoded"> {
  if (body === null || body.byteLength === 0) return {};
  if (isTextMediaType(headerValue(headers, "content-type"))) return {};
  return { body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
}
