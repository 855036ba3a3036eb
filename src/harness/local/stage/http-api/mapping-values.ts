import { headerValues, type HeaderLine } from "../../../core/http-message.ts";
import { parseJson, type JsonObject } from "../../../core/json.ts";
import { decodeQuery } from "../../../model/events/query-parameters.ts";
import { readContextVariable } from "../context-variables.ts";
import { selectByPath } from "../mapping-template/json-path.ts";

/** What the values of a parameter mapping read. */
export interface MappingSource {
  /** `request` or `response`, whichever is mapped. */
  readonly name: "request" | "response";
  readonly headers: readonly HeaderLine[];
  /** Raw, without `?`. */
  readonly query: string;
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly body: string;
  readonly context: JsonObject;
  readonly stageVariables: Readonly<Record<string, string>>;
}

const variable =
  /\$(?:\{([\w.$[\]'"-]+)\}|((?:request|response|context|stageVariables)\.[\w.[\]-]*[\w\]]))/gu;

/**
 * The text of a mapping's value: variables, also in braces, among static text. `null` where it is a variable
 * alone and has no value; among text such a one leaves nothing.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function mappingText(written: string, source: MappingSource): string | null {
  const values: (string | null)[] = [];
  const text = written.replaceAll(variable, (_whole, braced?: string, plain?: string) => {
    const value = readVariable(braced ?? plain ?? "", source);
    values.push(value);
    return value ?? "";
  });
  return text === "" && values.length > 0 && values.every((value) => value === null) ? null : text;
}

function readVariable(name: string, source: MappingSource): string | null {
  if (name.startsWith("context.")) return readContextVariable(source.context, name.slice(8));
  if (name.startsWith("stageVariables.")) return own(source.stageVariables, name.slice(15));
  const [, whole = "", part = "", rest = ""] =
    /^(request|response)\.(header|querystring|path|body)(?:\.(.+))?$/su.exec(name) ?? [];
  if (whole !== source.name) return null;
  if (part === "header") {
    const values = headerValues(source.headers, rest);
    return values.length === 0 ? null : values.join(",");
  }
  if (part === "querystring") {
    const values = own(decodeQuery(source.query).multi ?? {}, rest);
    return values === null ? null : values.join(",");
  }
  if (part === "path") return rest === "" ? source.path : own(source.pathParameters, rest);
  return bodyText(source.body, rest);
}

/** Characters that a JSONPath sees of a body (guide: it is cut off at 100 KB). */
const selectable = 100 * 1024;

/** Does a mapping read the body by a JSONPath that API Gateway does not support: `..`, or a filter? */
export function isUnsupportedPath(written: string): boolean {
  return /\$\{?(?:request|response)\.body[^\s}]*(?:\.\.|\?\()/u.test(written);
}

function bodyText(body: string, path: string): string | null {
  if (path === "") return body;
  try {
    const value = selectByPath(parseJson(body.slice(0, selectable)), `$.${path}`);
    if (value === null) return null;
    return typeof value === "string" ? value : JSON.stringify(value);
  } catch {
    return null;
  }
}

function own<T>(values: Readonly<Record<string, T>>, name: string): T | null {
  return Object.hasOwn(values, name) ? (values[name] ?? null) : null;
}
