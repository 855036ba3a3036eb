import {
  isJsonMediaType,
  mediaType,
  toBytes,
  type HeaderLine,
  type HttpRequest,
} from "../../core/http-message.ts";
import { isObject, type JsonValue } from "../../core/json.ts";
import type { Operation, Parameter } from "./api-document.ts";
import { serialiseParameter } from "./serialise-parameter.ts";

/** What goes into a request of an operation. */
export interface RequestValues {
  /** Parameters with their values; path parameters without one keep their `{name}`. */
  readonly parameters: readonly { readonly parameter: Parameter; readonly value: JsonValue }[];
  readonly body: { readonly mediaType: string; readonly value: JsonValue } | null;
}

/** A request and the raw values of its path parameters, as `matchOperation` would find them. */
export interface BuiltRequest {
  readonly request: HttpRequest;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Builds a request of an operation: path, query, headers and cookies by style, body by media type. */
export function buildRequest(
  operation: Operation,
  { parameters, body }: RequestValues,
): BuiltRequest {
  const texts = parameters.map(({ parameter, value }) => ({
    parameter,
    text: serialiseParameter(parameter, value),
  }));
  const at = (place: Parameter["in"]): typeof texts =>
    texts.filter(({ parameter }) => parameter.in === place);
  const pathParameters = Object.fromEntries(
    at("path").map(({ parameter, text }) => [parameter.name, text]),
  );
  const headers: HeaderLine[] = at("header").map(({ parameter, text }) => [parameter.name, text]);
  const cookies = at("cookie").map(({ text }) => text);
  if (cookies.length > 0) headers.push(["Cookie", cookies.join("; ")]);
  if (body !== null) headers.push(["Content-Type", body.mediaType]);
  return {
    pathParameters,
    request: {
      method: operation.method,
      path: fillPath(operation.path, pathParameters),
      query: at("query")
        .map(({ text }) => text)
        .filter((text) => text !== "")
        .join("&"),
      headers,
      body: body === null ? null : toBytes(writeBody(body.mediaType, body.value)),
    },
  };
}

/** A greedy parameter keeps its slashes. */
function fillPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{([^{}]+?)(\+?)\}/g, (written, name: string, greedy: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return written;
    return greedy === "+" ? value.replaceAll("%2F", "/") : value;
  });
}

function writeBody(type: string, value: JsonValue): string {
  const plain = mediaType(type);
  if (plain === "application/x-www-form-urlencoded" && isObject(value)) {
    const fields = Object.entries(value).flatMap(([name, field]): [string, string][] => {
      const items: readonly unknown[] = Array.isArray(field) ? field : [field];
      return items.map((item) => [name, typeof item === "string" ? item : JSON.stringify(item)]);
    });
    return new URLSearchParams(fields).toString();
  }
  return typeof value === "string" && !isJsonMediaType(plain) ? value : JSON.stringify(value);
}
