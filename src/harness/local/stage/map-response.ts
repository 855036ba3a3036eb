import { headerValue, toBytes, type HeaderLine } from "../../core/http-message.ts";
import { isObject, type JsonValue } from "../../core/json.ts";
import type { Arrival } from "./accept-request.ts";
import { firstAccepted } from "./binary-media-types.ts";
import { failGateway, failIntegration, type GatewayFailure } from "./gateway-failure.ts";
import { mergeHeaders } from "./merge-headers.ts";
import type { StageContext } from "./stage-context.ts";

/** A function's result as a response, before the gateway adds its own headers. */
export interface MappedResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

const knownKeys: ReadonlySet<string> = new Set([
  "statusCode",
  "headers",
  "multiValueHeaders",
  "body",
  "isBase64Encoded",
  "base64Encoded",
]);

const noBytes = new Uint8Array(0);

/**
 * Reads what a Lambda proxy integration returned. Anything but the exact shape is 502, with the
 * reason in the failure's detail: the client only sees "Internal server error".
 */
export function mapResponse(
  context: StageContext,
  arrival: Arrival,
  result: JsonValue,
): MappedResponse | GatewayFailure {
  if (!isObject(result)) return malformed(`it must be an object, found ${describe(result)}`);
  const extra = Object.keys(result).find((key) => !knownKeys.has(key));
  if (extra !== undefined) return malformed(`the key "${extra}" is not allowed`);
  const status = readStatus(result["statusCode"]);
  if (typeof status === "string") return malformed(status);
  const headers = mergeHeaders(result["headers"], result["multiValueHeaders"], context.choices);
  if (typeof headers === "string") return malformed(headers);
  const encoded = readFlag(result["base64Encoded"] ?? result["isBase64Encoded"]);
  if (encoded === null) return malformed("isBase64Encoded must be a boolean");
  const { body } = result;
  if (body !== undefined && body !== null && typeof body !== "string") {
    return malformed(`body must be a string, found ${describe(body)}`);
  }
  const bytes = readBody(context, arrival, body ?? "", encoded);
  if (bytes === null) {
    return failGateway("API_CONFIGURATION_ERROR", {
      detail: "the function's result says isBase64Encoded and its body is not base64",
    });
  }
  return { status, headers, body: bytes };
}

function malformed(reason: string): GatewayFailure {
  return failIntegration(`the function's result is malformed: ${reason}`);
}

/** 200 when there is none; a numeric string counts. A string result is the reason it is none. */
export function readStatus(value: unknown): number | string {
  if (value === undefined || value === null) return 200;
  const isNumeric = typeof value === "string" && /^\d+$/u.test(value);
  const status = typeof value === "number" || isNumeric ? Number(value) : Number.NaN;
  if (Number.isInteger(status) && status >= 200 && status <= 599) return status;
  return `statusCode must be a whole number from 200 to 599, found ${JSON.stringify(value)}`;
}

function readFlag(value: unknown): boolean | null {
  if (value === undefined || value === null) return false;
  if (value === "true" || value === "false") return value === "true";
  return typeof value === "boolean" ? value : null;
}

/** Base64 is decoded only for a client whose first accepted type is binary; others get the text. */
function readBody(
  { binary }: StageContext,
  { request }: Arrival,
  body: string,
  encoded: boolean,
): Uint8Array | null {
  if (body === "") return noBytes;
  if (!encoded) return toBytes(body);
  const accepted = firstAccepted(headerValue(request.headers, "accept"));
  if (!binary.matches(accepted)) return toBytes(body);
  if (!/^[A-Za-z0-9+/\r\n]*={0,2}$/u.test(body)) return null;
  return Buffer.from(body, "base64");
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
