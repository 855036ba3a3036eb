import type {
  FunctionFailure,
  Invocation,
  InvocationResult,
} from "../../../core/function-invoker.ts";
import { isObject, parseJson, type JsonValue } from "../../../core/json.ts";
import type { StandIn } from "./stand-in.ts";

type Answer = Pick<InvocationResult, "payload" | "failure">;

/** Lambda's limit for the result of a synchronous invocation, in bytes. */
const largestResult = 6_291_556;

function failed(
  kind: FunctionFailure["kind"],
  errorType: string,
  errorMessage: string,
  trace: readonly string[] = [],
): Answer {
  return { payload: null, failure: { kind, errorType, errorMessage, trace } };
}

/** The body as text, or `null` when it is larger than Lambda would hand on. */
async function readLimited(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes: unknown = chunk;
    if (!(bytes instanceof Uint8Array)) continue;
    size += bytes.byteLength;
    if (size > largestResult) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): JsonValue | undefined {
  try {
    return text.trim() === "" ? null : parseJson(text);
  } catch {
    return undefined;
  }
}

/** Lambda's Invoke API answers 200 for a function that failed, and names the failure in the body. */
function functionError(payload: JsonValue): Answer {
  const { errorType, errorMessage, trace } = isObject(payload) ? payload : {};
  return failed(
    "thrown",
    typeof errorType === "string" ? errorType : "Error",
    typeof errorMessage === "string" ? errorMessage : JSON.stringify(payload),
    Array.isArray(trace) ? trace.filter((line) => typeof line === "string") : [],
  );
}

async function readAnswer(response: Response, url: string): Promise<Answer> {
  const text = await readLimited(response);
  if (text === null)
    return failed("too-large", "Function.ResponseSizeTooLarge", `${url} answered more than 6 MB.`);
  if (response.status < 200 || response.status > 299)
    return failed("thrown", "StandIn.Status", `${url} answered with status ${response.status}.`);
  const payload = parse(text);
  if (payload === undefined)
    return failed(
      "unserialisable",
      "StandIn.NotJson",
      `${url} answered with a body that is no JSON.`,
    );
  return response.headers.has("x-amz-function-error")
    ? functionError(payload)
    : { payload, failure: null };
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const { code, message }: { readonly [key: string]: unknown } = isObject(cause) ? cause : {};
  if (typeof code === "string") return code;
  if (typeof message === "string" && message !== "") return message;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Sends an event to the server that answers for a function: POST with the event as JSON, the body of
 * the answer is the function's result. That is how Lambda's Invoke API and its runtime emulators speak,
 * so the URL of one of those does as well, `X-Amz-Function-Error` included. Redirects are not followed.
 * A server that cannot be reached, is too slow or answers with another status than 2xx is a function
 * that fails.
 */
export async function invokeUrl(
  { url, timeoutMs }: Extract<StandIn, { kind: "url" }>,
  { payload, requestId, traceHeader }: Invocation,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Amzn-RequestId": requestId,
        "X-Amzn-Trace-Id": traceHeader,
      },
      body: JSON.stringify(payload),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await readAnswer(response, url);
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError"
      ? failed("timeout", "StandIn.Timedout", `${url} did not answer within ${timeoutMs} ms.`)
      : failed("init", "StandIn.Unreachable", `${url} cannot be reached: ${reasonOf(error)}.`);
  }
}
