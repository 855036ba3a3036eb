import { format } from "node:util";
import { logLevels, type LogLevel } from "../../../core/function-invoker.ts";
import { RuntimeError } from "./describe-failure.ts";
import { formatError } from "./format-error.ts";
import { withoutForeignFrames } from "./foreign-frames.ts";

/** What a log line says besides its text. */
export interface LogRecord {
  readonly level: LogLevel;
  /** `undefined` or `-` while no invocation runs, as the runtime prints it. */
  readonly requestId: unknown;
  readonly tenantId: string | undefined;
  readonly runtimeMajor: number;
}

/** True when a level is at least another. */
export function isAtLeast(level: LogLevel, minimum: LogLevel): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(minimum);
}

/** A line of Lambda's text format: ISO time, request id, level and message, separated by tabs. */
export function formatText(record: LogRecord, parameters: readonly unknown[]): string {
  const { level, requestId } = record;
  // Nothing at all is one undefined value.
  const text = parameters.length === 0 ? format(undefined) : format(...parameters);
  return [new Date().toISOString(), String(requestId), level, text].join("\t");
}

/**
 * A line of Lambda's JSON format. One value is the `message` itself, an object as it is; several are
 * formatted to one text, and the first error among them adds `errorType`, `errorMessage` and
 * `stackTrace` (Node.js runtime interface client; from nodejs24 on one that comes first does not).
 */
export function formatJson(record: LogRecord, parameters: readonly unknown[]): string {
  const { level, requestId, tenantId, runtimeMajor } = record;
  const head = {
    timestamp: new Date().toISOString(),
    level,
    requestId,
    ...(tenantId === undefined ? {} : { tenantId }),
  };
  if (parameters.length <= 1) return formatOne(head, parameters[0]);
  const looked = runtimeMajor >= 24 ? parameters.slice(1) : parameters;
  const error = looked.find((parameter) => parameter instanceof Error);
  const message = format(...parameters);
  return JSON.stringify({
    ...head,
    message,
    ...(error === undefined ? {} : { ...membersOf(error), stackTrace: stackLines(error) ?? [] }),
  });
}

function formatOne(head: object, message: unknown): string {
  try {
    return JSON.stringify({ ...head, message }, (_key, value: unknown) =>
      value instanceof Error
        ? Object.assign(membersOf(value), { stackTrace: stackLines(value) ?? value.stack }, value)
        : value,
    );
  } catch {
    return JSON.stringify({ ...head, message: format(message) });
  }
}

function membersOf(error: Error): { readonly errorType: unknown; readonly errorMessage: unknown } {
  const type: unknown = Reflect.get(error, "constructor");
  const named: unknown = isHolder(type) ? Reflect.get(type, "name") : undefined;
  return { errorType: named ?? "UnknownError", errorMessage: error.message };
}

function isHolder(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** An error as the runtime writes it into a text line: JSON with its own members and its stack's lines. */
export function describeLoggedError(error: Error, runtimeMajor: number): string {
  try {
    return JSON.stringify(error, (_key, value: unknown) =>
      value instanceof Error ? loggedMembers(value, runtimeMajor) : value,
    );
  } catch {
    const { trace, ...told } = formatError(error, runtimeMajor);
    return JSON.stringify({
      ...told,
      ...(trace === undefined ? {} : { trace: withoutForeignFrames(trace) }),
    });
  }
}

function loggedMembers(error: Error, runtimeMajor: number): object {
  const code: unknown = Reflect.get(error, "code");
  const described = { errorType: error.name, errorMessage: error.message, code };
  const own = Object.assign(described, error);
  // The runtime's errors have their names of their class there.
  if (runtimeMajor < 24 && error instanceof RuntimeError) Reflect.deleteProperty(own, "name");
  const stack = stackLines(error);
  return stack === null ? own : Object.assign(own, { stack });
}

function stackLines({ stack }: Error): readonly string[] | null {
  return typeof stack === "string" ? withoutForeignFrames(stack.split("\n")) : null;
}
