import { LockstepError } from "../../core/lockstep-error.ts";
import type { TargetAddress } from "./target-address.ts";

const unreachableReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "the host name is not known",
  EAI_AGAIN: "the host name cannot be looked up now",
  EHOSTUNREACH: "there is no route to the host",
  ENETUNREACH: "there is no route to the network",
  ETIMEDOUT: "the connection was not accepted in time",
  ECONNRESET: "the connection was closed before an answer",
  EPIPE: "the connection was closed before an answer",
};

/** The `code` of a Node error, `""` for anything else. */
export function errorCode(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "";
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

/** Why no connection came about; `AggregateError` of several addresses counts as its first. */
export function unreachableError(address: TargetAddress, error: unknown): LockstepError {
  const cause: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  const reason = unreachableReasons[errorCode(cause)] ?? describe(cause);
  return new LockstepError({
    code: "target/unreachable",
    message: `Cannot reach ${address.baseUrl}: host ${address.host}, port ${address.port}: ${reason}.`,
    cause,
  });
}

/** A request that HTTP cannot carry: a space in its path, a header value beyond Latin-1. */
export function unsendableError(requestLine: string, error: unknown): LockstepError {
  return new LockstepError({
    code: "target/unsendable-request",
    message: `${requestLine} cannot be sent over HTTP: ${describe(error)}.`,
    cause: error,
  });
}

/** No complete answer within the time allowed. */
export function timeoutError(
  address: TargetAddress,
  requestLine: string,
  timeoutMs: number,
): LockstepError {
  return new LockstepError({
    code: "target/timeout",
    message: `${address.baseUrl} did not answer ${requestLine} within ${timeoutMs} ms.`,
  });
}

/** An answer that began and is not HTTP, or broke off. */
export function brokenResponseError(
  address: TargetAddress,
  requestLine: string,
  error: unknown,
): LockstepError {
  return new LockstepError({
    code: "target/broken-response",
    message: `${address.baseUrl} answered ${requestLine} with something that is not a complete HTTP response: ${describe(error)}.`,
    cause: error,
  });
}
