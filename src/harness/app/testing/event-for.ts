import { LockstepError } from "../../core/lockstep-error.ts";
import type { OperationEvent } from "../../model/events/event-for-operation.ts";
import type { HttpApiEvent } from "../../model/events/http-api-event.ts";
import { eventOfRequest, payloadFormatOf, type GatewayEvent } from "../project/event-of-request.ts";
import { findOperation } from "../project/find-operation.ts";
import { openProject, type ProjectOptions } from "./open-project.ts";
import { buildCheckedRequest, inputMembers, type OperationInput } from "./request-input.ts";

/** What `eventFor` takes beside the operation's own input. */
export interface EventInput extends OperationInput {
  /** Stage variables. Default: the template's. */
  readonly stageVariables?: Readonly<Record<string, string>> | null;
  /**
   * The payload format the function's events have, of an HTTP API. The event is of the operation's own
   * format with or without it; with it, an operation of another one is an error, and the type is right.
   */
  readonly payloadFormatVersion?: "2.0";
  readonly project?: ProjectOptions;
}

const eventMembers = [...inputMembers, "stageVariables", "payloadFormatVersion", "project"];

/**
 * The event API Gateway sends a function for an operation, every field filled as the service fills
 * it: of a REST API the proxy event (`APIGatewayProxyEvent`), of an HTTP API that of its integration's
 * `payloadFormatVersion`. The request inside is held against the spec first.
 *
 * TypeScript takes it for an `APIGatewayProxyEventV2` where `payloadFormatVersion: "2.0"` is given.
 *
 * @param operation operationId, or `METHOD /path`
 * @param input parameters in plain values, body as a value
 * @throws ContractViolation when the request breaks the spec and is not meant to (`valid: false`)
 * @throws LockstepError `project/operation-unknown`, `project/request-input-unknown`,
 *   `project/event-not-made` when the operation has another payload format than the one asked for
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @example
 * const event = await eventFor("getOrder", { path: { orderId: "ORD-001" } });
 * const created = await eventFor("createOrder", { example: true });
 * const v2 = await eventFor("getPet", { path: { petId: 7 }, payloadFormatVersion: "2.0" });
 */
export function eventFor(
  operation: string,
  input: EventInput & { readonly payloadFormatVersion: "2.0" },
): Promise<HttpApiEvent>;
export function eventFor(operation: string, input?: EventInput): Promise<OperationEvent>;
export async function eventFor(operation: string, input: EventInput = {}): Promise<GatewayEvent> {
  const project = await openProject(input.project);
  const found = findOperation(project, operation);
  assertFormat(payloadFormatOf(found), input, found.operation.key);
  const { request, pathParameters } = await buildCheckedRequest(found, input, eventMembers);
  const stageVariables =
    input.stageVariables === undefined
      ? found.api.wired.resource.stageVariables
      : input.stageVariables;
  return eventOfRequest(project, found, { request, pathParameters, stageVariables });
}

function assertFormat(format: "1.0" | "2.0" | null, input: EventInput, key: string): void {
  const wanted: unknown = input.payloadFormatVersion;
  if (wanted === undefined || wanted === format) return;
  throw new LockstepError({
    code: "project/event-not-made",
    message:
      format === null
        ? `${key} belongs to a REST API, whose events have no payloadFormatVersion.`
        : `The integration of ${key} has payloadFormatVersion ${format}, and the test asks for ${JSON.stringify(wanted)}.`,
  });
}
