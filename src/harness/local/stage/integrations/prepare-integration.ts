import { isObject } from "../../../core/json.ts";
import type { WiredIntegration } from "../../../model/wiring/project-model.ts";
import { unknownAction } from "./dynamo-actions.ts";
import type {
  ContentHandling,
  HttpPlace,
  Integration,
  IntegrationResponse,
  Mapped,
} from "./integration.ts";
import { readSelectionPattern } from "./selection-pattern.ts";

type Settings = { readonly [name: string]: unknown };

/** Reads what a route's integration is, or in words that fit "does not emulate …" why it cannot be. */
export function prepareIntegration(wired: WiredIntegration): Integration | string {
  switch (wired.kind) {
    case "mock":
      return withMapping(wired.settings, (mapped) => ({ kind: "mock", ...mapped }));
    case "lambda-custom": {
      const { functionId } = wired;
      return withMapping(wired.settings, (mapped) => ({
        kind: "lambda-custom",
        functionId,
        ...mapped,
      }));
    }
    case "http":
      return prepareHttp(wired);
    case "service": {
      const { service, way, target, settings } = wired;
      if (way === "subtype") return `the service integration ${service}-${target}`;
      const unknown = unknownAction(wired);
      if (unknown !== null) return unknown;
      const httpMethod = textOf(settings["httpMethod"])?.toUpperCase() ?? "POST";
      return withMapping(settings, (mapped) => ({
        kind: "service",
        service,
        way,
        target,
        httpMethod,
        ...mapped,
      }));
    }
    default:
      return { kind: "lambda-proxy" };
  }
}

function prepareHttp(wired: Extract<WiredIntegration, { kind: "http" }>): Integration | string {
  const { settings, uri, api, proxy } = wired;
  if (settings["connectionType"] === "VPC_LINK") return "VPC links (connectionType: VPC_LINK)";
  const method = textOf(settings["httpMethod"])?.toUpperCase() ?? "ANY";
  const place: HttpPlace = { httpMethod: method === "ANY" ? null : method, uri, api };
  if (!proxy) return withMapping(settings, (mapped) => ({ kind: "http", ...place, ...mapped }));
  if (handlingOf(settings["contentHandling"]) !== null)
    return "contentHandling on an http_proxy integration";
  const requestParameters = textsOf(settings["requestParameters"]);
  return { kind: "http-proxy", ...place, requestParameters };
}

function withMapping(
  settings: Settings,
  make: (mapped: Mapped) => Integration,
): Integration | string {
  const responses = responsesOf(settings["responses"]);
  if (typeof responses === "string") return responses;
  return make({
    requestParameters: textsOf(settings["requestParameters"]),
    requestTemplates: textsOf(settings["requestTemplates"]),
    passthrough: passthroughOf(settings["passthroughBehavior"]),
    contentHandling: handlingOf(settings["contentHandling"]),
    responses,
  });
}

function passthroughOf(value: unknown): Mapped["passthrough"] {
  const word = textOf(value)?.toLowerCase();
  return word === "never" || word === "when_no_templates" ? word : "when_no_match";
}

function handlingOf(value: unknown): ContentHandling {
  const word = textOf(value)?.toUpperCase();
  return word === "CONVERT_TO_BINARY" || word === "CONVERT_TO_TEXT" ? word : null;
}

function responsesOf(value: unknown): readonly IntegrationResponse[] | string {
  const responses: IntegrationResponse[] = [];
  for (const [key, entry] of Object.entries(isObject(value) ? value : {})) {
    const members = isObject(entry) ? entry : {};
    const read = key === "default" ? null : readSelectionPattern(key);
    if (read?.kind === "unlike") return `the selection pattern ${JSON.stringify(key)}`;
    if (read?.kind === "broken") return wordsOfBrokenPattern(key, read.reason);
    const status = Number(members["statusCode"] ?? 200);
    responses.push({
      key,
      pattern: read === null ? null : read.pattern,
      status: Number.isInteger(status) && status >= 100 && status <= 599 ? status : 500,
      parameters: textsOf(members["responseParameters"]),
      templates: textsOf(members["responseTemplates"]),
      contentHandling: handlingOf(members["contentHandling"]),
    });
  }
  return responses;
}

/** Why an integration with a pattern that is no regular expression is refused; fits "does not emulate …". */
export function wordsOfBrokenPattern(key: string, reason: string): string {
  return `the selection pattern ${JSON.stringify(key)}, which is no regular expression: ${reason}`;
}

function textsOf(value: unknown): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, text] of Object.entries(isObject(value) ? value : {})) {
    if (typeof text === "string") texts.set(name, text);
    else if (typeof text === "number" || typeof text === "boolean") texts.set(name, String(text));
  }
  return texts;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
