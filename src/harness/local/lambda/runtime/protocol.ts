import type { FunctionFailure, LogLine } from "../../../core/function-invoker.ts";
import { isJsonValue, isObject, type JsonValue } from "../../../core/json.ts";

/** Parent to runtime: load this handler. Sent once, first. */
export interface StartMessage {
  readonly kind: "start";
  /** URL of the module that holds the handler, ready to be imported. */
  readonly moduleUrl: string;
  readonly handler: string;
  readonly exportName: string;
  /** Major version of the `nodejs…` runtime, which decides callbacks and exits. */
  readonly runtimeMajor: number;
  readonly arn: string;
  /** Written raw to stdout and stderr when an answer is complete, so that the parent knows it has read all. */
  readonly marker: string;
}

/** Parent to runtime: one invocation. */
export interface InvokeMessage {
  readonly kind: "invoke";
  readonly requestId: string;
  readonly traceHeader: string;
  readonly payload: JsonValue;
  readonly clientContext: JsonValue;
  /** Milliseconds since the Unix epoch at which the invocation is cut off. */
  readonly deadline: number;
}

/** Parent to runtime: end politely (writes coverage, runs exit handlers). */
export interface EndMessage {
  readonly kind: "end";
}

export type ParentMessage = StartMessage | InvokeMessage | EndMessage;

/** Runtime to parent. `marked` says whether the markers could be written. */
export type RuntimeMessage =
  | { readonly kind: "ready"; readonly marked: boolean }
  | { readonly kind: "done"; readonly payload: string; readonly marked: boolean }
  | { readonly kind: "failed"; readonly failure: FunctionFailure; readonly marked: boolean }
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
  const { kind, payload, failure, stream, text } = value;
  const marked = value["marked"] === true;
  if (kind === "ready") return { kind, marked };
  if (kind === "done" && typeof payload === "string") return { kind, payload, marked };
  if (kind === "failed" && isFailure(failure)) return { kind, failure, marked };
  if (kind === "dying" && isFailure(failure)) return { kind, failure };
  if (kind === "log" && (stream === "stdout" || stream === "stderr") && typeof text === "string") {
    return { kind, stream, text };
  }
  return null;
}

/** Narrows what came from the parent. */
export function readParentMessage(value: unknown): ParentMessage | null {
  if (!isObject(value)) return null;
  if (value["kind"] === "end") return { kind: "end" };
  return readStart(value) ?? readInvoke(value);
}

function readStart(value: { readonly [key: string]: unknown }): StartMessage | null {
  const { kind, moduleUrl, handler, exportName, runtimeMajor, arn, marker } = value;
  if (kind !== "start" || typeof moduleUrl !== "string" || typeof handler !== "string") return null;
  if (typeof exportName !== "string" || typeof runtimeMajor !== "number") return null;
  if (typeof arn !== "string" || typeof marker !== "string") return null;
  return { kind, moduleUrl, handler, exportName, runtimeMajor, arn, marker };
}

function readInvoke(value: { readonly [key: string]: unknown }): InvokeMessage | null {
  const { kind, requestId, traceHeader, payload, clientContext, deadline } = value;
  if (kind !== "invoke" || typeof requestId !== "string" || typeof traceHeader !== "string") {
    return null;
  }
  if (typeof deadline !== "number" || !isJsonValue(payload) || !isJsonValue(clientContext)) {
    return null;
  }
  return { kind, requestId, traceHeader, payload, clientContext, deadline };
}
