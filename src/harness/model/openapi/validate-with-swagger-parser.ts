import { isObject, type JsonObject } from "../../core/json.ts";
import { joinPointer, splitPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { describeValue } from "../schema/describe-value.ts";
import { resolveReference } from "../schema/resolve-reference.ts";
import type { ApiDocument } from "./api-document.ts";
import { hasLongLists } from "./has-long-lists.ts";
import { prepareParserCopy } from "./prepare-parser-copy.ts";

/**
 * What swagger-parser's `validate()` says of a document, as further problems of
 * `openapi/invalid-document`. It is given a copy without intrinsics and dangling references, with files
 * and network switched off, and is imported when this is first called: it is too heavy for every start.
 * Left out are findings at places the document's own rules have spoken of, and alternatives that did
 * not match. It does not look into schemas of 3.1 documents. Its checks of Swagger 2.0 beyond the form are
 * those of our own rules and switched off, as they know nothing of intrinsics. It compares the members of a list with
 * each other, so documents with lists of thousands are not given to it. Where it fails by itself, that is told.
 *
 * @param validate what reads the copy, and throws what it finds: swagger-parser, unless told otherwise
 */
export async function validateWithSwaggerParser(
  document: ApiDocument,
  validate: (copy: unknown) => Promise<unknown> = parse,
): Promise<readonly Problem[]> {
  if (hasLongLists(document.root)) return [];
  const { copy, gaps } = prepareParserCopy(document);
  try {
    await validate(copy);
    return [];
  } catch (error) {
    return toProblems(document, error, gaps);
  }
}

async function parse(copy: unknown): Promise<unknown> {
  const { default: parser } = await import("@apidevtools/swagger-parser");
  // The parser declares a document of its own types; ours is checked JSON, which is what it works on.
  const validate: unknown = Reflect.get(parser, "validate");
  if (typeof validate !== "function") throw new TypeError("it has no validate()");
  return await Promise.resolve(
    Reflect.apply(validate, parser, [
      copy,
      {
        resolve: { external: false, file: false, http: false },
        validate: { spec: false },
        mutateInputSchema: false,
      },
    ]),
  );
}

function toProblems(
  document: ApiDocument,
  error: unknown,
  gaps: ReadonlySet<JsonPointer>,
): readonly Problem[] {
  const spoken = new Set(document.problems.map(({ location }) => location?.pointer));
  const details: unknown = isError(error) ? Reflect.get(error, "details") : undefined;
  // Its syntax errors without details speak of the version, which is read before.
  if (!Array.isArray(details))
    return isError(error) && error.name === "SyntaxError" ? [] : [notValidated(document, error)];
  const findings = details.flatMap((detail: unknown) => readFinding(document.root, detail));
  const enclosing = enclosingPlaces(findings);
  const seen = new Set<string>();
  const unsure = new Set([...gaps, ...[...gaps].map(parentOf)]);
  return findings.flatMap(({ pointer, message }) => {
    // Of several alternatives that a value fails, the first is told; what it lacks is told member by member.
    const key = message.startsWith("lacks") ? `${pointer} ${message}` : pointer;
    const isKnown = seen.has(key) || spoken.has(pointer);
    seen.add(key);
    // An object of which a member is decided later may be of another kind than it seems.
    const isOpen = unsure.has(pointer) || unsure.has(parentOf(pointer));
    if (isKnown || isOpen || enclosing.has(pointer)) return [];
    return [
      createProblem({
        code: "openapi/invalid-document",
        message: `${describePlace(document, pointer)} ${message}.`,
        location: document.source.locate(pointer),
      }),
    ];
  });
}

/** A limit that it ran into is no defect of the document, nor is it praise. */
function notValidated({ source }: ApiDocument, error: unknown): Problem {
  const [reason = ""] = (isError(error) ? error.message : String(error)).split("\n");
  return createProblem({
    code: "openapi/document-not-validated",
    message: `The form of the document is not looked at as a whole: the validator ended with "${reason}".`,
    location: source.locate(""),
  });
}

function parentOf(pointer: JsonPointer): JsonPointer {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")));
}

/** `GET /orders › responses › 200`, `components › schemas › Order`. */
function describePlace({ operations }: ApiDocument, pointer: JsonPointer): string {
  if (pointer === "") return "The document";
  const within = operations.find(
    (operation) => pointer === operation.pointer || pointer.startsWith(`${operation.pointer}/`),
  );
  const rest = splitPointer(within === undefined ? pointer : pointer.slice(within.pointer.length));
  return [...(within === undefined ? [] : [within.key]), ...rest].join(" › ");
}

function isError(value: unknown): value is Error {
  return value instanceof Error;
}

interface Finding {
  readonly pointer: JsonPointer;
  readonly message: string;
}

/** Places that hold other findings. An alternative failed because something inside it did; the inner finding says it. */
function enclosingPlaces(findings: readonly Finding[]): ReadonlySet<JsonPointer> {
  const places = new Set<JsonPointer>();
  for (const { pointer } of findings) {
    for (let end = pointer.lastIndexOf("/"); end > 0; end = pointer.lastIndexOf("/", end - 1))
      places.add(pointer.slice(0, end));
  }
  return places;
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
  const pointer = toDocumentPointer(root, instancePath);
  const about: Readonly<Record<string, unknown>> = isObject(params) ? params : {};
  const extra = about["additionalProperty"] ?? about["unevaluatedProperty"];
  if (typeof extra === "string") {
    // A map that is completed when deployed has keys of its own kind.
    if (/^(?:Fn::|Ref$)/.test(extra)) return [];
    // The catch-all route of HTTP APIs is written as a path (API Gateway, "Working with routes for HTTP APIs").
    if (pointer === "/paths" && extra === "$default") return [];
    const place = joinPointer(pointer, extra);
    return [{ pointer: place, message: "is not a member that OpenAPI knows here" }];
  }
  return [
    { pointer, message: sayKeyword(String(keyword), about, valueAt(root, pointer), message) },
  ];
}

/** What an ajv error says, in the words of the other problems. */
function sayKeyword(
  keyword: string,
  about: Readonly<Record<string, unknown>>,
  value: unknown,
  message: string,
): string {
  const { missingProperty, type, allowedValues } = about;
  if (keyword === "required" && typeof missingProperty === "string")
    return `lacks the member ${missingProperty}`;
  if (keyword === "type") {
    const types: readonly unknown[] = Array.isArray(type) ? type : [type];
    return `must be of type ${types.join(" or ")}, and is ${describeValue(value)}`;
  }
  const choices = Array.isArray(allowedValues) ? `: ${allowedValues.join(", ")}` : "";
  return `${message}${choices}`;
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
