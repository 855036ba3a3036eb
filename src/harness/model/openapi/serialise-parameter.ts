import { isObject, type JsonValue } from "../../core/json.ts";
import type { Parameter } from "./api-document.ts";

/**
 * Writes a parameter's value by its style and explode, as it stands in a message: percent-encoded in
 * paths, queries and cookies, as it is in headers. In a query and a cookie the names are part of it
 * (`ids=1&ids=2`), in a path and a header they are not.
 *
 * @example serialiseParameter({ …, in: "query", name: "ids", style: "form", explode: true }, [1, 2]) // "ids=1&ids=2"
 */
export function serialiseParameter(parameter: Parameter, value: JsonValue): string {
  if (parameter.style === "content")
    return named(parameter, [encode(parameter, JSON.stringify(value))]);
  if (isList(value))
    return serialiseArray(
      parameter,
      value.map((item) => encode(parameter, toText(item))),
    );
  if (isObject(value)) return serialiseObject(parameter, Object.entries(value));
  return named(parameter, [encode(parameter, toText(value))]);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function toText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null ? "" : JSON.stringify(value);
}

function encode(parameter: Parameter, text: string): string {
  return parameter.in === "header" ? text : encodeURIComponent(text);
}

function hasName({ in: place }: Parameter): boolean {
  return place === "query" || place === "cookie";
}

/** Texts joined with the parameter's name, where its place has names. */
function named(parameter: Parameter, texts: readonly string[]): string {
  const { name, style } = parameter;
  const pairJoin = parameter.in === "cookie" ? "; " : "&";
  if (hasName(parameter))
    return texts.map((text) => `${encodeURIComponent(name)}=${text}`).join(pairJoin);
  if (style === "label") return `.${texts.join(".")}`;
  if (style === "matrix") return texts.map((text) => `;${name}=${text}`).join("");
  return texts.join(",");
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: "%20", pipeDelimited: "|" };

function serialiseArray(parameter: Parameter, texts: readonly string[]): string {
  return parameter.explode
    ? named(parameter, texts)
    : named(parameter, [texts.join(separators[parameter.style] ?? ",")]);
}

function serialiseObject(
  parameter: Parameter,
  members: readonly (readonly [string, unknown])[],
): string {
  const pairs = members.map(
    ([name, value]) => [encode(parameter, name), encode(parameter, toText(value))] as const,
  );
  if (parameter.style === "deepObject") {
    return pairs
      .map(([name, text]) => `${encodeURIComponent(parameter.name)}[${name}]=${text}`)
      .join("&");
  }
  if (!parameter.explode) return named(parameter, [pairs.flat().join(",")]);
  const texts = pairs.map((pair) => pair.join("="));
  if (hasName(parameter)) return texts.join(parameter.in === "cookie" ? "; " : "&");
  if (parameter.style === "label") return `.${texts.join(".")}`;
  return parameter.style === "matrix" ? texts.map((text) => `;${text}`).join("") : texts.join(",");
}
