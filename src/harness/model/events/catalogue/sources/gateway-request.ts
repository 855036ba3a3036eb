import type { HeaderLine } from "../../../../core/http-message.ts";
import { decodePath } from "../../decode-path.ts";
import { expandPath } from "../../operation-call.ts";
import { encodeQuery } from "../../query-parameters.ts";
import type { EventOption } from "../event-option.ts";
import { dnsSuffixOf, type EventWorld } from "../event-world.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";

/** A request to an API, as the options of an event tell of it. */
export interface GatewayRequest {
  readonly apiId: string;
  /** `abc.execute-api.us-east-1.amazonaws.com`. */
  readonly host: string;
  readonly stage: string;
  readonly method: string;
  /** Encoded, with its first slash, without the stage. */
  readonly path: string;
  /** Encoded, without `?`. */
  readonly query: string;
  /** Values by name, decoded. */
  readonly queryValues: Readonly<Record<string, readonly string[]>>;
  readonly headers: readonly HeaderLine[];
  /** `null` for no body. */
  readonly body: string | null;
  readonly sourceIp: string;
  readonly stageVariables: Readonly<Record<string, string>> | null;
}

/** A path as it stands in a request: what needs an escape and has none gets one. */
export function encodePath(path: string): string {
  const whole = path.startsWith("/") ? path : `/${path}`;
  return encodeURI(whole.toWellFormed())
    .replaceAll(/%25(?=[0-9A-Fa-f]{2})/gu, "%")
    .replaceAll(/[?#]/gu, (mark) => (mark === "?" ? "%3F" : "%23"));
}

const methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Throws `events/option-invalid` for what is no method of an API. */
export function methodOf(values: OptionValues): string {
  const method = values.text("method").toUpperCase();
  if (methods.includes(method)) return method;
  return refuseOption("method", `is one of ${methods.join(", ")}, not ${JSON.stringify(method)}`);
}

/** An id in the form of those of APIs. */
export function apiIdOf(values: OptionValues): string {
  const id = values.text("rest-api-id");
  if (/^[A-Za-z0-9-]+$/.test(id)) return id;
  return refuseOption(
    "rest-api-id",
    `takes letters, digits and hyphens, not ${JSON.stringify(id)}`,
  );
}

/** Whether a header can have this value (RFC 9110, section 5.5). */
export function isHeaderValue(value: string): boolean {
  return !/[\r\n\0]/.test(value);
}

/** Header lines of a JSON object; a body that is JSON gets its type. */
export function headersOf(values: OptionValues, body: string | null): readonly HeaderLine[] {
  const lines = Object.entries(values.listMap("headers")).flatMap(([name, all]) =>
    all.map((value): HeaderLine => [name, value]),
  );
  for (const [name, value] of lines) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || !isHeaderValue(value)) {
      refuseOption("headers", `holds ${JSON.stringify(name)}, which no request can carry as it is`);
    }
  }
  const hasType = lines.some(([name]) => name.toLowerCase() === "content-type");
  if (body === null || hasType) return lines;
  return [...lines, ["Content-Type", isJson(body) ? "application/json" : "text/plain"]];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads what all events of a request have in common. */
export function requestOf(values: OptionValues, world: EventWorld): GatewayRequest {
  const apiId = apiIdOf(values);
  const suffix = values.optional("dns-suffix") ?? `${world.region}.${dnsSuffixOf(world)}`;
  const host = `${apiId}.execute-api.${suffix}`;
  const bodyText = values.text("body");
  const body = bodyText === "" ? null : bodyText;
  const queryValues = values.listMap("querystringparameters");
  const headers = headersOf(values, body);
  const hasHost = headers.some(([name]) => name.toLowerCase() === "host");
  const agent: HeaderLine = ["User-Agent", "Custom User Agent String"];
  const hasAgent = headers.some(([name]) => name.toLowerCase() === "user-agent");
  const variables = values.textMap("stage-variables");
  return {
    apiId,
    host,
    stage: values.text("stage"),
    method: methodOf(values),
    path: encodePath(values.text("path")),
    query: encodeQuery(queryValues),
    queryValues,
    headers: [
      ...(hasHost ? [] : [["Host", host] as const]),
      ...(hasAgent ? [] : [agent]),
      ...headers,
    ],
    body,
    sourceIp: values.text("source-ip"),
    stageVariables: Object.keys(variables).length === 0 ? null : variables,
  };
}

/** A resource, the path of a request to it, and the values of its variables. */
export interface RoutedPath {
  readonly resource: string;
  /** Encoded. */
  readonly path: string;
  /** As they stand in the path; `null` for a resource without variables. */
  readonly parameters: Readonly<Record<string, string>> | null;
}

const variable = /\{([^{}]+?)(\+?)\}/gu;

/** Each variable with a value of its own name. */
function samplePath(resource: string): string {
  const names = [...resource.matchAll(variable)].map(([, name = ""]) => name);
  return expandPath(resource, Object.fromEntries(names.map((name) => [name, name]))).raw;
}

/**
 * Puts a path to a resource such as `/orders/{id}`. Where nobody gave a path that fits by its default,
 * variables get their own names. Throws `events/option-invalid` where the path cannot belong to the resource.
 */
export function routePath(values: OptionValues, resourceOption: string): RoutedPath {
  const written = values.text(resourceOption);
  const resource = written.startsWith("/") ? written : `/${written}`;
  const given = encodePath(values.text("path"));
  const matched = matchResource(resource, given);
  if (matched !== null) return { resource, path: given, parameters: matched };
  if (values.isGiven("path")) {
    refuseOption(
      "path",
      `is ${given}, which no request to ${resource} has`,
      `Leave --path out, or give --${resourceOption} that fits it.`,
    );
  }
  const path = encodePath(samplePath(resource));
  return { resource, path, parameters: matchResource(resource, path) };
}

/** The values of a resource's variables in a path; `null` where the path is not the resource's. */
function matchResource(resource: string, path: string): Readonly<Record<string, string>> | null {
  const names: string[] = [];
  let pattern = "";
  let end = 0;
  for (const found of resource.matchAll(variable)) {
    pattern += literal(resource.slice(end, found.index));
    pattern += found[2] === "+" ? "(.+)" : "([^/]+)";
    names.push(found[1] ?? "");
    end = found.index + found[0].length;
  }
  const match = new RegExp(`^${pattern}${literal(resource.slice(end))}$`, "u").exec(path);
  if (match === null) return null;
  return Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""]));
}

function literal(part: string): string {
  return part.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
}

/** Parameters that are none are `null`. */
export function parametersOrNull(
  parameters: Readonly<Record<string, string>> | null,
): Readonly<Record<string, string>> | null {
  return parameters === null || Object.keys(parameters).length === 0 ? null : parameters;
}

/** Values of path parameters, decoded. */
export function decodedParameters(
  parameters: Readonly<Record<string, string>> | null,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, value]) => [name, decodePath(value)]),
  );
}

export function methodOption(method: string): EventOption {
  return { name: "method", default: method, meaning: "method of the request", kind: "text" };
}

export function stageOption(stage: string): EventOption {
  return { name: "stage", default: stage, meaning: "stage of the API", kind: "text" };
}

export function apiIdOption(id: string): EventOption {
  return {
    name: "rest-api-id",
    aliases: ["restApiId", "restapiid", "api-id"],
    default: id,
    meaning: "id of the API",
    kind: "text",
  };
}

export const dnsSuffixOption: EventOption = {
  name: "dns-suffix",
  default: null,
  meaning: "end of the host, after execute-api (default: that of the region)",
  kind: "text",
};

export const requestOptions: readonly EventOption[] = [
  {
    name: "body",
    default: '{"test":"body"}',
    meaning: "body of the request; empty for none",
    kind: "text",
  },
  {
    name: "path",
    default: "path/to/resource",
    meaning: "path of the request, without the stage",
    kind: "text",
  },
  {
    name: "querystringparameters",
    aliases: ["query-string-parameters", "query"],
    default: '{"foo": "bar"}',
    meaning: 'query: {"name": "value", "tag": ["a", "b"]}',
    kind: "json",
  },
  { name: "headers", default: null, meaning: 'headers: {"Name": "value"}', kind: "json" },
  {
    name: "stage-variables",
    default: null,
    meaning: 'stage variables: {"name": "value"}',
    kind: "json",
  },
  {
    name: "source-ip",
    default: "127.0.0.1",
    meaning: "address the request came from",
    kind: "text",
  },
  dnsSuffixOption,
];
