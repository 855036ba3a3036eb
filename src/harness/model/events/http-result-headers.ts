import type { HeaderLine } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";

/** Header lines, or in words why there are none. */
export type HeaderReading = readonly HeaderLine[] | string;

const namePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/u;
// What HTTP refuses in a value: control characters but tab, and what is beyond Latin-1.
const valuePattern = /^[\t\u0020-\u007E\u0080-\u00FF]*$/u;

/** The gateway frames the response itself. */
const notSentOn: ReadonlySet<string> = new Set([
  "apigw-requestid",
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
]);

/**
 * The header lines of a result of an HTTP API's function: `headers` and `cookies` in format 2.0,
 * `multiValueHeaders` and then `headers` in format 1.0. Nothing is renamed.
 */
export function readResultHeaders(
  result: { readonly [key: string]: unknown },
  format: "1.0" | "2.0",
): HeaderReading {
  const single = readSingle(result["headers"]);
  if (typeof single === "string") return single;
  const other =
    format === "2.0" ? readCookies(result["cookies"]) : readMulti(result["multiValueHeaders"]);
  if (typeof other === "string") return other;
  if (format === "2.0") return [...single, ...other];
  // Lines of one name stand together, those of `multiValueHeaders` first.
  const groups = Map.groupBy([...other, ...single], ([name]) => name.toLowerCase());
  return [...groups.values()].flat();
}

function readSingle(value: unknown): HeaderReading {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return "headers must be an object";
  return gather(Object.entries(value).map(([name, text]) => readLine(name, text)));
}

function readMulti(value: unknown): HeaderReading {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return "multiValueHeaders must be an object";
  const readings = Object.entries(value).flatMap(([name, values]): readonly HeaderReading[] => {
    if (values === null) return [];
    if (!Array.isArray(values)) return [`multiValueHeaders.${name} must be an array`];
    return values.map((text: unknown) => readLine(name, text));
  });
  return gather(readings);
}

function readCookies(value: unknown): HeaderReading {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return "cookies must be an array";
  return gather(
    value.map((cookie: unknown) =>
      typeof cookie === "string" ? readLine("set-cookie", cookie) : "cookies must be strings",
    ),
  );
}

function gather(readings: readonly HeaderReading[]): HeaderReading {
  const problem = readings.find((reading) => typeof reading === "string");
  return problem ?? readings.flatMap((reading) => (typeof reading === "string" ? [] : reading));
}

/** Numbers and booleans are written as text; what the gateway sets itself is left out. */
function readLine(name: string, value: unknown): HeaderReading {
  if (value === null || value === undefined) return [];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return `the header ${name} must have a string value`;
  }
  const text = String(value);
  if (!namePattern.test(name)) return `"${name}" is not a header name`;
  if (!valuePattern.test(text)) {
    return `the value of the header ${name} holds characters HTTP does not allow`;
  }
  return notSentOn.has(name.toLowerCase()) ? [] : [[name, text]];
}
