import { randomBytes } from "node:crypto";
import type { InvocationResult } from "../../core/function-invoker.ts";
import { isObject, parseJson, type JsonValue } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { formatLocation } from "../../core/problem.ts";
import { validateEvent } from "../../model/events/validate-event.ts";
import { readEventText } from "./read-event-text.ts";
import { assertFunctionRuns } from "../project/assert-function-runs.ts";
import { debugFunctions, type DebugRequest } from "../project/debug-functions.ts";
import { defineFunctions, defineStandIns } from "../project/define-functions.ts";
import { loadProject, type Project } from "../project/load-project.ts";
import { randomIds } from "../project/project-files.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { startLocal } from "../project/start-local.ts";

/** What `invoke` is asked to do. */
export interface InvokeOptions {
  readonly overrides: ConfigOverrides;
  readonly logicalId: string;
  /** A file, a pipe or `-` for standard input; `null` sends an empty object. */
  readonly eventFile: string | null;
  /** Debuggers to wait for. */
  readonly debug?: readonly DebugRequest[];
  /** Told where a function waits for a debugger. */
  readonly say?: (line: string) => void;
  /** Opens what `-` stands for. */
  readonly openStdin: () => AsyncIterable<unknown>;
}

/** Faults that keep a file from being an event at all; its shape is the function's own business. */
const unreadable: ReadonlySet<string> = new Set([
  "events/byte-order-mark",
  "events/syntax-error",
  "events/body-not-a-string",
]);

function parseEvent(file: string, text: string): JsonValue {
  const fault = validateEvent({ file, text }).find(
    (problem) => unreadable.has(problem.code) && problem.severity === "error",
  );
  if (fault !== undefined) {
    throw new LockstepError({
      code: "project/event-unreadable",
      message: `${fault.location === undefined ? file : formatLocation(fault.location)}: ${fault.message}`,
      ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    });
  }
  return parseJson(text);
}

async function readEvent(project: Project, options: InvokeOptions): Promise<JsonValue> {
  const { eventFile, openStdin } = options;
  if (eventFile === null) return {};
  const { root } = project.config;
  const text = await readEventText(eventFile, { root, files: project.files, openStdin });
  return parseEvent(eventFile === "-" ? "standard input" : eventFile, text);
}

/** An event made for any stage gets this stage's variables when it carries none. */
function withStageVariables(project: Project, event: JsonValue): JsonValue {
  if (!isObject(event) || event["stageVariables"] !== null) return event;
  const variables = project.apis[0]?.wired.resource.stageVariables ?? {};
  return Object.keys(variables).length === 0 ? event : { ...event, stageVariables: variables };
}

/**
 * Runs one function once, with the project's tables beside it. A function that fails is a result.
 * Throws `lambda/function-unknown`, `project/event-unreadable`.
 */
export async function invokeOnce(options: InvokeOptions): Promise<InvocationResult> {
  const { config } = await resolveConfig(options.overrides);
  const project = loadProject(config);
  assertFunctionRuns(project, options.logicalId, [
    ...defineFunctions(project).map(({ logicalId }) => logicalId),
    ...defineStandIns(project).keys(),
  ]);
  const event = withStageVariables(project, await readEvent(project, options));
  const { debug = [], say = () => {} } = options;
  const debugging = await debugFunctions(project, debug, options.logicalId, say);
  const local = await startLocal(project, () => {}, debugging);
  try {
    return await local.functions.invoke(options.logicalId, {
      payload: event,
      requestId: randomIds.uuid(),
      traceHeader: `Root=1-${randomBytes(4).toString("hex")}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=0`,
      clientContext: null,
    });
  } finally {
    await local.close();
  }
}
