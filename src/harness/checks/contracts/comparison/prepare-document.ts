import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch"];
const anyMethod = "x-amazon-apigateway-any-method";
const greedyParameter = /\{([^{}]+)\+\}$/;

/** `{ "Fn::Sub": … }` or `{ Ref: "Name" }`: a value only CloudFormation knows. */
function isIntrinsic(value: JsonValue): boolean {
  if (!isJsonObject(value)) return false;
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return false;
  return key.startsWith("Fn::") || (key === "Ref" && typeof value[key] === "string");
}

/** The value without intrinsics: what is not known does not constrain anything. */
function stripIntrinsics(value: JsonValue): JsonValue {
  if (Array.isArray(value))
    return value
      .filter((item: JsonValue) => !isIntrinsic(item))
      .map((item: JsonValue) => stripIntrinsics(item));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => !isIntrinsic(member));
  return Object.fromEntries(members.map(([key, member]) => [key, stripIntrinsics(member)]));
}

/** `x-amazon-apigateway-any-method` stands for every method the path item does not have itself. */
function expandAnyMethod(item: JsonValue): JsonValue {
  const any = isJsonObject(item) ? item[anyMethod] : undefined;
  if (!isJsonObject(item) || any === undefined) return item;
  return { ...Object.fromEntries(methods.map((method) => [method, any])), ...item };
}

/** An operation that documents nothing yet answers nothing; the comparator would stumble over it. */
function completeOperations(item: JsonValue): JsonValue {
  if (!isJsonObject(item)) return item;
  return Object.fromEntries(
    Object.entries(item).flatMap(([key, value]): readonly (readonly [string, JsonValue])[] => {
      if (!methods.includes(key)) return [[key, value]];
      if (!isJsonObject(value)) return [];
      return [[key, isJsonObject(value["responses"]) ? value : { ...value, responses: {} }]];
    }),
  );
}

function withoutParameter(value: JsonValue, name: string): JsonValue {
  const parameters = isJsonObject(value) ? value["parameters"] : undefined;
  if (!isJsonObject(value) || !Array.isArray(parameters)) return value;
  const kept = parameters.filter(
    (item: JsonValue) => !(isJsonObject(item) && item["in"] === "path" && item["name"] === name),
  );
  return { ...value, parameters: kept };
}

/** `/files/{proxy+}` as `/files/{proxy1}`, `/files/{proxy1}/{proxy2}`, … down to `depth` segments. */
function expandGreedyPath(
  path: string,
  item: JsonValue,
  depth: number,
): readonly (readonly [string, JsonValue])[] {
  const name = greedyParameter.exec(path)?.[1];
  if (name === undefined) return [[path, item]];
  const names = [name, `${name}+`];
  const bare = (value: JsonValue): JsonValue => names.reduce(withoutParameter, value);
  const stripped = isJsonObject(item)
    ? bare(Object.fromEntries(Object.entries(item).map(([key, member]) => [key, bare(member)])))
    : item;
  const prefix = path.slice(0, path.lastIndexOf("/"));
  const used = prefix.split("/").length - 1;
  const segments = Array.from(
    { length: Math.max(1, depth - used) },
    (_, index) => `{${name}${index + 1}}`,
  );
  return segments.map((_, index) => [
    `${prefix}/${segments.slice(0, index + 1).join("/")}`,
    stripped,
  ]);
}

/** A path with its parameter names taken out: two paths with the same shape cannot both be routed. */
function shapeOf(path: string): string {
  return path.replaceAll(/\{[^{}]+\}/g, "{}");
}

function preparePaths(paths: JsonObject, depth: number): JsonObject {
  const entries = Object.entries(paths).filter(([path]) => path.startsWith("/"));
  const plain = entries.filter(([path]) => !greedyParameter.test(path));
  const taken = new Set(plain.map(([path]) => shapeOf(path)));
  const greedy = entries
    .filter(([path]) => greedyParameter.test(path))
    .flatMap(([path, item]) => expandGreedyPath(path, item, depth))
    .filter(([path]) => !taken.has(shapeOf(path)) && taken.add(shapeOf(path)));
  return Object.fromEntries(
    [...plain, ...greedy].map(([path, item]) => [path, completeOperations(expandAnyMethod(item))]),
  );
}

/**
 * A copy of an OpenAPI document that the comparator understands: without CloudFormation intrinsics,
 * greedy paths and any-methods spelled out. The comparator writes into what it is given.
 *
 * `depth` is the number of segments of the longest path that will be looked up.
 */
export function prepareDocument(root: JsonObject, depth: number): JsonObject {
  const copy = stripIntrinsics(root);
  if (!isJsonObject(copy)) return {};
  const paths = copy["paths"];
  return isJsonObject(paths)
    ? { ...copy, paths: preparePaths(paths, depth) }
    : { ...copy, paths: {} };
}
