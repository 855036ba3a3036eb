import type { JsonObject } from "../../core/json.ts";
import type { JsonPointer } from "../../core/json-pointer.ts";
import type { Hashing, TextFiles } from "../../core/ports.ts";
import { sortProblems, type Problem } from "../../core/problem.ts";
import {
  parseSourceDocument,
  type SourceDocument,
  type SourceDocumentOptions,
} from "../../core/source-document.ts";
import type { ApiDocument } from "./api-document.ts";
import { embedExternalFiles } from "./embed-external-files.ts";
import { inspectDocument } from "./inspect-document.ts";
import { readGatewayResponses } from "./read-gateway-extensions.ts";
import { isJsonMap, jsonAt, stringsOf } from "./read-members.ts";
import { readOperations } from "./read-operations.ts";
import { readVersion } from "./read-version.ts";
import { resolveIdentifiers } from "./resolve-identifiers.ts";

/** An OpenAPI file to load. */
export interface LoadApiDocumentOptions {
  /** Path shown in problems, relative to the project root with `/` separators. */
  readonly file: string;
  readonly text: string;
  readonly hashing: Hashing;
  /** Where other files that `$ref`s name are read from; without it such references stay unresolved. */
  readonly files?: TextFiles;
  /** What the document goes by without a title of its own; its file by default. */
  readonly name?: string;
  /** Short tags to read as the long form they stand for; each use is reported all the same. */
  readonly shortTags?: SourceDocumentOptions["customTags"];
  /** Security schemes defined outside the document, so that nobody misses them in it: the authorizers of `Auth`. */
  readonly schemesElsewhere?: readonly string[];
}

/**
 * Loads an OpenAPI 3.0, 3.1 or Swagger 2.0 document, YAML or JSON. Never throws: what is wrong with
 * the document is among its `problems`, which are worked out when they are first read.
 *
 * @example
 * const document = loadApiDocument({ file: "openapi.yaml", text, hashing });
 * document.operations.map(({ key }) => key); // ["POST /orders", "GET /orders/{orderId}"]
 */
export function loadApiDocument(options: LoadApiDocumentOptions): ApiDocument {
  const { file, text, hashing, files, name = file, schemesElsewhere = [] } = options;
  const parsed = parseDocument(options);
  const source = files === undefined ? parsed : embedExternalFiles(parsed, files);
  const digest = hashing.sha256(text);
  return createDocument(source, { written: "file", digest, name, schemesElsewhere });
}

/** Short tags are no part of the format: they are told of, and what was meant by them is read. */
function parseDocument({ file, text, shortTags }: LoadApiDocumentOptions): SourceDocument {
  const plain = parseSourceDocument({ file, text });
  if (shortTags === undefined || !plain.issues.some(({ kind }) => kind === "unknown-tag"))
    return plain;
  return { ...parseSourceDocument({ file, text, customTags: shortTags }), issues: plain.issues };
}

/** A definition written inside another file: a template's `DefinitionBody`. */
export interface InlineDefinition {
  readonly source: SourceDocument;
  /** Where in that file the definition stands. */
  readonly pointer: JsonPointer;
  readonly hashing: Hashing;
  /** What the document goes by without a title of its own; its file by default. */
  readonly name?: string;
  /** Security schemes defined outside the document, so that nobody misses them in it: the authorizers of `Auth`. */
  readonly schemesElsewhere?: readonly string[];
}

/**
 * Reads an OpenAPI document that stands inside another file. Its pointers are those of the
 * definition alone; its locations are those of the file.
 */
export function readInlineDefinition({
  source,
  pointer,
  hashing,
  name = source.file,
  schemesElsewhere = [],
}: InlineDefinition): ApiDocument {
  const value = isJsonMap(source.value) ? (jsonAt(source.value, pointer) ?? null) : null;
  const text = JSON.stringify(value);
  const inner: SourceDocument = {
    file: source.file,
    text,
    value,
    issues: [],
    locate: (inside, part) => ({ ...source.locate(`${pointer}${inside}`, part), pointer: inside }),
  };
  const digest = hashing.sha256(text);
  return createDocument(inner, { written: "inline", digest, name, schemesElsewhere });
}

/** A document that was put together from several places. */
export interface ComposedDefinition {
  readonly source: SourceDocument;
  readonly written: ApiDocument["written"];
  readonly hashing: Hashing;
  /** What the document goes by without a title of its own. */
  readonly name: string;
  /** Security schemes defined outside the document: the authorizers of `Auth`. */
  readonly schemesElsewhere?: readonly string[];
}

/** Reads an OpenAPI document from a source that knows where each of its parts was written. */
export function readComposedDefinition({
  source,
  written,
  hashing,
  name,
  schemesElsewhere = [],
}: ComposedDefinition): ApiDocument {
  const digest = hashing.sha256(source.text);
  return createDocument(source, { written, digest, name, schemesElsewhere });
}

/** The title, of `Fn::Sub` its text: a title of `${Stage} orders` says enough. */
function titleOf(root: JsonObject): string | null {
  const { title } = isJsonMap(root["info"]) ? root["info"] : {};
  if (typeof title === "string") return title;
  const sub = isJsonMap(title) ? title["Fn::Sub"] : undefined;
  const text: unknown = Array.isArray(sub) ? sub[0] : sub;
  return typeof text === "string" ? text : null;
}

interface DocumentOrigin {
  readonly schemesElsewhere: readonly string[];
  readonly written: ApiDocument["written"];
  readonly digest: string;
  readonly name: string;
}

function createDocument(
  given: SourceDocument,
  { written, digest, name, schemesElsewhere }: DocumentOrigin,
): ApiDocument {
  const source = resolveIdentifiers(given);
  const root: JsonObject = isJsonMap(source.value) ? source.value : {};
  const { version, dialect } = readVersion(root);
  let problems: readonly Problem[] | undefined;
  return {
    file: source.file,
    written,
    source,
    root,
    version,
    dialect,
    title: titleOf(root) ?? name,
    digest,
    operations: readOperations(root),
    gatewayResponses: readGatewayResponses(root),
    binaryMediaTypes: stringsOf(root["x-amazon-apigateway-binary-media-types"]),
    schemesElsewhere,
    get problems(): readonly Problem[] {
      problems ??= sortProblems(inspectDocument(this));
      return problems;
    },
  };
}
