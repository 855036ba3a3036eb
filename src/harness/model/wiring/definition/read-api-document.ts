import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { valueAt, type JsonPointer } from "../../../core/json-pointer.ts";
import type { Hashing, TextFiles } from "../../../core/ports.ts";
import { createProblem, type Problem, type SourceLocation } from "../../../core/problem.ts";
import { isMisread, type SourceDocument } from "../../../core/source-document.ts";
import type { ApiDocument } from "../../openapi/api-document.ts";
import {
  loadApiDocument,
  readComposedDefinition,
  readInlineDefinition,
} from "../../openapi/load-api-document.ts";
import { cloudFormationTags } from "../../template/cloudformation-tags.ts";
import { isMap } from "../../template/intrinsics/evaluation.ts";
import type {
  ApiResource,
  DefinitionSource,
  Resolved,
  TemplateModel,
} from "../../template/template-model.ts";
import { composeSource, type Mount } from "./compose-source.ts";
import { documentOfEvents } from "./document-of-events.ts";
import { documentOfMethods } from "./document-of-methods.ts";
import { documentOfRoutes } from "./document-of-routes.ts";
import { expandBody, needsExpansion, type BodyInput } from "./expand-body.ts";
import type { GeneratedBody } from "./generated-body.ts";
import { IncludedParts, type OpenedFile } from "./included-parts.ts";
import { reportUnknownCors } from "./preflight-operations.ts";
import { schemesOf } from "./serverless-auth.ts";

/** Where an API's document is read from. */
export interface ReadApiDocumentInput {
  readonly template: TemplateModel;
  readonly api: ApiResource;
  readonly hashing: Hashing;
  /** Where the files are read that the document's `$ref`s name. */
  readonly references: TextFiles;
  /** Opens the file a template names at a place; what keeps it from that is for the caller to tell. */
  open(location: string, place: SourceLocation): OpenedFile | null;
}

/** An API's document, and what was found on the way to it. */
export interface DocumentRead {
  /** `null` when it cannot be read; the reason is among the problems, or those of the template. */
  readonly document: ApiDocument | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads the document an API deploys with, whatever form it is given in: a file, a body inside the
 * template with includes and conditions, or none, when it is made up of events, methods or routes as
 * SAM and API Gateway would.
 */
export function readApiDocument(input: ReadApiDocumentInput): DocumentRead {
  const parts = new IncludedParts(input);
  const { document, problems: own } = readBody({ ...input, parts });
  const problems = [...own, ...parts.problems];
  // What was left out by a slip of the text is not missing: only the slip is told.
  if (document !== null && isMisread(document.source))
    return { document: null, problems: [...problems, ...document.problems] };
  return { document, problems: [...problems, ...reportUnknownCors(input.template, input.api)] };
}

/** With the files that are included on the way. */
interface Reading extends ReadApiDocumentInput {
  readonly parts: IncludedParts;
}

function readBody(input: Reading): DocumentRead {
  const { definition } = input.api;
  switch (definition.kind) {
    case "uri":
      return { document: openDocument(input, definition), problems: [] };
    case "include":
      return readIncluded(input, definition);
    case "inline":
      return readInline(input, definition);
    case "generated":
      return readGenerated(input);
    case "unreadable":
      return { document: null, problems: [] };
  }
}

function openDocument(
  input: ReadApiDocumentInput,
  { location, pointer }: { readonly location: string; readonly pointer: JsonPointer },
): ApiDocument | null {
  const { api, hashing, references } = input;
  const opened = input.open(location, input.template.source.locate(pointer, "value"));
  if (opened === null) return null;
  return loadApiDocument({
    ...opened,
    hashing,
    files: references,
    name: api.logicalId,
    shortTags: cloudFormationTags,
    schemesElsewhere: schemesOf(api),
  });
}

/** Keys beside the include deploy where the file has none of that name. */
function readIncluded(
  input: Reading,
  definition: Extract<DefinitionSource, { kind: "include" }>,
): DocumentRead {
  const { template, api, hashing } = input;
  const document = openDocument(input, definition);
  if (document === null || isMisread(document.source)) return { document, problems: [] };
  const bodyPointer = definition.pointer.slice(0, definition.pointer.indexOf("/Fn::Transform"));
  const body = valueAt(template.source.value, bodyPointer);
  const added = definition.siblings.filter((key) => !Object.hasOwn(document.root, key));
  const isPlain = !/Fn::(?:If|Transform)|!(?:If|Transform)\b|AWS::NoValue/.test(
    document.source.text,
  );
  if (isPlain && added.length === 0) return { document, problems: [] };
  const own = expand(input, { value: document.root, source: document.source, pointer: "" });
  const siblings = isJsonObject(body)
    ? Object.fromEntries(Object.entries(body).filter(([key]) => added.includes(key)))
    : {};
  const beside = expand(input, { value: siblings, source: template.source, pointer: bodyPointer });
  const value = { ...asMap(beside.value), ...asMap(own.value) };
  const mounts: readonly Mount[] = [
    ...own.mounts,
    ...added.map((key) => mountOfKey(template.source, bodyPointer, key)),
    ...beside.mounts.filter(({ at }) => at !== ""),
  ];
  const { source } = document;
  const composed = composeSource({ base: source, value, mounts });
  const text = added.length === 0 ? source.text : composed.text;
  return {
    document: readComposedDefinition({
      source: { ...composed, text, issues: source.issues },
      written: "file",
      hashing,
      name: api.logicalId,
      schemesElsewhere: schemesOf(api),
    }),
    problems: [...own.problems, ...beside.problems],
  };
}

function mountOfKey(source: SourceDocument, pointer: JsonPointer, key: string): Mount {
  const escaped = key.replaceAll("~", "~0").replaceAll("/", "~1");
  return { at: `/${escaped}`, source, pointer: `${pointer}/${escaped}`, whole: false };
}

function asMap(value: JsonValue): JsonObject {
  return isMap(value) ? value : {};
}

function readInline(
  input: Reading,
  { body, pointer }: Extract<DefinitionSource, { kind: "inline" }>,
): DocumentRead {
  const { template, api, hashing } = input;
  const { source } = template;
  if (!needsExpansion(body)) {
    const name = api.logicalId;
    const schemesElsewhere = schemesOf(api);
    const document = readInlineDefinition({ source, pointer, hashing, name, schemesElsewhere });
    return { document, problems: [] };
  }
  const { value, mounts, problems } = expand(input, { value: body, source, pointer });
  const composed = composeSource({ base: source, value, mounts });
  const document = readComposedDefinition({
    source: composed,
    written: "inline",
    hashing,
    name: api.logicalId,
    schemesElsewhere: schemesOf(api),
  });
  return { document, problems };
}

function expand(
  input: Reading,
  body: Pick<BodyInput, "value" | "source" | "pointer">,
): Pick<GeneratedBody, "mounts" | "problems"> & { readonly value: JsonValue } {
  const { template, parts } = input;
  const expanded = expandBody({
    ...body,
    condition: (name) => decide(template, name),
    include: (location, place, around) => parts.read(location, place, around),
  });
  const byCondition = Map.groupBy(expanded.undecided, ({ condition }) => condition);
  const undecided = [...byCondition].flatMap(([condition, places]) => {
    const [first, ...others] = places;
    if (first === undefined) return [];
    const { why, source, pointer } = first;
    const more = others.length === 0 ? "" : ` (and of ${others.length} more)`;
    return createProblem({
      code: "template/condition-unknown",
      // That the parameter lacks a value is told with the template.
      ...(why.missing === undefined ? {} : { severity: "info" as const }),
      message: `The condition ${condition} cannot be decided: ${why.reason}. The first branch${more} is read.`,
      location: source.locate(pointer),
    });
  });
  return { value: expanded.value, mounts: expanded.mounts, problems: undecided };
}

/** Asks the template for a branch of `Fn::If`, which decides the condition. */
function decide(template: TemplateModel, condition: string): Resolved<boolean> {
  const branch = template.resolve({ "Fn::If": [condition, "then", "else"] });
  return branch.known ? { known: true, value: branch.value === "then" } : branch;
}

function readGenerated({ template, api, hashing }: ReadApiDocumentInput): DocumentRead {
  const { value, mounts, problems } = generate(template, api);
  const own: Mount = { at: "", source: template.source, pointer: api.pointer, whole: true };
  const document = readComposedDefinition({
    source: composeSource({ base: template.source, value, mounts: [own, ...mounts] }),
    written: "generated",
    hashing,
    name: api.logicalId,
  });
  return { document, problems };
}

function generate(template: TemplateModel, api: ApiResource): GeneratedBody {
  const type = template.resources.get(api.logicalId)?.type ?? "";
  if (type === "AWS::ApiGateway::RestApi") return documentOfMethods(template, api);
  if (type === "AWS::ApiGatewayV2::Api") return documentOfRoutes(template, api);
  return documentOfEvents(template, api);
}
