import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { mergeGlobals } from "./globals.ts";
import { isList, isMap } from "./intrinsics/evaluation.ts";

/** A resource as written, Globals merged into its properties. */
export interface RawResource {
  readonly logicalId: string;
  readonly type: string;
  readonly pointer: JsonPointer;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** Names of the conditions one of which has to hold for it to deploy; empty where it always does. */
  readonly conditions: readonly string[];
  /** True for the API that SAM makes up for events that name none. */
  readonly implicit: boolean;
}

/** The sections of a template, each a map even when the template has none. */
export interface TemplateSections {
  readonly parameters: JsonObject;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly outputs: JsonObject;
  /** Names of the transforms and macros in `Transform`. */
  readonly transforms: readonly string[];
  readonly resources: ReadonlyMap<string, RawResource>;
}

function section(root: JsonValue, name: string): JsonObject {
  const value = isMap(root) ? root[name] : undefined;
  return isMap(value) ? value : {};
}

/** Takes a template apart. Resources that are no maps or have no `Type` are left out. */
export function readSections(root: JsonValue): TemplateSections {
  const globals = isMap(root) ? root["Globals"] : undefined;
  const resources = new Map<string, RawResource>();
  for (const [logicalId, resource] of Object.entries(section(root, "Resources"))) {
    if (!isMap(resource) || typeof resource["Type"] !== "string") continue;
    resources.set(logicalId, readResource(logicalId, resource, resource["Type"].trim(), globals));
  }
  for (const implicit of implicitApis(resources, globals))
    resources.set(implicit.logicalId, implicit);
  return {
    parameters: section(root, "Parameters"),
    mappings: section(root, "Mappings"),
    conditions: section(root, "Conditions"),
    outputs: section(root, "Outputs"),
    transforms: transformsOf(root),
    resources,
  };
}

/** One name, one map with a `Name`, or a list of either. */
function transformsOf(root: JsonValue): readonly string[] {
  const written = isMap(root) ? (root["Transform"] ?? []) : [];
  return (isList(written) ? written : [written]).flatMap((transform) => {
    const name = isMap(transform) ? transform["Name"] : transform;
    return typeof name === "string" ? [name] : [];
  });
}

function readResource(
  logicalId: string,
  resource: JsonObject,
  type: string,
  globals: JsonValue | undefined,
): RawResource {
  const condition = resource["Condition"];
  return {
    logicalId,
    type,
    pointer: joinPointer("/Resources", logicalId),
    properties: mergeGlobals(globals, resource, type),
    metadata: isMap(resource["Metadata"]) ? resource["Metadata"] : {},
    conditions: typeof condition === "string" ? [condition] : [],
    implicit: false,
  };
}

const implicitKinds = [
  {
    event: "Api",
    property: "RestApiId",
    logicalId: "ServerlessRestApi",
    type: "AWS::Serverless::Api",
    stage: "Prod",
  },
  {
    event: "HttpApi",
    property: "ApiId",
    logicalId: "ServerlessHttpApi",
    type: "AWS::Serverless::HttpApi",
    stage: "$default",
  },
] as const;

/** The APIs that SAM makes up when an Api or HttpApi event names none. */
function implicitApis(
  resources: ReadonlyMap<string, RawResource>,
  globals: JsonValue | undefined,
): readonly RawResource[] {
  return implicitKinds.flatMap(({ event, property, logicalId, type, stage }) => {
    const uses = resources.has(logicalId) ? [] : findImplicitEvents(resources, event, property);
    const [first] = uses;
    if (first === undefined) return [];
    const { pointer } = first;
    const resource = { Properties: { StageName: stage } };
    const properties = mergeGlobals(globals, resource, type);
    const made = { logicalId, type, pointer, properties, metadata: {}, implicit: true };
    const always = uses.some(({ conditions }) => conditions.length === 0);
    const conditions = always ? [] : [...new Set(uses.flatMap((use) => use.conditions))];
    return [{ ...made, conditions }];
  });
}

interface ImplicitUse {
  readonly pointer: JsonPointer;
  /** Those of the function; the API deploys when one of its functions does. */
  readonly conditions: readonly string[];
}

/** State machines take Api events as functions do. */
function hasApiEvents(type: string): boolean {
  return type === "AWS::Serverless::Function" || type === "AWS::Serverless::StateMachine";
}

function findImplicitEvents(
  resources: ReadonlyMap<string, RawResource>,
  type: string,
  property: string,
): readonly ImplicitUse[] {
  return [...resources.values()].flatMap((resource) => {
    const events = hasApiEvents(resource.type) ? resource.properties["Events"] : undefined;
    return Object.entries(isMap(events) ? events : {}).flatMap(([name, event]) => {
      if (!isMap(event) || event["Type"] !== type) return [];
      const properties = event["Properties"];
      if (isMap(properties) && properties[property] !== undefined) return [];
      const pointer = joinPointer(resource.pointer, "Properties", "Events", name);
      return [{ pointer, conditions: resource.conditions }];
    });
  });
}
