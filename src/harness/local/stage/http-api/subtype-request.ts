import type { HttpRequest } from "../../../core/http-message.ts";
import { isObject, parseJson, type JsonValue } from "../../../core/json.ts";
import { percentEncode } from "../../../model/events/query-parameters.ts";
import type { ServiceSubtype } from "../../../model/openapi/service-subtypes.ts";
import { jsonTargets } from "../integrations/json-targets.ts";

/** A parameter whose value the action cannot take; the message fits "…: ". */
export class ParameterFault extends Error {}

/** What a parameter is on the wire; texts are not named. */
const kinds: Readonly<Record<string, "number" | "time" | "list" | "map">> = {
  DelaySeconds: "number",
  MaxNumberOfMessages: "number",
  VisibilityTimeout: "number",
  WaitTimeSeconds: "number",
  Time: "time",
  Resources: "list",
  AttributeName: "list",
  AttributeNames: "list",
  MessageAttributeNames: "list",
  MessageAttributes: "map",
  MessageSystemAttributes: "map",
};

/** Names of the query protocol: lists and maps are counted through under the singular. */
const singular: Readonly<Record<string, string>> = {
  AttributeNames: "AttributeName",
  MessageAttributeNames: "MessageAttributeName",
  MessageAttributes: "MessageAttribute",
  MessageSystemAttributes: "MessageSystemAttribute",
};

/**
 * The request a service integration of an HTTP API makes of its parameters: AWS JSON for EventBridge, Kinesis
 * and Step Functions, the query protocol for SQS, REST for AppConfig. `Region` is no part of it.
 * Throws `ParameterFault`.
 */
export function subtypeRequest(
  { service, action }: ServiceSubtype,
  parameters: ReadonlyMap<string, string>,
  endpoint: string,
): HttpRequest {
  const values = new Map([...parameters].filter(([name]) => name !== "Region"));
  const host = new URL(endpoint).host;
  if (service === "appconfig") return configurationRequest(values, host);
  const target = jsonTargets[service];
  const [type, text] =
    target === undefined
      ? ["application/x-www-form-urlencoded", formOf(action, values)]
      : [`application/x-amz-json-${target.version}`, JSON.stringify(inputOf(service, values))];
  const body = Buffer.from(text);
  return {
    method: "POST",
    path: "/",
    query: "",
    headers: [
      ["Host", host],
      ["Content-Type", type],
      ...(target === undefined ? [] : [["X-Amz-Target", `${target.prefix}.${action}`] as const]),
      ["Accept", "application/json"],
      ["Content-Length", String(body.byteLength)],
    ],
    body,
  };
}

function inputOf(service: string, values: ReadonlyMap<string, string>): JsonValue {
  const members = [...values].map(([name, text]): readonly [string, JsonValue] => [
    // The members of Step Functions begin with a small letter.
    service === "states" ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name,
    valueOf(name, text),
  ]);
  const input = Object.fromEntries(members);
  return service === "events" ? { Entries: [input] } : input;
}

function valueOf(name: string, text: string): JsonValue {
  switch (kinds[name]) {
    case "number":
      return numberOf(name, text);
    case "time":
      return secondsOf(name, text);
    case "list":
      return listOf(name, text);
    default:
      return text;
  }
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw fault(name, "a number", text);
  return number;
}

/** Seconds since the epoch, as AWS JSON has times: from milliseconds (`$context.requestTimeEpoch`) or a date. */
function secondsOf(name: string, text: string): number {
  const number = /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : null;
  if (number !== null) return number >= 1e11 ? number / 1000 : number;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw fault(name, "a time", text);
  return time / 1000;
}

/** A list of JSON; any other text is its only item. */
function listOf(name: string, text: string): readonly string[] {
  if (!/^\s*\[/u.test(text)) return [text];
  const list = read(text);
  if (!Array.isArray(list)) throw fault(name, "a list", text);
  return list.map((item: unknown) => {
    if (typeof item !== "string") throw fault(name, "a list of texts", text);
    return item;
  });
}

function formOf(action: string, values: ReadonlyMap<string, string>): string {
  const pairs: [string, string][] = [
    ["Action", action],
    ["Version", "2012-11-05"],
  ];
  for (const [name, text] of values) {
    const base = singular[name] ?? name;
    if (kinds[name] === "list") {
      for (const [at, item] of listOf(name, text).entries())
        pairs.push([`${base}.${at + 1}`, item]);
    } else if (kinds[name] === "map") pairs.push(...attributePairs(name, base, text));
    else pairs.push([name, kinds[name] === "number" ? String(numberOf(name, text)) : text]);
  }
  return pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
}

/** `{"Colour": {"DataType": "String", "StringValue": "red"}}`, counted through. */
function attributePairs(name: string, base: string, text: string): readonly [string, string][] {
  const map = read(text);
  if (!isObject(map)) throw fault(name, "a map", text);
  return Object.entries(map).flatMap(([key, attribute], at): readonly [string, string][] => {
    const place = `${base}.${at + 1}`;
    if (!isObject(attribute)) throw fault(name, "a map of attributes", text);
    return [
      [`${place}.Name`, key],
      ...Object.entries(attribute).flatMap(([part, value]): readonly [string, string][] =>
        typeof value === "string" ? [[`${place}.Value.${part}`, value]] : [],
      ),
    ];
  });
}

function configurationRequest(values: ReadonlyMap<string, string>, host: string): HttpRequest {
  const part = (name: string): string => percentEncode(values.get(name) ?? "");
  const version = values.get("ClientConfigurationVersion");
  const asked =
    version === undefined ? "" : `&client_configuration_version=${percentEncode(version)}`;
  return {
    method: "GET",
    path: `/applications/${part("Application")}/environments/${part("Environment")}/configurations/${part("Configuration")}`,
    query: `client_id=${part("ClientId")}${asked}`,
    headers: [["Host", host]],
    body: null,
  };
}

function read(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function fault(name: string, expected: string, text: string): ParameterFault {
  return new ParameterFault(`${name} is not ${expected}: ${text.slice(0, 80)}`);
}
