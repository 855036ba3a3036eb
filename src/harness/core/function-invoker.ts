import type { JsonObject, JsonValue } from "./json.ts";

/** One line a function wrote while it handled an invocation. */
export interface LogLine {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** Everything needed to run one function of a template, resolved: nothing here is optional. */
export interface FunctionDefinition {
  /** The logical id in the template, the name functions go by inside the harness. */
  readonly logicalId: string;
  /** The deployed name (`FunctionName`, or `<stack>-<logicalId>` when the template has none). */
  readonly functionName: string;
  readonly arn: string;
  /** `Handler` as the template writes it, e.g. `handlers/get-order.handler`. */
  readonly handler: string;
  /** Absolute folder of `CodeUri`. */
  readonly codeRoot: string;
  /** Absolute path of the source module the handler lives in (`.ts`, `.js`, `.mjs`, `.cjs`). */
  readonly entryFile: string;
  /** Dotted export name inside the module, e.g. `handler` or `handlers.get`. */
  readonly exportName: string;
  /** `nodejs24.x` and so on. */
  readonly runtime: string;
  /** `Timeout` in milliseconds. */
  readonly timeoutMs: number;
  /** `MemorySize` in MB. */
  readonly memoryMb: number;
  /** The function's own variables, resolved. */
  readonly environment: Readonly<Record<string, string>>;
  /** esbuild `BuildProperties` of the template's Metadata, `null` when the function has none. */
  readonly build: JsonObject | null;
}

/** One synchronous invocation, as API Gateway or an SDK client makes it. */
export interface Invocation {
  readonly payload: JsonValue;
  /** Lambda request id, a UUID. */
  readonly requestId: string;
  /** `Root=1-…;Parent=…;Sampled=…`; SDK clients forward it on every AWS call. */
  readonly traceHeader: string;
  /** Decoded `X-Amz-Client-Context`, `null` for API Gateway. */
  readonly clientContext: JsonValue;
}

/**
 * How a function failed. `errorType` and `errorMessage` are those of the payload Lambda answers,
 * e.g. `Sandbox.Timedout`, `Runtime.ImportModuleError`, or the thrown error's name.
 */
export interface FunctionFailure {
  readonly kind:
    | "thrown"
    | "init"
    | "timeout"
    | "exit"
    | "memory"
    | "not-found"
    | "unserialisable"
    | "too-large";
  readonly errorType: string;
  readonly errorMessage: string;
  /** Stack lines that point at the user's source. */
  readonly trace: readonly string[];
  /**
   * The error document as a runtime other than Node.js sent it, e.g. Python's with `requestId` and
   * `stackTrace`: what a caller of the function gets. Absent where the fields above make it.
   */
  readonly payload?: JsonObject;
}

/** What came of an invocation. A function that fails is a result, not an exception. */
export interface InvocationResult {
  /** The value the function returned (`null` for undefined), or `null` on failure. */
  readonly payload: JsonValue;
  readonly failure: FunctionFailure | null;
  readonly logs: readonly LogLine[];
  readonly durationMs: number;
  /** Milliseconds of the cold start this invocation paid for, `null` when it was warm. */
  readonly initDurationMs: number | null;
}

/** Runs functions by logical id. Implemented by `lambda`; `stage` and `aws` call it, never a handler. */
export interface FunctionInvoker {
  /** The functions this invoker knows, by logical id. */
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** Rejects with `LockstepError` only when the logical id is unknown. */
  invoke(logicalId: string, invocation: Invocation): Promise<InvocationResult>;
  /** Ends every execution environment; no invocation may follow. */
  close(): Promise<void>;
}
