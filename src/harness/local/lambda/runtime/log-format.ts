import { format } from "node:util";
import { logLevels, type LogLevel } from "../../../core/function-invoker.ts";
import { withoutForeignFrames } from "./foreign-frames.ts";

/** What a log line says besides its text. */
export interface LogRecord {
  readonly level: LogLevel;
  /** `undefined` or `-` while no invocation runs, as the runtime prints it. */
  readonly requestId: string | undefined;
  readonly tenantId: string | undefined;
}

/** True when a level is at least another. */
export function isAtLeast(level: LogLevel, minimum: LogLevel): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(minimum);
}

/** A line of Lambda's text format: ISO time, request id, level and message, separated by tabs. */
export function formatText(record: LogRecord, parameters: readonly unknown[]): string {
  const { level, requestId } = record;
  const text = format(...parameters);
  return [new Date().toISOString(), String(requestId), level, text].join("\t");
}

/**
 * A line of Lambda's JSON format. One value is the `message` itself, an object as it is; several are
 * formatted to one text, and the first error among them adds `errorType`, `errorMessage` and
 * `stackTrace` (Node.js runtime interface client).
 */
export function formatJson(record: LogRecord, parameters: readonly unknown[]): string {
  const { level, requestId, tenantId } = record;
  const head = {
    timestamp: new Date().toISOString(),
    level,
    requestId,
    ...(tenantId === undefined ? {} : { tenantId }),
  };
  if (parameters.length <= 1) return formatOne(head, parameters[0]);
  const error = parameters.slice(1).find((parameter) => parameter instanceof Error);
  const message = format(...parameters);
  return JSON.stringify({ ...head, message, ...(error === undefined ? {} : membersOf(error)) });
}

function formatOne(head: object, message: unknown): string {
  try {
    return JSON.stringify({ ...head, message }, (_key, value: unknown) =>
      value instanceof Error ? Object.assign(membersOf(value), value) : value,
    );
  } catch {
    return JSON.stringify({ ...head, message: format(message) });
  }
}

function membersOf(error: Error): object {
  return {
    errorType: error.constructor.name,
    errorMessage: error.message,
    stackTrace: stackLines(error) ?? [],
  };
}

/** An error as the runtime writes it into a text line: JSON with its own members and its stack's lines. */
export function describeLoggedError(error: Error): string {
  try {
    return JSON.stringify(loggedMembers(error), (_key, value: unknown) =>
      value instanceof Error ? loggedMembers(value) : value,
    );
  } catch {
    return JSON.stringify({ errorType: error.name, errorMessage: error.message });
  }
}

function loggedMembers(error: Error): object {
  const code: unknown = Reflect.get(error, "code");
  const described = { errorType: error.name, errorMessage: error.message, code };
  const own: object = Object.assign(described, error);
  const stack = stackLines(error);
  return stack === null ? own : { ...own, stack };
}

function stackLines({ stack }: Error): readonly string[] | null {
  return typeof stack === "string" ? withoutForeignFrames(stack.split("\n")) : null;
}
