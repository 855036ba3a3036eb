import { randomUUID } from "node:crypto";
import type { FunctionFailure, InvocationResult, LogLine } from "../../core/function-invoker.ts";
import {
  isJsonValue,
  isObject,
  parseJson,
  type JsonObject,
  type JsonValue,
} from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { newTraceHeader } from "../../core/new-trace-header.ts";
import type { Problem } from "../../core/problem.ts";
import { nearestName } from "../../core/suggest-names.ts";
import type { Project } from "../project/load-project.ts";
import { responseProblems } from "./check-response.ts";
import { ContractViolation } from "./contract-violation.ts";
import { operationOfEvent } from "../project/operation-of-event.ts";
import { randomIds, systemClock } from "../project/project-files.ts";
import { openProject, type ProjectOptions } from "./open-project.ts";
import { loadUnitWorld } from "./load-unit-world.ts";
import { withOrigin } from "./session.ts";
import { streamedResult } from "./streamed-result.ts";

/** How to load a function for a unit test. */
export interface LoadFunctionOptions extends ProjectOptions {
  /** Hold results of API Gateway events against their operation. Default `true`. */
  readonly check?: boolean;
  /** Variables on top of the template's. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A function of the template, called as Lambda calls it; what it returns is JSON. */
export type LoadedFunction = (event: unknown) => Promise<FunctionResult>;

/** What a function returned. The named members are those of a proxy result; other events may give others. */
export interface FunctionResult {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * The body as JSON, read when it is asked for; not part of what was returned, and left out where
   * results are compared. Throws `SyntaxError` when there is no body or it is not JSON.
   */
  readonly json: JsonValue;
  readonly [key: string]: unknown;
}

/** A handler that threw or could not be loaded; the stack points at the handler's source. */
export class FunctionError extends Error {
  /** Lambda's errorType: the thrown error's name, or `Runtime.…` */
  readonly errorType: string;
  readonly logs: readonly LogLine[];

  constructor(logicalId: string, failure: FunctionFailure, logs: readonly LogLine[]) {
    super(`${logicalId}: ${failure.errorType}: ${failure.errorMessage}`);
    this.name = "FunctionError";
    this.errorType = failure.errorType;
    this.logs = logs;
    if (failure.trace.length > 0)
      this.stack = [`${this.name}: ${this.message}`, ...failure.trace].join("\n");
  }
}

function problemsOf(project: Project, event: unknown, payload: JsonValue): readonly Problem[] {
  const found = operationOfEvent(project, event);
  return found === null ? [] : responseProblems(project, found, payload);
}

function isFunctionResult(value: object): value is FunctionResult {
  return "json" in value;
}

/** The returned object itself, so that it compares as one, and its body as JSON beside it. */
function toResult(payload: JsonValue): FunctionResult {
  const result: JsonObject = isObject(payload) ? payload : { result: payload };
  if (isFunctionResult(result)) return result;
  const { body } = result;
  const get = (): JsonValue => parseJson(typeof body === "string" ? body : "");
  const whole = Object.defineProperty(result, "json", { get, configurable: true });
  if (isFunctionResult(whole)) return whole;
  throw new TypeError("The result takes no further member.");
}

/** Events arrive as JSON, so that is what the handler gets: no `undefined`, no shared objects. */
function asPayload(event: unknown): JsonValue {
  const copy: unknown = event === undefined ? {} : JSON.parse(JSON.stringify(event));
  return isJsonValue(copy) ? copy : {};
}

async function invoke(
  project: Project,
  logicalId: string,
  options: LoadFunctionOptions,
  event: unknown,
): Promise<InvocationResult> {
  const world = await loadUnitWorld(project);
  return world.invoker(options.environment ?? {}).invoke(logicalId, {
    payload: asPayload(event),
    requestId: randomUUID(),
    traceHeader: newTraceHeader(systemClock, randomIds),
    clientContext: null,
  });
}

const optionNames: readonly string[] = [
  "root",
  "template",
  "stage",
  "parameters",
  "envVars",
  "envVarsAll",
  "check",
  "environment",
] satisfies readonly (keyof LoadFunctionOptions)[];

/** What is misspelt would be left out in silence. */
function assertKnownOptions(options: LoadFunctionOptions): void {
  const stray = Object.keys(options).find((name) => !optionNames.includes(name));
  if (stray === undefined) return;
  const meant = nearestName(stray, optionNames);
  throw new LockstepError({
    code: "project/config-invalid",
    message: `loadFunction has no option "${stray}".`,
    hint: meant === null ? `Its options are ${optionNames.join(", ")}.` : `Did you mean ${meant}?`,
  });
}

/**
 * Loads a function of the template for a unit test: in this process, in a module graph of its own,
 * with the template's environment and tables in place before its first line runs. So it does not
 * matter what the test imported before, and `process.env` read at module level is right.
 *
 * A function that returns no object (a list, a text) gives `{ result: … }`; one that streams its response gives
 * status, headers and body as if it had returned them. The result of an API Gateway event is held against its operation (`check: false` leaves that out).
 *
 * @param logicalId the function's name in the template
 * @throws LockstepError `lambda/function-unknown`; `project/config-invalid` for an option there is not
 * @throws FunctionError (from the call) when the handler throws
 * @throws ContractViolation (from the call) when the result breaks the spec
 * @example
 * const getOrder = await loadFunction("GetOrderFunction");
 * const response = await getOrder(await eventFor("getOrder", { path: { orderId: "ORD-001" } }));
 */
export async function loadFunction(
  logicalId: string,
  options: LoadFunctionOptions = {},
): Promise<LoadedFunction> {
  assertKnownOptions(options);
  const project = await openProject(options);
  (await loadUnitWorld(project)).assertFunction(logicalId);
  return async (event) => {
    const result = await invoke(project, logicalId, options, event);
    if (result.failure !== null) throw new FunctionError(logicalId, result.failure, result.logs);
    const streamed = result.stream === null ? null : streamedResult(result.stream);
    const payload = streamed ?? result.payload;
    const problems = options.check === false ? [] : problemsOf(project, event, payload);
    if (problems.length > 0)
      throw new ContractViolation(
        `The result of ${logicalId} does not satisfy its operation.`,
        problems,
      );
    return withOrigin(toResult(payload), project);
  };
}
