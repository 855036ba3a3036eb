import { parseJson, type JsonValue } from "../../../core/json.ts";
import { readContextVariable } from "../context-variables.ts";
import { selectByPath } from "../mapping-template/json-path.ts";
import { TemplateFault } from "../mapping-template/template-fault.ts";
import type { MethodRequest } from "./method-request.ts";

/** What came of calling an integration, as `integration.response.…` reads it. */
export interface MappableResponse {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** The values of a mapping expression: none, one, or those of a multi-value source. Throws `TemplateFault`. */
export function readMapping(
  expression: string,
  request: MethodRequest,
  response: MappableResponse | null = null,
): readonly string[] {
  const fixed = /^'(.*)'$/su.exec(expression);
  if (fixed !== null) return [fixed[1] ?? ""];
  const [, source = "", rest = ""] =
    /^(method\.request|integration\.response|context|stageVariables)\.(.+)$/su.exec(expression) ??
    [];
  if (source === "context") return some(readContextVariable(request.context, rest));
  if (source === "stageVariables") return some(own(request.stageVariables, rest));
  if (source === "method.request") return requestValues(rest, request);
  if (source === "integration.response" && response !== null) return responseValues(rest, response);
  throw new TemplateFault("broken", `the mapping expression ${expression} cannot be read`);
}

function requestValues(place: string, request: MethodRequest): readonly string[] {
  const { parameters } = request;
  const [, part = "", name = ""] = /^(\w+)(?:\.(.+))?$/su.exec(place) ?? [];
  switch (part) {
    case "path":
      return some(own(parameters.path, name));
    case "querystring":
      return some(own(parameters.querystring, name));
    case "header":
      return some(byName(parameters.header, name));
    case "multivaluequerystring":
      return own(request.multiValueQuery, name) ?? [];
    case "multivalueheader":
      return byName(request.multiValueHeaders, name) ?? [];
    case "body":
      return bodyValue(Buffer.from(request.body).toString("utf8"), place.slice("body".length));
    default:
      throw new TemplateFault("broken", `method.request.${place} is no part of a request`);
  }
}

function responseValues(place: string, { headers, body }: MappableResponse): readonly string[] {
  const [, part = "", name = ""] = /^(\w+)(?:\.(.+))?$/su.exec(place) ?? [];
  const lower = name.toLowerCase();
  const values = headers.filter(([key]) => key.toLowerCase() === lower).map(([, value]) => value);
  if (part === "header") return values.slice(-1);
  if (part === "multivalueheader") return values;
  if (part === "body") return bodyValue(body, place.slice("body".length));
  throw new TemplateFault("broken", `integration.response.${place} is no part of a response`);
}

/** The whole body, or the part that a JSONPath names; what is no text is written as JSON. */
function bodyValue(body: string, path: string): readonly string[] {
  if (path === "") return [body];
  let document: JsonValue;
  try {
    document = parseJson(body);
  } catch {
    throw new TemplateFault("broken", "the body a mapping reads is not JSON");
  }
  const value = selectByPath(document, `$${path}`);
  if (value === null) return [];
  return [typeof value === "string" ? value : JSON.stringify(value)];
}

function some(value: string | null | undefined): readonly string[] {
  return value === null || value === undefined ? [] : [value];
}

function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Headers go by any casing. */
function byName<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  const lower = name.toLowerCase();
  return Object.entries(values).find(([key]) => key.toLowerCase() === lower)?.[1];
}
