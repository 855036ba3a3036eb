import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { Parameter } from "./api-document.ts";
import { readExamples, readSchemaExamples } from "./read-examples.ts";
import { isJsonMap, placedAt, type Placed } from "./read-members.ts";

const places = new Set<string>(["path", "query", "header", "cookie"]);

/** Swagger 2.0 `collectionFormat` as an OpenAPI 3 style. */
const collectionStyles: Readonly<
  Record<string, { readonly style: string; readonly explode: boolean }>
> = {
  csv: { style: "form", explode: false },
  multi: { style: "form", explode: true },
  ssv: { style: "spaceDelimited", explode: false },
  pipes: { style: "pipeDelimited", explode: false },
};

function isPlace(value: JsonValue | undefined): value is Parameter["in"] {
  return typeof value === "string" && places.has(value);
}

/**
 * The parameters of an operation: those of its path item, replaced by its own of the same name and
 * place. Swagger 2.0 `body` and `formData` parameters are not among them.
 */
export function readParameters(
  root: JsonObject,
  pathItem: Placed,
  operation: Placed,
): readonly Parameter[] {
  const merged = new Map<string, Parameter>();
  for (const placed of [...listParameters(root, pathItem), ...listParameters(root, operation)]) {
    const parameter = readParameter(root, placed);
    if (parameter !== null) merged.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...merged.values()];
}

/** The parameter objects of a path item or operation, `$ref`s followed, whatever their place. */
export function listParameters(root: JsonObject, owner: Placed): readonly Placed[] {
  const list = owner.value["parameters"];
  if (!Array.isArray(list)) return [];
  return list.flatMap(
    (_, index) => placedAt(root, joinPointer(owner.pointer, "parameters", index)) ?? [],
  );
}

/** Reads one parameter object; `null` when it has no name or no place we know. */
export function readParameter(root: JsonObject, { pointer, value }: Placed): Parameter | null {
  const { name, in: place } = value;
  if (typeof name !== "string" || !isPlace(place)) return null;
  const content = contentSchema(pointer, value);
  const schemaPointer = content ?? schemaOf(pointer, value);
  const example = exampleOf(root, { pointer, value }, schemaPointer);
  return {
    name,
    in: place,
    required: place === "path" || value["required"] === true,
    ...(content === null ? styleOf(place, value) : { style: "content", explode: false }),
    pointer,
    schemaPointer,
    ...(example === undefined ? {} : { example }),
  };
}

function schemaOf(pointer: JsonPointer, value: JsonObject): JsonPointer | null {
  if (isJsonMap(value["schema"])) return joinPointer(pointer, "schema");
  return typeof value["type"] === "string" ? pointer : null;
}

function contentSchema(pointer: JsonPointer, value: JsonObject): JsonPointer | null {
  const content = value["content"];
  if (!isJsonMap(content)) return null;
  const [type] = Object.keys(content);
  return type === undefined ? null : joinPointer(pointer, "content", type, "schema");
}

function styleOf(place: Parameter["in"], value: JsonObject): Pick<Parameter, "style" | "explode"> {
  const collection = value["collectionFormat"];
  const isSwagger = typeof value["type"] === "string";
  if (isSwagger) {
    const isForm = place === "query" || place === "cookie";
    const fallback = { style: isForm ? "form" : "simple", explode: false };
    return (
      (isForm && typeof collection === "string" ? collectionStyles[collection] : undefined) ??
      fallback
    );
  }
  const natural = place === "query" || place === "cookie" ? "form" : "simple";
  const style = typeof value["style"] === "string" ? value["style"] : natural;
  const explode = value["explode"];
  return {
    style,
    explode: typeof explode === "boolean" ? explode : style === "form" || style === "deepObject",
  };
}

function exampleOf(
  root: JsonObject,
  placed: Placed,
  schemaPointer: JsonPointer | null,
): JsonValue | undefined {
  const own = placed.value["x-example"];
  if (own !== undefined) return own;
  const examples = readExamples(root, placed);
  const fromSchema =
    schemaPointer === null || schemaPointer === placed.pointer
      ? []
      : readSchemaExamples(root, schemaPointer);
  return [...examples, ...fromSchema][0]?.value;
}
