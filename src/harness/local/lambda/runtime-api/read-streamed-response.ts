import type { IncomingMessage } from "node:http";
import type { FunctionFailure } from "../../../core/function-invoker.ts";
import { readReportedError } from "./read-reported-error.ts";

const modeHeader = "lambda-runtime-function-response-mode";
const errorTypeTrailer = "lambda-runtime-function-error-type";
const errorBodyTrailer = "lambda-runtime-function-error-body";

/** What came of a streamed response, once its body has ended. */
export interface StreamEnd {
  readonly contentType: string;
  /** What the runtime told in trailers after it had begun, `null` when the handler did not fail. */
  readonly failure: FunctionFailure | null;
}

/** Whether a response is sent piece by piece (AWS Lambda, "Response streaming", custom runtimes). */
export function isStreamed(request: IncomingMessage): boolean {
  return request.headers[modeHeader] === "streaming";
}

/** Hands on a streamed response as it comes in; `null` when the connection broke before its end. */
export function readStreamedResponse(
  request: IncomingMessage,
  onChunk: (chunk: Buffer) => void,
): Promise<StreamEnd | null> {
  return new Promise((resolve) => {
    request.on("data", onChunk);
    request.once("end", () => {
      const contentType = request.headers["content-type"] ?? "application/octet-stream";
      resolve({ contentType, failure: failureIn(request.trailers) });
    });
    request.once("error", () => resolve(null));
    request.once("close", () => resolve(null));
  });
}

function failureIn(trailers: IncomingMessage["trailers"]): FunctionFailure | null {
  const errorType = trailers[errorTypeTrailer];
  const body = trailers[errorBodyTrailer];
  if (errorType === undefined && body === undefined) return null;
  const text = Buffer.from(body ?? "", "base64").toString("utf8");
  return readReportedError(text, errorType ?? null, "thrown");
}
