import { failurePayload } from "../../core/failure-payload.ts";
import type { Invocation, InvocationResult } from "../../core/function-invoker.ts";
import { isObject, type JsonValue } from "../../core/json.ts";
import { newTraceHeader } from "../../core/new-trace-header.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem } from "../../core/problem.ts";
import { chooseFunction, type ChosenFunction } from "../project/choose-function.ts";
import { debugFunctions, type Debugging, type DebugRequest } from "../project/debug-functions.ts";
import { loadProject, type Project, type ProjectApi } from "../project/load-project.ts";
import { operationOfEvent } from "../project/operation-of-event.ts";
import { randomIds, systemClock } from "../project/project-files.ts";
import { tellVariables } from "./tell-variables.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { startLocal } from "../project/start-local.ts";
import { invocationProblems, qualifierOf, tenantIdOf } from "./invoke/check-invocation.ts";
import { judgeInvokedEvent } from "./invoke/judge-invoked-event.ts";
import { logTail } from "./invoke/log-tail.ts";
import { readClientContext } from "./invoke/read-client-context.ts";
import { readInvokedEvent } from "./invoke/read-invoked-event.ts";

/** What `invoke` is asked to do. */
export interface InvokeOptions {
  readonly overrides: ConfigOverrides;
  /** Any name the function goes by (see `findFunction`); `null` for the only one of the template. */
  readonly functionName: string | null;
  /** A file, a pipe or `-` for standard input; `null` sends an empty object. */
  readonly eventFile: string | null;
  /** Debuggers to wait for. */
  readonly debug?: readonly DebugRequest[];
  /** Opens what `-` stands for. */
  readonly openStdin: () => AsyncIterable<unknown>;
  /** Alias, version or `$LATEST`. */
  readonly qualifier?: string | undefined;
  /** JSON, or Base64 of it. */
  readonly clientContext?: string | undefined;
  readonly tenantId?: string | undefined;
  /** `tail` asks for the last 4 KB of the log in `logResult`. */
  readonly logType?: "tail" | "none" | undefined;
  /** Told what became of variables and layers that are not as asked for, and where a debugger is waited for. */
  readonly say?: (line: string) => void;
}

/** What came of `invoke`: the result with what a caller of Lambda's Invoke API sees of it. */
export interface InvokedOnce extends InvocationResult {
  /** Logical id of the function that ran, of a nested stack `Child/Function`. */
  readonly functionId: string;
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  /** The response: what the function returned, or the error document. */
  readonly answer: JsonValue;
  /** The last 4 KB of the log in Base64 where `tail` was asked for, else `null`. */
  readonly logResult: string | null;
  /** What is odd about event and invocation; the function ran all the same. */
  readonly warnings: readonly Problem[];
}

/** The API an event came through: of those that call the function, the one with the event's route. */
function apiOfEvent({ apis }: Project, functionId: string, event: JsonValue): ProjectApi | null {
  const [only = null, ...others] = apis;
  if (others.length === 0) return only;
  const calling = apis.filter(({ wired }) =>
    wired.operations.some(({ function: called }) => called?.resource.logicalId === functionId),
  );
  const [first = null] = calling;
  return operationOfEvent({ apis: calling }, event)?.api ?? first;
}

/** An event made for any stage gets the variables of its API's stage when it carries none. */
function withStageVariables(project: Project, functionId: string, event: JsonValue): JsonValue {
  if (!isObject(event) || event["stageVariables"] !== null) return event;
  const api = apiOfEvent(project, functionId, event);
  const variables = api?.wired.resource.stageVariables ?? {};
  return Object.keys(variables).length === 0 ? event : { ...event, stageVariables: variables };
}

interface JudgedEvent {
  readonly payload: JsonValue;
  readonly warnings: readonly Problem[];
}

async function eventFor(
  project: Project,
  { logicalId }: ChosenFunction,
  { eventFile, openStdin }: InvokeOptions,
): Promise<JudgedEvent> {
  if (eventFile === null) return { payload: {}, warnings: [] };
  const { file, value, problems } = await readInvokedEvent(project, eventFile, openStdin);
  const warnings = judgeInvokedEvent(project, logicalId, file, value, problems);
  return { payload: withStageVariables(project, logicalId, value), warnings };
}

async function run(
  project: Project,
  logicalId: string,
  invocation: Invocation,
  debugging: Debugging,
): Promise<InvocationResult> {
  const local = await startLocal(project, () => {}, { debugging });
  try {
    return await local.functions.invoke(logicalId, invocation);
  } finally {
    await local.close();
  }
}

/** `--inspect` takes the word that follows it: a function that is named there alone is the one to invoke. */
function functionOf(debug: readonly DebugRequest[]): string | null {
  return debug.find(({ functionId }) => functionId !== null)?.functionId ?? null;
}

/** A debugger of a function that is not invoked would be waited for in vain. */
function assertIsDebugged(
  project: Project,
  chosen: ChosenFunction,
  debug: readonly DebugRequest[],
): void {
  for (const { functionId } of debug) {
    if (functionId === null) continue;
    const { logicalId } = chooseFunction(project, functionId);
    if (logicalId === chosen.logicalId) continue;
    throw new LockstepError({
      code: "project/config-invalid",
      message: `${logicalId} is to be debugged, and ${chosen.logicalId} is invoked: no debugger would ever stop.`,
      hint: `Invoke the function that is debugged: lockstep invoke ${logicalId} --inspect.`,
    });
  }
}

/**
 * Runs one function once, with the project's tables beside it. A function that fails is a result.
 * Throws `lambda/function-unknown`, `lambda/function-ambiguous`, `project/event-unreadable`,
 * `project/invocation-invalid`, `project/config-invalid` where another function is to be debugged.
 */
export async function invokeOnce(options: InvokeOptions): Promise<InvokedOnce> {
  const overrides = { ...options.overrides, samCommand: "local_invoke" } as const;
  const { config, problems } = await resolveConfig(overrides);
  const project = loadProject(config);
  const { debug = [], say = () => {} } = options;
  const chosen = chooseFunction(project, options.functionName ?? functionOf(debug));
  assertIsDebugged(project, chosen, debug);
  const told = { configProblems: problems, functionId: chosen.logicalId };
  for (const line of tellVariables(project, told)) options.say?.(line);
  const qualifier = qualifierOf(chosen, options.qualifier ?? null);
  const tenantId = tenantIdOf(options.tenantId ?? null);
  const context = options.clientContext;
  const clientContext = context === undefined ? null : readClientContext(context);
  const { payload, warnings } = await eventFor(project, chosen, options);
  const requestId = randomIds.uuid();
  const invocation = {
    payload,
    requestId,
    traceHeader: newTraceHeader(systemClock, randomIds),
    clientContext,
    ...(tenantId === null ? {} : { tenantId }),
    ...(qualifier === null ? {} : { qualifier }),
  };
  const debugging = await debugFunctions(project, debug, chosen.logicalId, say);
  const result = await run(project, chosen.logicalId, invocation, debugging);
  return {
    ...result,
    functionId: chosen.logicalId,
    requestId,
    invokedFunctionArn: qualifier === null ? chosen.arn : `${chosen.arn}:${qualifier}`,
    answer: result.failure === null ? result.payload : failurePayload(result.failure),
    logResult: options.logType === "tail" ? logTail(result).toString("base64") : null,
    warnings: [...invocationProblems(project, chosen, { qualifier, tenantId }), ...warnings],
  };
}
