import { logLevels, type FunctionLogging, type LogLevel } from "../../core/function-invoker.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { createProblem } from "../../core/problem.ts";
import { environmentProblems } from "./environment-limits.ts";
import { chooseBranch } from "./intrinsics/conditions.ts";
import { asIntrinsic } from "./intrinsics/evaluate.ts";
import { isMap, known, unknown } from "./intrinsics/evaluation.ts";
import { placeOfProperty } from "./locate-written.ts";
import {
  propertyPointer,
  readNumber,
  readPartly,
  readText,
  readTextValue,
  reportInvalid,
  reportUnknown,
  undecidedIn,
  type TemplateReader,
} from "./template-reader.ts";
import { checkRuntime, isMisspeltRuntime } from "./runtimes.ts";
import type { FunctionEvent, FunctionResource, Resolved } from "./template-model.ts";
import { partitionOf } from "../../core/partition-of.ts";
import type { RawResource } from "./template-sections.ts";

/** True for the two resource types that are Lambda functions. */
export function isFunction(resource: RawResource): boolean {
  return resource.type === "AWS::Serverless::Function" || resource.type === "AWS::Lambda::Function";
}

/** Reads a function; runtimes other than Node.js are noted: whether something else runs them the machine decides. */
export function readFunction(reader: TemplateReader, resource: RawResource): FunctionResource {
  const runtime = readText(reader, resource, "Runtime", "the function has no Runtime");
  noteRuntime(reader, resource, runtime);
  if (resource.properties["PackageType"] !== "Image") checkRuntime(reader, resource, runtime);
  const { metadata } = resource;
  const environment = readEnvironment(reader, resource);
  reader.problems.push(...environmentProblems(reader, resource, environment));
  return {
    logicalId: resource.logicalId,
    pointer: resource.pointer,
    functionName: reader.scope.physicalName(resource.logicalId),
    arn: arnOf(reader, resource),
    handler: readText(reader, resource, "Handler", "the function has no Handler"),
    codeUri: readCodeUri(reader, resource),
    runtime,
    timeoutSeconds: readNumber(reader, resource, "Timeout", 3),
    memoryMb: readNumber(reader, resource, "MemorySize", 128),
    reservedConcurrency: readReservedConcurrency(reader, resource),
    logging: readLogging(reader, resource),
    environment,
    buildMethod: typeof metadata["BuildMethod"] === "string" ? metadata["BuildMethod"] : null,
    buildProperties: isMap(metadata["BuildProperties"])
      ? readPartly(reader, metadata["BuildProperties"])
      : null,
    events: readEvents(reader, resource),
    undecided: undecidedIn(reader, resource),
  };
}

/** The ARN; of a function whose name is unknown, with `<stack>-<LogicalId>` in its place. */
function arnOf(reader: TemplateReader, resource: RawResource): string {
  const arn = reader.scope.attribute(resource.logicalId, "Arn");
  if (arn.known === true && typeof arn.value === "string") return arn.value;
  const { region, accountId, stackName } = reader.scope.context;
  return `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${stackName}-${resource.logicalId}`;
}

function noteRuntime(
  reader: TemplateReader,
  resource: RawResource,
  runtime: Resolved<string>,
): void {
  const image = resource.properties["PackageType"] === "Image";
  if (!image && (!runtime.known || runtime.value.startsWith("nodejs"))) return;
  if (!image && runtime.known && isMisspeltRuntime(runtime.value)) return;
  const what = image ? "is a container image" : `runs on ${runtime.known ? runtime.value : ""}`;
  reader.problems.push(
    createProblem({
      code: "template/runtime-not-run",
      message: `${resource.logicalId} ${what}, which is not run on this machine.`,
      location: reader.source.locate(
        placeOfProperty(reader.source, resource, image ? "PackageType" : "Runtime").pointer,
      ),
    }),
  );
}

/** `CodeUri` of SAM, `Code` of CloudFormation (a local path before packaging). */
function readCodeUri(reader: TemplateReader, resource: RawResource): Resolved<string> {
  const { properties } = resource;
  if (properties["InlineCode"] !== undefined)
    return unknown("the code stands inline in the template (InlineCode)");
  if (properties["PackageType"] === "Image") return unknown("the function is a container image");
  const name = resource.type === "AWS::Lambda::Function" ? "Code" : "CodeUri";
  const written = properties[name];
  if (written === undefined) return known(".");
  if (isMap(written) && asIntrinsic(written) === null) return unknown(describeCode(written));
  const uri = readTextValue(reader, written, name, "the function has no code location");
  return uri.known && uri.value.startsWith("s3://")
    ? unknown(`the code lies in S3 (${uri.value})`)
    : uri;
}

function describeCode(code: JsonObject): string {
  return code["ZipFile"] === undefined
    ? "the code lies in S3 or in an image"
    : "the code stands inline in the template (ZipFile)";
}

/** An unknown limit is none. */
function readReservedConcurrency(reader: TemplateReader, resource: RawResource): number | null {
  const text = readText(reader, resource, "ReservedConcurrentExecutions", "not written");
  return text.known && /^\d{1,9}$/.test(text.value) ? Number(text.value) : null;
}

/** What is unknown counts as not written. */
function readLogging(reader: TemplateReader, resource: RawResource): FunctionLogging {
  const written = resource.properties["LoggingConfig"];
  const config = readMap(reader, resource, "LoggingConfig", written);
  const text = (name: string): string | null => {
    const value = config[name];
    if (value === undefined) return null;
    const read = readTextValue(reader, value, name, "not written");
    return read.known ? read.value : null;
  };
  const level = (name: string): LogLevel =>
    logLevels.find((each) => each === text(name)?.toUpperCase()) ?? "INFO";
  return {
    format: text("LogFormat")?.toUpperCase() === "JSON" ? "JSON" : "Text",
    applicationLevel: level("ApplicationLogLevel"),
    systemLevel: level("SystemLogLevel"),
    logGroup: text("LogGroup"),
  };
}

function readEnvironment(
  reader: TemplateReader,
  resource: RawResource,
): Readonly<Record<string, Resolved<string>>> {
  const environment = readMap(reader, resource, "Environment", resource.properties["Environment"]);
  const variables = readMap(reader, resource, "Environment.Variables", environment["Variables"]);
  const entries: [string, Resolved<string>][] = [];
  for (const [name, written] of Object.entries(variables)) {
    const value = readVariable(reader, resource, name, written);
    if (value !== null) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** A map as written, of `Fn::If` the chosen branch; empty where there is none or it is unknown. */
function readMap(
  reader: TemplateReader,
  resource: RawResource,
  name: string,
  written: JsonValue | undefined,
): JsonObject {
  if (!isMap(written)) return {};
  const call = asIntrinsic(written);
  if (call === null) return written;
  const chosen =
    call.name === "Fn::If"
      ? chooseBranch(call.argument, reader.scope)
      : reader.scope.evaluate(written);
  if (chosen.known === true) return readMap(reader, resource, name, chosen.value);
  if (chosen.known === false) reportUnknown(reader, resource, name, chosen);
  return {};
}

/** `null` for a variable that `AWS::NoValue` removes. */
function readVariable(
  reader: TemplateReader,
  resource: RawResource,
  name: string,
  written: JsonValue,
): Resolved<string> | null {
  const absent = "removed";
  const value = readTextValue(reader, written, name, absent);
  if (value.known) return value;
  if (value.reason === absent) return null;
  if (value.reason === `${name} is not text`) {
    reportInvalid(
      reader,
      resource,
      `Environment.Variables.${name}`,
      "text",
      JSON.stringify(written),
    );
  }
  return value;
}

function readEvents(reader: TemplateReader, resource: RawResource): readonly FunctionEvent[] {
  const events = resource.properties["Events"];
  if (resource.type !== "AWS::Serverless::Function" || !isMap(events)) return [];
  return Object.entries(events).flatMap(([name, event]) => {
    const type = isMap(event) ? event["Type"] : undefined;
    if (!isMap(event) || typeof type !== "string") return [];
    const written = isMap(event["Properties"]) ? event["Properties"] : {};
    return [
      {
        name,
        type,
        pointer: propertyPointer(resource, "Events", name),
        properties: readPartly(reader, written),
        apiLogicalId: apiOf(reader, type, written),
      },
    ];
  });
}

/** The API an event names: `{ Ref: Api }` or, as SAM allows, the logical id itself. */
function apiOf(reader: TemplateReader, type: string, written: JsonObject): string | null {
  const name = type === "Api" ? "RestApiId" : type === "HttpApi" ? "ApiId" : null;
  const value = name === null ? undefined : written[name];
  if (value === undefined) return null;
  const call = asIntrinsic(value);
  const logicalId = call?.name === "Ref" ? call.argument : value;
  return typeof logicalId === "string" && reader.scope.resources.has(logicalId) ? logicalId : null;
}
