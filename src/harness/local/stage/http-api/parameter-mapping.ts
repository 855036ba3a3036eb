import { isObject } from "../../../core/json.ts";
import { holdsUnresolved } from "../../../model/schema/is-unresolved.ts";
import { isUnsupportedPath } from "./mapping-values.ts";

/** One change to a request or a response. */
export interface ParameterChange {
  readonly action: "append" | "overwrite" | "remove";
  readonly place: "header" | "querystring" | "path" | "statuscode";
  /** `""` for path and status. */
  readonly name: string;
  /** Text with `$request.…`, `$context.…` and the like in it. */
  readonly value: string;
}

/** What an integration of an HTTP API changes on the way. */
export interface ParameterMapping {
  readonly request: readonly ParameterChange[];
  /** By the status of the integration's response. */
  readonly responses: ReadonlyMap<number, readonly ParameterChange[]>;
}

/** Nothing is changed. */
export const noMapping: ParameterMapping = { request: [], responses: new Map() };

/** API Gateway refuses to map these (developer guide, "Transform API requests and responses"). */
const reserved =
  /^(?:access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|date|forwarded|host|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers?|transfer-encoding|upgrade|x-amz-.*|x-amzn-.*|x-forwarded-(?:for|host|proto)|via)$/iu;

/**
 * Reads `requestParameters` and `responseParameters` of an HTTP API's integration, or says in words that fit
 * "does not emulate …" why it cannot.
 */
export function readParameterMapping(raw: {
  readonly [name: string]: unknown;
}): ParameterMapping | string {
  const { requestParameters, responseParameters } = raw;
  if (holdsUnresolved(requestParameters ?? null) || holdsUnresolved(responseParameters ?? null))
    return "parameter mapping by values that are not known here";
  const request = readChanges(requestParameters, ["header", "querystring", "path"]);
  if (typeof request === "string") return request;
  const responses = new Map<number, readonly ParameterChange[]>();
  for (const [key, entry] of Object.entries(
    isObject(responseParameters) ? responseParameters : {},
  )) {
    const changes = readChanges(entriesOf(entry), ["header", "statuscode"]);
    if (typeof changes === "string") return changes;
    if (!/^[2-5]\d\d$/u.test(key)) return `parameter mapping of the status ${key}`;
    responses.set(Number(key), changes);
  }
  return { request, responses };
}

/** A document has a map; AWS::ApiGatewayV2::Integration a list of `Source` and `Destination`. */
function entriesOf(entry: unknown): unknown {
  const list = isObject(entry) ? entry["ResponseParameters"] : undefined;
  if (!Array.isArray(list)) return entry;
  const items: readonly unknown[] = list;
  return Object.fromEntries(
    items.flatMap((item) =>
      isObject(item) && typeof item["Destination"] === "string"
        ? [[item["Destination"], item["Source"]]]
        : [],
    ),
  );
}

function readChanges(
  written: unknown,
  places: readonly ParameterChange["place"][],
): readonly ParameterChange[] | string {
  const changes: ParameterChange[] = [];
  for (const [key, value] of Object.entries(isObject(written) ? written : {})) {
    const change = readChange(key, value, places);
    if (change === null) return `parameter mapping (${key})`;
    if (isUnsupportedPath(change.value))
      return `the JSONPath of ${change.value}, which API Gateway does not support`;
    if (change.place === "header" && reserved.test(change.name))
      return `parameter mapping of the reserved header ${change.name}, which API Gateway refuses`;
    changes.push(change);
  }
  return changes;
}

function readChange(
  key: string,
  value: unknown,
  places: readonly ParameterChange["place"][],
): ParameterChange | null {
  const [, action, written, name = ""] =
    /^(append|overwrite|remove):(header|querystring|path|statuscode)(?:\.(.+))?$/iu.exec(key) ?? [];
  const place = places.find((each) => each === written?.toLowerCase());
  const verb = (["append", "overwrite", "remove"] as const).find(
    (each) => each === action?.toLowerCase(),
  );
  if (place === undefined || verb === undefined) return null;
  const isWhole = place === "path" || place === "statuscode";
  if (isWhole ? verb !== "overwrite" || name !== "" : name === "") return null;
  const text = typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
  return { action: verb, place, name, value: text };
}
