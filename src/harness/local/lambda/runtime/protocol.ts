import {
  logLevels,
  type FunctionFailure,
  type FunctionLogging,
  type LogLevel,
  type LogLine,
} from "../../../core/function-invoker.ts";
import { isJsonValue, isObject, type JsonValue } from "../../../core/json.ts";

/** Of the channel, in the runtime's process. */
export const channelDescriptor = 3;

/** The inspector a runtime process opens. */
export interface InspectorSetting {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Where the handler's own statements begin in its module (from 0), to stop there; `null` does not stop. */
  readonly breakAt: { readonly line: number; readonly column: number } | null;
}

/** Parent to runtime: load this handler. Sent once, first. */
export interface StartMessage {
  readonly kind: "start";
  /** URL of the module that holds the handler, ready to be imported. */
  readonly moduleUrl: string;
  readonly handler: string;
  readonly exportName: string;
  /** Major version of the `nodejs…` runtime, which decides callbacks and exits. */
  readonly runtimeMajor: number;
  /** How `console` writes; see `FunctionLogging`. */
  readonly logFormat: FunctionLogging["format"];
  readonly logLevel: LogLevel;
  /** The debugger to wait for before the module is loaded; `null` without one. */
  readonly inspector: InspectorSetting | null;
}

/** Parent to runtime: one invocation. */
export interface InvokeMessage {
  readonly kind: "invoke";
  readonly requestId: string;
  readonly traceHeader: string;
  /** JSON text, as Lambda hands it to a runtime. */
  readonly payload: string;
  readonly clientContext: JsonValue;
  readonly tenantId: string | null;
  readonly invokedFunctionArn: string;
  /** Milliseconds since the Unix epoch at which the invocation is cut off. */
  readonly deadline: number;
}

/** Parent to runtime: end politely (writes coverage, runs exit handlers). */
export interface EndMessage {
  readonly kind: "end";
}

export type ParentMessage = StartMessage | InvokeMessage | EndMessage;

/** What every answer says besides itself. */
export interface AnswerState {
  /** Resident memory of the process, in bytes, as it was a moment ago at the latest. */
  readonly residentBytes: number;
}

/** What came of a message, as the runtime tells it. */
export type RuntimeOutcome =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly payload: string }
  | {
      readonly kind: "streamed";
      readonly contentType: string;
      readonly failure: FunctionFailure | null;
    }
  | { readonly kind: "failed"; readonly failure: FunctionFailure };

/** Runtime to parent. */
export type RuntimeMessage =
  | (RuntimeOutcome & AnswerState)
  /** A piece of a streamed response, in Base64. */
  | { readonly kind: "chunk"; readonly data: string }
  | { readonly kind: "dying"; readonly failure: FunctionFailure }
  | { readonly kind: "log"; readonly stream: LogLine["stream"]; readonly text: string };

const failureKinds: readonly FunctionFailure["kind"][] = [
  "thrown",
  "init",
  "timeout",
  "exit",
  "memory",
  "not-found",
  "unserialisable",
  "too-large",
  "throttled",
];

function isFailure(value: unknown): value is FunctionFailure {
  return (
    isObject(value) &&
    failureKinds.some((kind) => kind === value["kind"]) &&
    typeof value["errorType"] === "string" &&
    typeof value["errorMessage"] === "string" &&
    Array.isArray(value["trace"]) &&
    value["trace"].every((line) => typeof line === "string")
  );
}

/** Narrows what came from the runtime; a handler may have sent anything over the channel. */
export function readRuntimeMessage(value: unknown): RuntimeMessage | null {
  if (!isObject(value)) return null;
  const { kind, failure, stream, text, data } = value;
  if (kind === "dying" && isFailure(failure)) return { kind, failure };
  if (kind === "chunk" && typeof data === "string") return { kind, data };
  if (kind === "log" && (stream === "stdout" || stream === "stderr") && typeof text === "string") {
    return { kind, stream, text };
  }
  const outcome = readOutcome(value);
  if (outcome === null) return null;
  const residentBytes = Number(value["residentBytes"]);
  return { ...outcome, residentBytes };
}

function readOutcome(value: { readonly [key: string]: unknown }): RuntimeOutcome | null {
  const { kind, payload, failure, contentType } = value;
  if (kind === "ready") return { kind };
  if (kind === "done" && typeof payload === "string") return { kind, payload };
  if (kind === "failed" && isFailure(failure)) return { kind, failure };
  if (kind !== "streamed" || typeof contentType !== "string") return null;
  return failure === null || isFailure(failure) ? { kind, contentType, failure } : null;
}

/** Narrows what came from the parent. */
export function readParentMessage(value: unknown): ParentMessage | null {
  if (!isObject(value)) return null;
  if (value["kind"] === "end") return { kind: "end" };
  return readStart(value) ?? readInvoke(value);
}

function readStart(value: { readonly [key: string]: unknown }): StartMessage | null {
  const { kind, moduleUrl, handler, exportName, runtimeMajor, logFormat } = value;
  const logLevel = logLevels.find((level) => level === value["logLevel"]);
  if (kind !== "start" || typeof moduleUrl !== "string" || typeof handler !== "string") return null;
  if (typeof exportName !== "string" || typeof runtimeMajor !== "number") return null;
  if (logFormat !== "Text" && logFormat !== "JSON") return null;
  if (logLevel === undefined) return null;
  const inspector = readInspector(value["inspector"]);
  const module = { moduleUrl, handler, exportName, runtimeMajor };
  return { kind, ...module, logFormat, logLevel, inspector };
}

function readInspector(value: unknown): InspectorSetting | null {
  if (!isObject(value) || typeof value["port"] !== "number") return null;
  const breakAt = value["breakAt"];
  if (!isObject(breakAt)) return { port: value["port"], breakAt: null };
  const [line, column] = [Number(breakAt["line"]), Number(breakAt["column"])];
  return { port: value["port"], breakAt: { line, column } };
}

function readInvoke(value: { readonly [key: string]: unknown }): InvokeMessage | null {
  const { kind, requestId, traceHeader, payload, clientContext, deadline } = value;
  const { tenantId, invokedFunctionArn } = value;
  if (kind !== "invoke" || typeof requestId !== "string" || typeof traceHeader !== "string") {
    return null;
  }
  if (typeof payload !== "string") return null;
  if (typeof deadline !== "number" || !isJsonValue(clientContext)) return null;
  if (tenantId !== null && typeof tenantId !== "string") return null;
  if (typeof invokedFunctionArn !== "string") return null;
  const identity = { requestId, traceHeader, tenantId, invokedFunctionArn };
  return { kind, ...identity, payload, clientContext, deadline };
}
