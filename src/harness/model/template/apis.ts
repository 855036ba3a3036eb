import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { createProblem } from "../../core/problem.ts";
import { chooseBranch } from "./intrinsics/conditions.ts";
import { asIntrinsic } from "./intrinsics/evaluate.ts";
import { isList, isMap, known, toText } from "./intrinsics/evaluation.ts";
import {
  propertyPointer,
  readPartly,
  readText,
  readTextValue,
  reportInvalid,
  reportUnknown,
  type TemplateReader,
} from "./template-reader.ts";
import type { ApiResource, DefinitionSource, Resolved } from "./template-model.ts";
import type { RawResource } from "./template-sections.ts";

const kinds: ReadonlyMap<string, ApiResource["kind"]> = new Map([
  ["AWS::Serverless::Api", "rest"],
  ["AWS::Serverless::HttpApi", "http"],
]);

/** `rest` or `http` for SAM's two API types; `null` for anything else. */
export function apiKindOf(resource: RawResource): ApiResource["kind"] | null {
  return kinds.get(resource.type) ?? null;
}

/** Reads an API and where its document is to be found. */
export function readApi(
  reader: TemplateReader,
  resource: RawResource,
  kind: ApiResource["kind"],
): ApiResource {
  const properties = readPartly(reader, resource.properties);
  return {
    logicalId: resource.logicalId,
    kind,
    pointer: resource.pointer,
    stageName: readStageName(reader, resource, kind),
    stageVariables: readStageVariables(
      reader,
      resource,
      kind === "rest" ? "Variables" : "StageVariables",
    ),
    definition: readDefinition(reader, resource),
    binaryMediaTypes: mediaTypes(properties["BinaryMediaTypes"]),
    properties,
  };
}

/** HTTP APIs serve `$default` when no stage is named; a REST API has to name one. */
function readStageName(
  reader: TemplateReader,
  resource: RawResource,
  kind: ApiResource["kind"],
): Resolved<string> {
  const absent = "the API has no StageName";
  const name = readText(reader, resource, "StageName", absent);
  if (name.known) return name;
  if (name.reason !== absent) reportUnknown(reader, resource, "StageName", name.reason);
  else if (kind === "http") return known("$default");
  else reportInvalid(reader, resource, "StageName", "given", "(absent)");
  return name;
}

function readStageVariables(
  reader: TemplateReader,
  resource: RawResource,
  property: string,
): Readonly<Record<string, string>> {
  const written = resource.properties[property];
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(isMap(written) ? written : {})) {
    const absent = "removed";
    const text = readTextValue(reader, value, name, absent);
    if (text.known) variables[name] = text.value;
    else if (text.reason !== absent)
      reportUnknown(reader, resource, `${property}.${name}`, text.reason);
  }
  return variables;
}

/** SAM writes the slash of a media type as `~1` in this property. */
function mediaTypes(value: JsonValue | undefined): readonly string[] {
  if (!isList(value)) return [];
  return value
    .map(toText)
    .filter((text) => text !== null)
    .map((text) => text.replaceAll("~1", "/"));
}

function readDefinition(reader: TemplateReader, resource: RawResource): DefinitionSource {
  const body = resource.properties["DefinitionBody"];
  const uri = resource.properties["DefinitionUri"];
  if (body !== undefined && uri !== undefined) {
    reader.problems.push(
      createProblem({
        code: "template/definition-conflict",
        message: `${resource.logicalId} has both a DefinitionBody and a DefinitionUri; the body is used here.`,
        location: reader.source.locate(propertyPointer(resource, "DefinitionUri")),
      }),
    );
  }
  const definition =
    body !== undefined
      ? definitionOfBody(reader, body, propertyPointer(resource, "DefinitionBody"))
      : uri !== undefined
        ? definitionOfUri(reader, uri, propertyPointer(resource, "DefinitionUri"))
        : { kind: "generated" as const };
  if (definition.kind === "unreadable")
    reportUnreadable(reader, resource, definition.reason, definition.pointer);
  if (definition.kind === "include" && definition.siblings.length > 0)
    reportSiblings(reader, resource, definition);
  return definition;
}

function reportUnreadable(
  reader: TemplateReader,
  resource: RawResource,
  reason: string,
  pointer: JsonPointer,
): void {
  reader.problems.push(
    createProblem({
      code: "template/definition-unreadable",
      message: `The document of ${resource.logicalId} cannot be read: ${reason}.`,
      location: reader.source.locate(pointer),
    }),
  );
}

/** Keys of the included file win over keys beside the include, so placeholders never deploy. */
function reportSiblings(
  reader: TemplateReader,
  resource: RawResource,
  definition: Extract<DefinitionSource, { kind: "include" }>,
): void {
  reader.problems.push(
    createProblem({
      code: "template/include-siblings",
      message: `The DefinitionBody of ${resource.logicalId} has keys beside AWS::Include (${definition.siblings.join(", ")}); they are ignored here.`,
      location: reader.source.locate(propertyPointer(resource, "DefinitionBody")),
    }),
  );
}

function definitionOfBody(
  reader: TemplateReader,
  written: JsonValue,
  pointer: JsonPointer,
): DefinitionSource {
  const call = asIntrinsic(written);
  if (call?.name === "Fn::If") {
    const branch = chooseBranch(call.argument, reader.scope);
    if (!branch.known) return { kind: "unreadable", reason: branch.reason, pointer };
    const index = isList(call.argument) && call.argument[1] === branch.value ? "1" : "2";
    return definitionOfBody(reader, branch.value, joinPointer(pointer, "Fn::If", index));
  }
  if (!isMap(written))
    return { kind: "unreadable", reason: "DefinitionBody is not a map", pointer };
  const transform = written["Fn::Transform"];
  if (transform !== undefined) return definitionOfTransform(reader, transform, written, pointer);
  if (call !== null)
    return { kind: "unreadable", reason: `DefinitionBody is a ${call.name}`, pointer };
  const nested = findTransform(written, pointer);
  if (nested !== null) {
    return {
      kind: "unreadable",
      reason: "a part of the inline body is included from another file, which is not supported",
      pointer: nested,
    };
  }
  return { kind: "inline", body: written, pointer };
}

function definitionOfTransform(
  reader: TemplateReader,
  transform: JsonValue,
  body: JsonObject,
  bodyPointer: JsonPointer,
): DefinitionSource {
  const pointer = joinPointer(bodyPointer, "Fn::Transform");
  const name = isMap(transform) ? transform["Name"] : undefined;
  if (!isMap(transform) || name !== "AWS::Include") {
    const named = typeof name === "string" ? name : "without a name";
    return {
      kind: "unreadable",
      reason: `the macro ${named} runs in CloudFormation only`,
      pointer,
    };
  }
  const parameters = transform["Parameters"];
  const written = isMap(parameters) ? parameters["Location"] : undefined;
  if (written === undefined)
    return { kind: "unreadable", reason: "AWS::Include has no Location", pointer };
  const place = joinPointer(pointer, "Parameters", "Location");
  const location = readLocation(reader, written, "Location", place);
  if (location.kind === "unreadable") return location;
  const siblings = Object.keys(body).filter((key) => key !== "Fn::Transform");
  return { kind: "include", location: location.location, pointer: place, siblings };
}

function definitionOfUri(
  reader: TemplateReader,
  written: JsonValue,
  pointer: JsonPointer,
): DefinitionSource {
  if (isMap(written) && asIntrinsic(written) === null) {
    return { kind: "unreadable", reason: "DefinitionUri names an object in S3", pointer };
  }
  return readLocation(reader, written, "DefinitionUri", pointer);
}

function readLocation(
  reader: TemplateReader,
  written: JsonValue,
  what: string,
  pointer: JsonPointer,
): Extract<DefinitionSource, { kind: "uri" | "unreadable" }> {
  const location = readTextValue(reader, written, what, `${what} is not given`);
  if (!location.known) return { kind: "unreadable", reason: location.reason, pointer };
  if (/^(s3|https?):\/\//.test(location.value)) {
    return { kind: "unreadable", reason: `${location.value} is not a local file`, pointer };
  }
  return { kind: "uri", location: location.value, pointer };
}

function findTransform(value: JsonValue, pointer: JsonPointer): JsonPointer | null {
  const members: readonly (readonly [string, JsonValue])[] = isList(value)
    ? value.map((item, index) => [String(index), item] as const)
    : isMap(value)
      ? Object.entries(value)
      : [];
  for (const [key, member] of members) {
    const place = joinPointer(pointer, key);
    const found = key === "Fn::Transform" ? place : findTransform(member, place);
    if (found !== null) return found;
  }
  return null;
}
