import type { JsonObject } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type {
  MediaTypeObject,
  RequestBody,
  ResponseHeader,
  ResponseObject,
} from "./api-document.ts";
import { readExamples, readSchemaExamples } from "./read-examples.ts";
import { isJsonMap, placedAt, placedMembers, stringsOf, type Placed } from "./read-members.ts";
import { listParameters } from "./read-parameters.ts";

/** The media types under `content` of a request body or response. */
function readContent(root: JsonObject, owner: Placed): readonly MediaTypeObject[] {
  return placedMembers(root, owner, "content").map((media) => mediaTypeOf(root, media.name, media));
}

function mediaTypeOf(
  root: JsonObject,
  mediaType: string,
  { pointer, value }: Placed,
): MediaTypeObject {
  const hasSchema = isJsonMap(value["schema"]) || typeof value["schema"] === "boolean";
  const schemaPointer = hasSchema ? joinPointer(pointer, "schema") : null;
  const own = readExamples(root, { pointer, value });
  const examples =
    own.length > 0 || schemaPointer === null ? own : readSchemaExamples(root, schemaPointer);
  return { mediaType, pointer, schemaPointer, examples };
}

function mediaTypesOf(
  root: JsonObject,
  operation: Placed,
  key: "consumes" | "produces",
): readonly string[] {
  const own =
    operation.value[key] === undefined ? stringsOf(root[key]) : stringsOf(operation.value[key]);
  return own.length > 0 ? own : ["application/json"];
}

/** The body of an operation, in Swagger 2.0 its `body` or `formData` parameters. */
export function readRequestBody(
  root: JsonObject,
  pathItem: Placed,
  operation: Placed,
): RequestBody | null {
  const body = placedAt(root, joinPointer(operation.pointer, "requestBody"));
  if (body !== null) {
    const { pointer, value } = body;
    return { required: value["required"] === true, pointer, content: readContent(root, body) };
  }
  const parameters = [...listParameters(root, pathItem), ...listParameters(root, operation)];
  const single = parameters.findLast(({ value }) => value["in"] === "body");
  if (single !== undefined) {
    const content = mediaTypesOf(root, operation, "consumes").map((type) =>
      mediaTypeOf(root, type, single),
    );
    return { required: single.value["required"] === true, pointer: single.pointer, content };
  }
  return readForm(root, operation, parameters);
}

/** A Swagger 2.0 form: its fields are parameters, so there is no schema to point at. */
function readForm(
  root: JsonObject,
  operation: Placed,
  parameters: readonly Placed[],
): RequestBody | null {
  const fields = parameters.filter(({ value }) => value["in"] === "formData");
  const [first] = fields;
  if (first === undefined) return null;
  const declared = stringsOf(operation.value["consumes"] ?? root["consumes"]);
  const types = declared.length > 0 ? declared : ["application/x-www-form-urlencoded"];
  return {
    required: fields.some(({ value }) => value["required"] === true),
    pointer: first.pointer,
    content: types.map((mediaType) => ({
      mediaType,
      pointer: first.pointer,
      schemaPointer: null,
      examples: [],
    })),
  };
}

/** The documented answers of an operation. */
export function readResponses(root: JsonObject, operation: Placed): readonly ResponseObject[] {
  return placedMembers(root, operation, "responses")
    .filter(({ name }) => !name.startsWith("x-"))
    .map((response) => ({
      key: response.name,
      pointer: response.pointer,
      content: isJsonMap(response.value["schema"])
        ? readSwaggerContent(root, operation, response)
        : readContent(root, response),
      headers: placedMembers(root, response, "headers").map(readHeader),
    }));
}

/** Swagger 2.0: one schema for every type under `produces`, and `examples` by media type. */
function readSwaggerContent(
  root: JsonObject,
  operation: Placed,
  response: Placed,
): readonly MediaTypeObject[] {
  const { pointer, value } = response;
  const examples = isJsonMap(value["examples"]) ? value["examples"] : {};
  return mediaTypesOf(root, operation, "produces").map((type) => {
    const media = mediaTypeOf(root, type, { pointer, value: { schema: value["schema"] ?? {} } });
    const example = examples[type];
    if (example === undefined) return media;
    return {
      ...media,
      examples: [
        { name: "example", pointer: joinPointer(pointer, "examples", type), value: example },
      ],
    };
  });
}

function readHeader(header: Placed & { readonly name: string }): ResponseHeader {
  const { name, pointer, value } = header;
  const inSwagger = typeof value["type"] === "string" ? pointer : null;
  const schemaPointer = isJsonMap(value["schema"]) ? joinPointer(pointer, "schema") : inSwagger;
  return { name, required: value["required"] === true, pointer, schemaPointer };
}
