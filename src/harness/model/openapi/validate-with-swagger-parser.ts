import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { resolveReference } from "../schema/resolve-reference.ts";
import type { ApiDocument } from "./api-document.ts";
import { findReferences } from "./find-references.ts";

const plainVersions: Readonly<Record<ApiDocument["version"], string>> = {
  "2.0": "2.0",
  "3.0": "3.0.3",
  "3.1": "3.1.0",
};

/**
 * What swagger-parser's `validate()` says of a document, as further problems of
 * `openapi/invalid-document`. It is given a copy without intrinsics and dangling references, with files
 * and network switched off, and is imported when this is first called: it is too heavy for every start.
 * Left out are findings at places the document's own rules have spoken of, and alternatives that did
 * not match. It does not look into schemas of 3.1 documents.
 */
export async function validateWithSwaggerParser(
  document: ApiDocument,
): Promise<readonly Problem[]> {
  const { default: parser } = await import("@apidevtools/swagger-parser");
  const { copy, gaps } = prepareCopy(document);
  try {
    // The parser declares a document of its own types; ours is checked JSON, which is what it works on.
    const validate: unknown = Reflect.get(parser, "validate");
    if (typeof validate !== "function") return [];
    await Reflect.apply(validate, parser, [
      copy,
      { resolve: { external: false, file: false, http: false }, mutateInputSchema: false },
    ]);
    return [];
  } catch (error) {
    return toProblems(document, error, gaps);
  }
}

interface PreparedCopy {
  readonly copy: JsonObject;
  /** Where references were taken out. */
  readonly gaps: ReadonlySet<JsonPointer>;
}

function prepareCopy({ root, version }: ApiDocument): PreparedCopy {
  const gaps = new Set(
    findReferences(root)
      .map(({ pointer }) => pointer)
      .filter((pointer) => resolveReference(root, pointer).kind !== "found"),
  );
  const plain: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(root))
    plain[key] = copyValue(value, joinPointer("", key), gaps);
  const key = version === "2.0" ? "swagger" : "openapi";
  const { info } = plain;
  return {
    copy: { ...plain, [key]: plainVersions[version], ...(info === undefined ? { info: {} } : {}) },
    gaps,
  };
}

function copyValue(
  value: JsonValue,
  pointer: JsonPointer,
  gaps: ReadonlySet<JsonPointer>,
): JsonValue {
  if (isList(value))
    return value.map((item, index) => copyValue(item, joinPointer(pointer, index), gaps));
  if (!isMap(value)) return value;
  if (gaps.has(pointer)) return {};
  if (isIntrinsic(value)) return "resolved-when-deployed";
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      copyValue(member, joinPointer(pointer, key), gaps),
    ]),
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isMap(value: JsonValue): value is JsonObject {
  return isObject(value);
}

function isIntrinsic(value: JsonObject): boolean {
  const [only, second] = Object.keys(value);
  return second === undefined && only !== undefined && (only === "Ref" || only.startsWith("Fn::"));
}

function toProblems(
  document: ApiDocument,
  error: unknown,
  gaps: ReadonlySet<JsonPointer>,
): readonly Problem[] {
  const spoken = new Set(document.problems.map(({ location }) => location?.pointer));
  const details: unknown = isError(error) ? Reflect.get(error, "details") : undefined;
  const findings = Array.isArray(details)
    ? details.flatMap((detail: unknown) => readFinding(document.root, detail))
    : [];
  if (findings.length === 0) {
    const message = isError(error)
      ? (error.message.split("\n", 1)[0] ?? error.message)
      : String(error);
    return [
      createProblem({
        code: "openapi/invalid-document",
        message,
        location: document.source.locate(""),
      }),
    ];
  }
  const seen = new Set<string>();
  return findings.flatMap(({ pointer, message }) => {
    const key = `${pointer} ${message}`;
    const isKnown = seen.has(key) || spoken.has(pointer) || gaps.has(pointer);
    seen.add(key);
    if (isKnown || isEnclosing(pointer, findings)) return [];
    const place = pointer === "" ? "The document" : pointer;
    const location = document.source.locate(pointer);
    return [
      createProblem({
        code: "openapi/invalid-document",
        message: `${place} ${message}.`,
        location,
      }),
    ];
  });
}

function isError(value: unknown): value is Error {
  return value instanceof Error;
}

interface Finding {
  readonly pointer: JsonPointer;
  readonly message: string;
}

/** An alternative failed because something inside it did; the inner finding says it. */
function isEnclosing(pointer: JsonPointer, findings: readonly Finding[]): boolean {
  return findings.some((other) => other.pointer.startsWith(`${pointer}/`)) && pointer !== "";
}

/** One ajv error as a finding in the document; `[]` for the chatter of alternatives. */
function readFinding(root: JsonObject, detail: unknown): readonly Finding[] {
  if (!isObject(detail)) return [];
  const { instancePath, keyword, message, params } = detail;
  if (typeof instancePath !== "string" || typeof message !== "string") return [];
  if (
    keyword === "oneOf" ||
    keyword === "anyOf" ||
    keyword === "if" ||
    keyword === "not" ||
    message.includes("'$ref'")
  )
    return [];
  const extra = isObject(params)
    ? (params["additionalProperty"] ?? params["unevaluatedProperty"])
    : undefined;
  const pointer = toDocumentPointer(root, instancePath);
  if (typeof extra === "string")
    return [{ pointer: joinPointer(pointer, extra), message: "must not be there" }];
  const allowed: unknown = isObject(params) ? params["allowedValues"] : undefined;
  const choices = Array.isArray(allowed) ? `: ${allowed.join(", ")}` : "";
  return [{ pointer, message: `${message}${choices}` }];
}

/** A pointer into the dereferenced copy as one into the document: each `$ref` on the way is followed. */
function toDocumentPointer(root: JsonObject, path: string): JsonPointer {
  const follow = (pointer: JsonPointer): JsonPointer => {
    const resolution = resolveReference(root, pointer);
    return resolution.kind === "found" ? resolution.pointer : pointer;
  };
  return splitPointer(path).reduce<JsonPointer>(
    (pointer, token) => follow(joinPointer(pointer, token)),
    "",
  );
}
