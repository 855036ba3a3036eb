import { types } from "node:util";

/** The document a runtime posts for an error; a member whose value is missing is left out. */
export interface FormattedError {
  readonly errorType?: string;
  readonly errorMessage?: string;
  readonly trace?: readonly string[];
}

/** False where a test runner keeps the code in a realm of its own (jest): Node's own errors are of another there. */
const isOnlyRealm = Object.getPrototypeOf(types.isNativeError) === Function.prototype;

/** What nodejs24 takes for an error: an `Error` of its own realm. */
export function isErrorOfRealm(value: unknown): value is Error {
  return value instanceof Error || (!isOnlyRealm && types.isNativeError(value));
}

/**
 * An error, or whatever was thrown, as the Node.js runtime interface client posts it: name, message and
 * stack lines of an error, the type and the text of anything else. What cannot be read is `handled`.
 * Up to nodejs22 errors of other realms count, and what has the three members of one.
 */
export function formatError(thrown: unknown, runtimeMajor: number): FormattedError {
  const modern = runtimeMajor >= 24;
  try {
    const error = modern ? errorOf24(thrown) : errorBefore24(thrown);
    if (error !== null) {
      const [errorType, errorMessage] = [escaped(error.name), escaped(error.message)];
      const stack = escaped(error.stack);
      if (stack === undefined && !modern) throw new TypeError("An error without a stack.");
      const trace = stack?.split("\n") ?? [];
      return {
        ...(errorType === undefined ? {} : { errorType }),
        ...(errorMessage === undefined ? {} : { errorMessage }),
        trace,
      };
    }
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  } catch {
    // The runtime's own words, although no callback is involved.
    const errorMessage =
      "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";
    return { errorType: "handled", errorMessage, ...(modern ? { trace: [] } : {}) };
  }
}

/** An error as the runtime hands it to its log; throws for what has no text, as the runtime does. */
export function intoError(thrown: unknown): Error {
  return isErrorOfRealm(thrown) ? thrown : new Error(String(thrown));
}

/** What goes wrong where the runtime makes an error of a thrown value to log it; `null` for most values. */
export function faultOfLogging(thrown: unknown, runtimeMajor: number): unknown {
  try {
    if (runtimeMajor >= 24) intoError(thrown);
    // An error takes what `String` takes, but for symbols.
    else if (!isErrorOfRealm(thrown)) Reflect.construct(Error, [thrown]);
    return null;
  } catch (fault) {
    return fault;
  }
}

/** DEL is escaped; what is neither text nor missing cannot be. */
function escaped(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new TypeError("A member of an error is no text.");
  return value.replaceAll("\u007f", "%7F");
}

interface ErrorMembers {
  readonly name: unknown;
  readonly message: unknown;
  readonly stack?: unknown;
}

function errorOf24(value: unknown): ErrorMembers | null {
  return isErrorOfRealm(value) ? value : null;
}

function errorBefore24(value: unknown): ErrorMembers | null {
  if (types.isNativeError(value)) return value;
  if (typeof value !== "object" || value === null) return null;
  const [name, message, stack] = ["name", "message", "stack"].map((member): unknown =>
    Reflect.get(value, member),
  );
  const whole = [name, message, stack].every((text) => typeof text === "string" && text !== "");
  return whole ? { name, message, stack } : null;
}
