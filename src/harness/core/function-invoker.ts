import type { JsonObject, JsonValue } from "./json.ts";

/** One line a function wrote while it handled an invocation. */
export interface LogLine {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** Levels of Lambda's logs, lowest first. */
export const logLevels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;

export type LogLevel = (typeof logLevels)[number];

/** How a function logs (`LoggingConfig`). Levels only filter where the format is JSON, as on AWS. */
export interface FunctionLogging {
  readonly format: "Text" | "JSON";
  readonly applicationLevel: LogLevel;
  readonly systemLevel: LogLevel;
  /** `LogGroup`; `null` stands for `/aws/lambda/<name>`. */
  readonly logGroup: string | null;
}

/** How a function without `LoggingConfig` logs. */
export const plainLogging: FunctionLogging = {
  format: "Text",
  applicationLevel: "INFO",
  systemLevel: "INFO",
  logGroup: null,
};

/** A layer of a function whose content lies on this machine. */
export interface FunctionLayer {
  /** Absolute folder. */
  readonly folder: string;
  /**
   * What of `/opt` the folder stands for: empty for all of it, `nodejs` or `python` for a source folder whose
   * content `sam build` puts there.
   */
  readonly below: string;
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
  /** `ReservedConcurrentExecutions`: more invocations at once are throttled; `null` sets no limit. */
  readonly reservedConcurrency: number | null;
  readonly logging: FunctionLogging;
  /** The function's own variables, resolved. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its layers in the template's order: of what two have, that of the later counts. */
  readonly layers: readonly FunctionLayer[];
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
  /** `X-Amz-Tenant-Id` of a function with tenant isolation; absent for any other. */
  readonly tenantId?: string;
  /** Qualifier the caller named (`$LATEST`, an alias), which `invokedFunctionArn` then ends with. */
  readonly qualifier?: string;
  /**
   * Takes what a streaming handler writes, as it writes it: the metadata as JSON, eight NUL bytes, the
   * body (Lambda's InvokeWithResponseStream). Absent for a caller that waits for the result, which has
   * all of it again. An invoker that cannot stream, and a handler that does not, never call it.
   */
  readonly onChunk?: (chunk: Uint8Array) => void;
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
    | "too-large"
    | "throttled";
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

/** What a response-streaming handler wrote, once it has ended. */
export interface StreamedResponse {
  /** What `setContentType` said; `application/octet-stream` when it was not called. */
  readonly contentType: string;
  /**
   * What `awslambda.HttpResponseStream.from` put before the body (`statusCode`, `headers`, `cookies`),
   * `null` when it was not used or nothing was written through it.
   */
  readonly metadata: JsonValue;
  /** The body without the metadata, in Base64. */
  readonly bodyBase64: string;
}

/** What Lambda's platform reports of an invocation. */
export interface InvocationReport {
  readonly status: "success" | "error" | "timeout";
  /** Milliseconds, rounded up; the initialisation is billed too. */
  readonly billedDurationMs: number;
  readonly memorySizeMb: number;
  /** Most resident memory of the environment so far, in MB; `null` where it cannot be seen. */
  readonly maxMemoryUsedMb: number | null;
  /**
   * The invocation's log as CloudWatch shows it: INIT_START, what the function wrote while it
   * initialised, START, its lines, END, REPORT; with JSON logging, the `platform.*` records.
   */
  readonly lines: readonly string[];
}

/** What came of an invocation. A function that fails is a result, not an exception. */
export interface InvocationResult {
  /**
   * The value the function returned (`null` for undefined), or `null` on failure. Of a streaming
   * handler: all it wrote, as JSON if it is JSON and as text if not; `null` past 6 MB.
   */
  readonly payload: JsonValue;
  readonly failure: FunctionFailure | null;
  readonly logs: readonly LogLine[];
  readonly durationMs: number;
  /** Milliseconds of the cold start this invocation paid for, `null` when it was warm. */
  readonly initDurationMs: number | null;
  /** What a streaming handler wrote, complete or up to its failure; `null` for any other handler. */
  readonly stream: StreamedResponse | null;
  /** `null` where no environment was used: stand-ins, throttled and refused invocations. */
  readonly report: InvocationReport | null;
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
