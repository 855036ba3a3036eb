import type { HeaderLine, HttpRequest } from "../../../core/http-message.ts";
import { decodeQuery, encodeQuery } from "../../../model/events/query-parameters.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { isSendable } from "../merge-headers.ts";
import { mappingText, type MappingSource } from "./mapping-values.ts";
import type { ParameterChange } from "./parameter-mapping.ts";

/** A request as parameter mapping leaves it; `path` is the one that `overwrite:path` sets. */
export interface MappedRequest {
  readonly request: HttpRequest;
  /** `null` where the path is not overwritten. */
  readonly path: string | null;
}

/** Changes headers, query and path of a request, one mapping after the other. */
export function mapHttpRequest(
  request: HttpRequest,
  changes: readonly ParameterChange[],
  source: MappingSource,
): MappedRequest {
  let { headers, query } = request;
  let path: string | null = null;
  for (const change of changes) {
    const value = mappingText(change.value, source);
    if (change.place === "header") headers = changeHeader(headers, change, value);
    else if (change.place === "querystring") query = changeQuery(query, change, value);
    else path = value;
  }
  return { request: { ...request, headers, query }, path };
}

/** Changes headers and status of a response. */
export function mapHttpHeaders(
  response: UnfinishedResponse,
  changes: readonly ParameterChange[],
  source: MappingSource,
): UnfinishedResponse {
  let { headers, status } = response;
  for (const change of changes) {
    const value = mappingText(change.value, source);
    if (change.place === "header") headers = changeHeader(headers, change, value);
    else if (change.place === "statuscode" && /^[2-5]\d\d$/u.test(value ?? ""))
      status = Number(value);
  }
  return { ...response, headers, status };
}

function changeHeader(
  lines: readonly HeaderLine[],
  { action, name }: ParameterChange,
  value: string | null,
): readonly HeaderLine[] {
  const lower = name.toLowerCase();
  const others = lines.filter(([key]) => key.toLowerCase() !== lower);
  if (action === "remove") return others;
  // A client may have put a line break into what is mapped: such a header is left out.
  if (value === null || !isSendable(lower, value)) return lines;
  return action === "append" ? [...lines, [lower, value]] : [...others, [lower, value]];
}

function changeQuery(
  query: string,
  { action, name }: ParameterChange,
  value: string | null,
): string {
  const values = new Map(Object.entries(decodeQuery(query).multi ?? {}));
  if (action === "remove") values.delete(name);
  else if (value !== null) {
    values.set(name, action === "append" ? [...(values.get(name) ?? []), value] : [value]);
  }
  return encodeQuery(Object.fromEntries(values));
}
