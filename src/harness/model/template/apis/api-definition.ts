import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem } from "../../../core/problem.ts";
import { chooseBranch } from "../intrinsics/conditions.ts";
import { asIntrinsic } from "../intrinsics/evaluate.ts";
import { isList, isMap } from "../intrinsics/evaluation.ts";
import { propertyPointer, readTextValue, type TemplateReader } from "../template-reader.ts";
import type { DefinitionSource } from "../template-model.ts";
import type { RawResource } from "../template-sections.ts";

/** The properties an API's document is given by: `DefinitionBody` of SAM, `Body` of CloudFormation. */
export interface DefinitionProperties {
  readonly body: string;
  readonly uri: string;
}

/** Where the document of an API of SAM is to be found. */
export const serverlessDefinition: DefinitionProperties = {
  body: "DefinitionBody",
  uri: "DefinitionUri",
};

/** Where the document of an `AWS::ApiGateway::RestApi` or `AWS::ApiGatewayV2::Api` is to be found. */
export const cloudFormationDefinition: DefinitionProperties = {
  body: "Body",
  uri: "BodyS3Location",
};

/** A document that lies elsewhere is no fault of the template: it can only not be checked here. */
interface Unreadable {
  readonly kind: "unreadable";
  readonly reason: string;
  readonly pointer: JsonPointer;
  readonly elsewhere?: true;
}

type ReadDefinition = Exclude<DefinitionSource, { kind: "unreadable" }> | Unreadable;

/** Reads how an API gets its document; `generated` when it names none. */
export function readDefinition(
  reader: TemplateReader,
  resource: RawResource,
  names: DefinitionProperties,
): DefinitionSource {
  const body = resource.properties[names.body];
  const uri = resource.properties[names.uri];
  if (body !== undefined && uri !== undefined) {
    reader.problems.push(
      createProblem({
        code: "template/definition-conflict",
        message: `${resource.logicalId} has both a ${names.body} and a ${names.uri}; the body is used here.`,
        location: reader.source.locate(propertyPointer(resource, names.uri)),
      }),
    );
  }
  const definition =
    (body === undefined
      ? null
      : definitionOfBody(reader, body, propertyPointer(resource, names.body))) ??
    (uri === undefined
      ? null
      : definitionOfUri(reader, uri, propertyPointer(resource, names.uri))) ??
    ({ kind: "generated" } as const);
  if (definition.kind === "unreadable") {
    reportUnreadable(reader, resource, definition);
    const { kind, reason, pointer } = definition;
    return { kind, reason, pointer };
  }
  if (definition.kind === "include") reportSiblings(reader, resource, definition, names.body);
  return definition;
}

function reportUnreadable(
  reader: TemplateReader,
  resource: RawResource,
  { reason, pointer, elsewhere }: Unreadable,
): void {
  reader.problems.push(
    createProblem({
      code: "template/definition-unreadable",
      ...(elsewhere === true ? { severity: "warning" as const } : {}),
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
  property: string,
): void {
  // OpenApiVersion is no key of a document, and has a problem of its own.
  const siblings = definition.siblings.filter((key) => key !== "OpenApiVersion");
  if (siblings.length === 0) return;
  reader.problems.push(
    createProblem({
      code: "template/include-siblings",
      message: `The ${property} of ${resource.logicalId} has keys beside AWS::Include (${siblings.join(", ")}); where the included file has the same key, the file's counts.`,
      location: reader.source.locate(propertyPointer(resource, property)),
    }),
  );
}

/** `null` when a condition removes the property. */
function definitionOfBody(
  reader: TemplateReader,
  written: JsonValue,
  pointer: JsonPointer,
): ReadDefinition | null {
  const call = asIntrinsic(written);
  if (call?.name === "Fn::If") {
    const branch = chooseBranch(call.argument, reader.scope);
    if (!branch.known) return notKnown(branch, pointer);
    const index = isList(call.argument) && call.argument[1] === branch.value ? "1" : "2";
    return definitionOfBody(reader, branch.value, joinPointer(pointer, "Fn::If", index));
  }
  if (isNoValue(written)) return null;
  if (!isMap(written)) return { kind: "unreadable", reason: "the body is not a map", pointer };
  const transform = written["Fn::Transform"];
  if (transform !== undefined && !areIncludes(transform))
    return definitionOfTransform(reader, transform, written, pointer);
  if (call !== null && transform === undefined)
    return { kind: "unreadable", reason: `the body is a ${call.name}`, pointer, elsewhere: true };
  return { kind: "inline", body: written, pointer };
}

/** Several includes make up a body together. */
function areIncludes(transform: JsonValue): boolean {
  return (
    isList(transform) &&
    transform.length > 1 &&
    transform.every((macro) => isMap(macro) && macro["Name"] === "AWS::Include")
  );
}

function isNoValue(written: JsonValue): boolean {
  return isMap(written) && written["Ref"] === "AWS::NoValue";
}

function definitionOfTransform(
  reader: TemplateReader,
  written: JsonValue,
  body: JsonObject,
  bodyPointer: JsonPointer,
): ReadDefinition {
  const place = joinPointer(bodyPointer, "Fn::Transform");
  const [only, ...others] = isList(written) ? written : [written];
  const pointer = isList(written) ? joinPointer(place, 0) : place;
  const name = isMap(only) ? only["Name"] : undefined;
  if (only === "AWS::Include") {
    const reason =
      "AWS::Include takes a map: !Transform { Name: AWS::Include, Parameters: { Location: openapi.yaml } }";
    return { kind: "unreadable", reason, pointer: place };
  }
  if (!isMap(only) || others.length > 0 || name !== "AWS::Include") {
    const named = typeof name === "string" ? name : "without a name";
    const reason = `the macro ${named} runs in CloudFormation only`;
    return { kind: "unreadable", reason, pointer, elsewhere: true };
  }
  const parameters = only["Parameters"];
  const location = isMap(parameters) ? parameters["Location"] : undefined;
  if (location === undefined)
    return { kind: "unreadable", reason: "AWS::Include has no Location", pointer };
  const read = readLocation(
    reader,
    location,
    "Location",
    joinPointer(pointer, "Parameters", "Location"),
  );
  if (read.kind === "unreadable") return read;
  const siblings = Object.keys(body).filter((key) => key !== "Fn::Transform");
  return { kind: "include", location: read.location, pointer: read.pointer, siblings };
}

/** `null` when a condition removes the property. */
function definitionOfUri(
  reader: TemplateReader,
  written: JsonValue,
  pointer: JsonPointer,
): ReadDefinition | null {
  const call = asIntrinsic(written);
  if (isNoValue(written)) return null;
  if (call?.name === "Fn::If") {
    const branch = chooseBranch(call.argument, reader.scope);
    return branch.known
      ? definitionOfUri(reader, branch.value, pointer)
      : notKnown(branch, pointer);
  }
  if (isMap(written) && call === null) {
    const reason = "it is an object in S3";
    return { kind: "unreadable", reason, pointer, elsewhere: true };
  }
  return readLocation(reader, written, "the location", pointer);
}

function notKnown(
  { reason, external }: { readonly reason: string; readonly external?: true },
  pointer: JsonPointer,
): Unreadable {
  return {
    kind: "unreadable",
    reason,
    pointer,
    ...(external === true ? { elsewhere: true as const } : {}),
  };
}

function readLocation(
  reader: TemplateReader,
  written: JsonValue,
  what: string,
  pointer: JsonPointer,
): Extract<DefinitionSource, { kind: "uri" }> | Unreadable {
  const location = readTextValue(reader, written, what, `${what} is not given`);
  if (!location.known) {
    return notKnown(location, pointer);
  }
  if (/^(s3|https?):\/\//i.test(location.value)) {
    const reason = `${location.value} is not a local file`;
    return { kind: "unreadable", reason, pointer, elsewhere: true };
  }
  return { kind: "uri", location: location.value, pointer };
}
