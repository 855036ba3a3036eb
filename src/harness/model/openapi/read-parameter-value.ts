import { headerValues, type HttpRequest } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { JsonPointer } from "../../core/json-pointer.ts";
import type { Parameter } from "./api-document.ts";
import { coerceText, readJsonText } from "./coerce-text.ts";
import { itemsPointer, propertyPointer, schemaAt, schemaTypes } from "./schema-types.ts";

/** A request with the values its path template took out of the path (raw). */
export interface ParameterSource {
  readonly request: HttpRequest;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** One of the ways a parameter can be read. */
export interface Reading {
  readonly prefers: "text" | "type";
  /** Whether an encoded comma separates as well: what most clients send of a list without `explode`. */
  readonly splitsEncoded: boolean;
}

const strictReading: Reading = { prefers: "text", splitsEncoded: false };

/** Every way to read a parameter, the one that OpenAPI means first. */
export const readings: readonly Reading[] = [
  strictReading,
  { prefers: "type", splitsEncoded: false },
  { prefers: "text", splitsEncoded: true },
  { prefers: "type", splitsEncoded: true },
];

/** What a request gives a parameter. */
export type ParameterValue =
  | { readonly kind: "absent" }
  | { readonly kind: "value"; readonly value: JsonValue }
  | { readonly kind: "unreadable"; readonly text: string; readonly fault: string };

/**
 * Reads a parameter out of a request by its style and explode (OpenAPI, "Style Values") and brings it
 * to the type its schema names.
 */
export function readParameterValue(
  root: JsonObject,
  parameter: Parameter,
  source: ParameterSource,
  reading: Reading = strictReading,
): ParameterValue {
  const reader: Reader = { root, parameter, reading };
  switch (parameter.in) {
    case "path": {
      const raw = Object.hasOwn(source.pathParameters, parameter.name)
        ? source.pathParameters[parameter.name]
        : undefined;
      return raw === undefined ? { kind: "absent" } : readSimple(reader, raw);
    }
    case "header": {
      const values = headerValues(source.request.headers, parameter.name);
      return values.length === 0
        ? { kind: "absent" }
        : readSimple(reader, values.join(","), (text) => text.trim());
    }
    case "query":
      return readForm(reader, queryPairs(source.request.query));
    case "cookie":
      return readForm(reader, cookiePairs(source.request));
  }
}

interface Reader {
  readonly root: JsonObject;
  readonly parameter: Parameter;
  readonly reading: Reading;
}

type Pair = readonly [name: string, raw: string];

/** Name decoded, value raw: a comma that is data is still told from one that separates. */
export function queryPairs(query: string): readonly Pair[] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0
        ? [decodeQuery(part), ""]
        : [decodeQuery(part.slice(0, at)), part.slice(at + 1)];
    });
}

function cookiePairs(request: HttpRequest): readonly Pair[] {
  return headerValues(request.headers, "cookie")
    .flatMap((line) => line.split(";"))
    .map((part) => part.trim())
    .filter((part) => part.includes("="))
    .map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]);
}

function decodeQuery(text: string): string {
  return decodePercent(text.replaceAll("+", " "));
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function found(value: JsonValue): ParameterValue {
  return { kind: "value", value };
}

function readContent(text: string): ParameterValue {
  const read = readJsonText(text);
  return "fault" in read ? { kind: "unreadable", text, fault: read.fault } : found(read.value);
}

type Shape = "array" | "object" | "scalar";

function shapeOf(root: JsonObject, { schemaPointer }: Parameter): Shape {
  const types = schemaPointer === null ? new Set<string>() : schemaTypes(root, schemaPointer);
  if (types.has("array")) return "array";
  return types.has("object") ? "object" : "scalar";
}

function readSimple(
  reader: Reader,
  raw: string,
  decode: (text: string) => string = decodePercent,
): ParameterValue {
  const { root, parameter } = reader;
  if (parameter.style === "content") return readContent(decode(raw));
  const { text, separator } = stripStyle(parameter, raw);
  const shape = shapeOf(root, parameter);
  if (shape === "scalar") return found(coerce(reader, parameter.schemaPointer, decode(text)));
  const parts = text === "" ? [] : text.split(separator);
  if (shape === "array")
    return found(
      toArray(
        reader,
        parts.map((part) => decode(part)),
      ),
    );
  const pairs = parameter.explode ? parts.map(splitPair) : alternate(parts);
  return found(
    toObject(
      reader,
      pairs.map(([name, value]) => [decode(name), decode(value)]),
    ),
  );
}

/** `label` begins with `.`, `matrix` with `;name=`; exploded, they repeat it. */
function stripStyle(
  parameter: Parameter,
  raw: string,
): { readonly text: string; readonly separator: string } {
  const { name, style, explode } = parameter;
  if (style === "label") return { text: raw.replace(/^\./, ""), separator: explode ? "." : "," };
  if (style !== "matrix") return { text: raw, separator: "," };
  const text = raw.replace(/^;/, "");
  const own = `${name}=`;
  if (!explode)
    return { text: text.startsWith(own) ? text.slice(own.length) : text, separator: "," };
  const parts = text
    .split(";")
    .map((part) => (part.startsWith(own) ? part.slice(own.length) : part));
  return { text: parts.join(";"), separator: ";" };
}

function coerce({ root, reading }: Reader, pointer: JsonPointer | null, text: string): JsonValue {
  return coerceText(root, pointer, text, reading.prefers);
}

const separators: Readonly<Record<string, RegExp>> = {
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /\||%7C/i,
};

function readForm(reader: Reader, pairs: readonly Pair[]): ParameterValue {
  const { root, parameter, reading } = reader;
  if (parameter.style === "deepObject") return readDeepObject(reader, pairs);
  const own = pairs.filter(([name]) => name === parameter.name).map(([, raw]) => raw);
  const last = own.at(-1);
  if (parameter.style === "content")
    return last === undefined ? { kind: "absent" } : readContent(decodeQuery(last));
  const shape = shapeOf(root, parameter);
  if (shape === "object" && parameter.explode) return readExplodedObject(reader, pairs);
  if (last === undefined) return { kind: "absent" };
  if (shape === "scalar") return found(coerce(reader, parameter.schemaPointer, decodeQuery(last)));
  const comma = reading.splitsEncoded ? /,|%2C/i : ",";
  const parts = parameter.explode
    ? own
    : last === ""
      ? []
      : last.split(separators[parameter.style] ?? comma);
  const texts = parts.map(decodeQuery);
  return found(shape === "array" ? toArray(reader, texts) : toObject(reader, alternate(texts)));
}

/** `filter[status]=created&filter[limit]=3` */
function readDeepObject(reader: Reader, pairs: readonly Pair[]): ParameterValue {
  const { parameter } = reader;
  const prefix = `${parameter.name}[`;
  const own = pairs.filter(([name]) => name.startsWith(prefix) && name.endsWith("]"));
  if (own.length === 0) return { kind: "absent" };
  const members = own.map(([name, raw]): Pair => [name.slice(prefix.length, -1), decodeQuery(raw)]);
  return found(toObject(reader, members));
}

/** An exploded object in a query has no name of its own: its properties are the parameters. */
function readExplodedObject(reader: Reader, pairs: readonly Pair[]): ParameterValue {
  const { root, parameter } = reader;
  const names = explodedNames(root, parameter);
  const own = pairs
    .filter(([name]) => names.has(name))
    .map(([name, raw]): Pair => [name, decodeQuery(raw)]);
  return own.length === 0 ? { kind: "absent" } : found(toObject(reader, own));
}

/** Query names that belong to an exploded object parameter. */
export function explodedNames(root: JsonObject, { schemaPointer }: Parameter): ReadonlySet<string> {
  const placed = schemaPointer === null ? null : schemaAt(root, schemaPointer);
  const properties = placed?.schema["properties"];
  return new Set(
    typeof properties === "object" && properties !== null ? Object.keys(properties) : [],
  );
}

function splitPair(text: string): Pair {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function alternate(parts: readonly string[]): readonly Pair[] {
  return parts.flatMap((part, index): readonly Pair[] =>
    index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : [],
  );
}

function toArray(reader: Reader, texts: readonly string[]): JsonValue {
  const { schemaPointer } = reader.parameter;
  const items = schemaPointer === null ? null : itemsPointer(reader.root, schemaPointer);
  return texts.map((text) => coerce(reader, items, text));
}

function toObject(reader: Reader, pairs: readonly Pair[]): JsonValue {
  const { schemaPointer } = reader.parameter;
  const entries = pairs.map(([name, text]): [string, JsonValue] => {
    const property =
      schemaPointer === null ? null : propertyPointer(reader.root, schemaPointer, name);
    return [name, coerce(reader, property, text)];
  });
  return Object.fromEntries(entries);
}
