import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type {
  PactBody,
  PactInteraction,
  PactMessage,
  ProviderStateReference,
} from "./pact-file.ts";

function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** V4 files carry lists of values, older ones a single text. */
function readHeaders(value: JsonValue | undefined): Record<string, readonly string[]> {
  if (!isJsonObject(value)) return {};
  const entries = Object.entries(value).map(([name, given]): [string, readonly string[]] => [
    name,
    (Array.isArray(given) ? given : [given]).map((item: JsonValue) =>
      typeof item === "string" ? item : JSON.stringify(item),
    ),
  ]);
  return Object.fromEntries(entries);
}

function contentTypeOf(headers: Readonly<Record<string, readonly string[]>>): string | null {
  return (
    Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1][0] ?? null
  );
}

function readBody(
  message: JsonObject,
  pointer: JsonPointer,
  version4: boolean,
  headers: Record<string, readonly string[]>,
): PactBody | null {
  const body = member(message, "body");
  if (body === undefined) return null;
  if (!version4 || !isJsonObject(body))
    return {
      value: body,
      contentType: contentTypeOf(headers),
      pointer: joinPointer(pointer, "body"),
    };
  const content = member(body, "content");
  if (content === undefined) return null;
  const contentType = text(member(body, "contentType")) ?? contentTypeOf(headers);
  return { value: content, contentType, pointer: joinPointer(pointer, "body", "content") };
}

function readMessage(message: JsonObject, pointer: JsonPointer, version4: boolean): PactMessage {
  const headers = readHeaders(member(message, "headers"));
  const rules = member(message, "matchingRules");
  return {
    pointer,
    headers,
    body: readBody(message, pointer, version4, headers),
    matchingRules: isJsonObject(rules) ? rules : {},
  };
}

function readStates(raw: JsonObject, pointer: JsonPointer): readonly ProviderStateReference[] {
  const states = member(raw, "providerStates");
  if (Array.isArray(states)) {
    return states.flatMap((state: JsonValue, index): ProviderStateReference[] => {
      if (!isJsonObject(state)) return [];
      const name = text(member(state, "name"));
      const params = member(state, "params");
      const at = joinPointer(pointer, "providerStates", index);
      return name === null
        ? []
        : [{ name, params: isJsonObject(params) ? params : {}, pointer: at }];
    });
  }
  const single = text(member(raw, "providerState")) ?? text(member(raw, "provider_state"));
  return single === null || single === ""
    ? []
    : [{ name: single, params: {}, pointer: joinPointer(pointer, "providerState") }];
}

function readReferences(raw: JsonObject): Record<string, Record<string, string>> {
  const comments = member(raw, "comments");
  const references = isJsonObject(comments) ? member(comments, "references") : undefined;
  if (!isJsonObject(references)) return {};
  const groups = Object.entries(references).map(
    ([group, values]): [string, Record<string, string>] => [
      group,
      isJsonObject(values)
        ? Object.fromEntries(
            Object.entries(values).flatMap(([name, value]) =>
              typeof value === "string" ? [[name, value]] : [],
            ),
          )
        : {},
    ],
  );
  return Object.fromEntries(groups);
}

/** The types of specification 4; earlier files have none. */
const interactionTypes: ReadonlySet<string> = new Set([
  "Synchronous/HTTP",
  "Asynchronous/Messages",
  "Synchronous/Messages",
]);

/** What is missing for a value to be an interaction, in words. */
export interface MalformedInteraction {
  readonly malformed: string;
}

/**
 * Reads one entry of `interactions` or `messages` (Pact specification 1 to 4).
 * `version4` tells whether bodies are wrapped in `content`.
 */
export function readInteraction(
  raw: JsonValue,
  index: number,
  pointer: JsonPointer,
  version4: boolean,
): PactInteraction | MalformedInteraction {
  if (!isJsonObject(raw)) return { malformed: "it is not an object" };
  const description = text(member(raw, "description"));
  if (description === null) return { malformed: "it has no description" };
  const pending = member(raw, "pending") === true;
  const common = {
    index,
    pointer,
    description,
    providerStates: readStates(raw, pointer),
    pending,
    references: readReferences(raw),
    raw,
  };
  const type = text(member(raw, "type"));
  if (type !== null && !interactionTypes.has(type))
    return { malformed: `its type "${type}" is unknown` };
  if (type !== null ? type !== "Synchronous/HTTP" : member(raw, "request") === undefined)
    return { ...common, type: "message" };
  const request = member(raw, "request");
  const response = member(raw, "response");
  if (!isJsonObject(request) || !isJsonObject(response))
    return { malformed: "it has no request and response" };
  const status = member(response, "status") ?? 200;
  if (typeof status !== "number") return { malformed: "its response has no numeric status" };
  return {
    ...common,
    type: "http",
    request: {
      ...readMessage(request, joinPointer(pointer, "request"), version4),
      method: (text(member(request, "method")) ?? "GET").toUpperCase(),
      path: text(member(request, "path")) ?? "/",
    },
    response: { ...readMessage(response, joinPointer(pointer, "response"), version4), status },
  };
}
