import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/harness/core/json.ts";
import type {
  FunctionFailure,
  InvocationResult,
} from "../../../src/harness/core/function-invoker.ts";

/** The payload of an invocation that answered an object. Throws, with the failure, for any other. */
export function objectOf({ payload, failure }: InvocationResult): JsonObject {
  if (isJsonObject(payload)) return payload;
  throw new Error(`No object was answered: ${JSON.stringify(failure ?? payload)}`);
}

/** The failure of an invocation. Throws for one that succeeded. */
export function failureOf({ payload, failure }: InvocationResult): FunctionFailure {
  if (failure !== null) return failure;
  throw new Error(`The function did not fail: ${JSON.stringify(payload)}`);
}

/** A JSON value that is an object. Throws for any other. */
export function asObject(value: JsonValue | undefined): JsonObject {
  if (value !== undefined && isJsonObject(value)) return value;
  throw new Error(`Not an object: ${JSON.stringify(value)}`);
}
