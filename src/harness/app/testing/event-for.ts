import { bodyText } from "../../core/http-message.ts";
import { eventForOperation, type OperationEvent } from "../../model/events/event-for-operation.ts";
import { findOperation } from "../project/find-operation.ts";
import { openProject, type ProjectOptions } from "./open-project.ts";
import { buildCheckedRequest, inputMembers, type OperationInput } from "./request-input.ts";

/** What `eventFor` takes beside the operation's own input. */
export interface EventInput extends OperationInput {
  /** Stage variables. Default: the template's. */
  readonly stageVariables?: Readonly<Record<string, string>> | null;
  readonly project?: ProjectOptions;
}

const eventMembers = [...inputMembers, "stageVariables", "project"];

/**
 * The event API Gateway sends a function for an operation (REST proxy, payload 1.0), every field
 * filled as the service fills it. The request inside is held against the spec first.
 *
 * @param operation operationId, or `METHOD /path`
 * @param input parameters in plain values, body as a value
 * @throws ContractViolation when the request breaks the spec and is not meant to (`valid: false`)
 * @throws LockstepError `project/operation-unknown`, `project/request-input-unknown`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * @example
 * const event = await eventFor("getOrder", { path: { orderId: "ORD-001" } });
 * const created = await eventFor("createOrder", { example: true });
 */
export async function eventFor(operation: string, input: EventInput = {}): Promise<OperationEvent> {
  const project = await openProject(input.project);
  const found = findOperation(project, operation);
  const { request, pathParameters } = await buildCheckedRequest(found, input, eventMembers);
  const { stageName, stageVariables } = found.api.wired.resource;
  const query = new URLSearchParams(request.query);
  const variables = input.stageVariables === undefined ? stageVariables : input.stageVariables;
  return eventForOperation({
    method: request.method,
    path: found.operation.path,
    operationId: found.operation.operationId,
    pathParameters: Object.fromEntries(
      Object.entries(pathParameters).map(([name, value]) => [name, decodeURIComponent(value)]),
    ),
    query: Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)])),
    headers: Object.fromEntries(request.headers),
    ...(request.body === null ? {} : { body: bodyText(request) }),
    stage: stageName.known ? stageName.value : "dev",
    stageVariables: variables === null || Object.keys(variables).length === 0 ? null : variables,
    api: { accountId: project.config.accountId, region: project.config.region },
  });
}
