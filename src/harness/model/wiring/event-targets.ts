import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { SourceLocation } from "../../core/problem.ts";
import type { InputTransformer, TargetSettings } from "../eventbridge/target-input/target-input.ts";
import { isMap } from "../template/intrinsics/evaluation.ts";
import type { TemplateModel, TemplateResource } from "../template/template-model.ts";

/** Where properties stand. */
export interface PlaceInTemplate {
  readonly template: TemplateModel;
  readonly pointer: JsonPointer;
}

/** A target of a rule, with what it is told to receive. */
export interface RuleTarget {
  readonly id: string;
  /** `null` where they hang on a value only AWS knows. */
  readonly settings: TargetSettings | null;
  /** Where the settings stand. */
  readonly location: SourceLocation;
}

/** Targets of a rule, under the name of what declares it. */
export interface OwnedTargets {
  /** `Bill`, or `BillFunction (OrderPlaced)` for an event. */
  readonly owner: string;
  readonly targets: readonly RuleTarget[];
}

/** Ids are cut to this many characters by SAM. */
const longestId = 64;
const owners: ReadonlySet<string> = new Set([
  "AWS::Serverless::Function",
  "AWS::Serverless::StateMachine",
]);
const kindsOfEvents: ReadonlySet<string> = new Set([
  "EventBridgeRule",
  "CloudWatchEvent",
  "Schedule",
]);

function isText(value: JsonValue | undefined): value is string | undefined {
  return value === undefined || typeof value === "string";
}

/** `null` for one that hangs on a value only AWS knows, or has none of its form. */
function readTransformer(value: JsonValue): InputTransformer | null {
  if (!isMap(value)) return null;
  const { InputTemplate: template, InputPathsMap: map = {} } = value;
  if (typeof template !== "string" || !isMap(map)) return null;
  const paths: [string, string][] = [];
  for (const [name, path] of Object.entries(map)) {
    if (typeof path !== "string") return null;
    paths.push([name, path]);
  }
  return { template, paths: Object.fromEntries(paths) };
}

function readSettings(id: string, properties: JsonObject): TargetSettings | null {
  const { Input: input, InputPath: inputPath, InputTransformer: written } = properties;
  if (!isText(input) || !isText(inputPath)) return null;
  const transformer = written === undefined ? undefined : readTransformer(written);
  if (transformer === null) return null;
  return {
    id,
    ...(input === undefined ? {} : { input }),
    ...(inputPath === undefined ? {} : { inputPath }),
    ...(transformer === undefined ? {} : { transformer }),
  };
}

/** The key at fault first, so that a finding points at it. */
function inputKey(properties: JsonObject): readonly string[] {
  const keys = ["InputTransformer", "InputPath", "Input"];
  return keys.filter((key) => properties[key] !== undefined).slice(0, 1);
}

function readTarget(id: string, properties: JsonObject, at: PlaceInTemplate): RuleTarget {
  return {
    id,
    settings: readSettings(id, properties),
    location: at.template.source.locate(joinPointer(at.pointer, ...inputKey(properties))),
  };
}

/** The one target of an event of a function or state machine, with the id SAM gives it. */
export function targetOfEvent(
  ruleId: string,
  type: string,
  properties: JsonObject,
  at: PlaceInTemplate,
): readonly RuleTarget[] {
  const target = properties["Target"];
  const given = isMap(target) ? target["Id"] : undefined;
  const suffix = type === "AWS::Serverless::Function" ? "LambdaTarget" : "StepFunctionsTarget";
  const id = typeof given === "string" ? given : `${ruleId}${suffix}`.slice(0, longestId);
  return [readTarget(id, properties, at)];
}

/** The targets of a rule that is written out. */
export function targetsOfRule(
  properties: JsonObject,
  { template, pointer }: PlaceInTemplate,
): readonly RuleTarget[] {
  const targets = properties["Targets"];
  if (!Array.isArray(targets)) return [];
  const all: readonly JsonValue[] = targets;
  return all.flatMap((target, index) => {
    if (!isMap(target)) return [];
    const id = typeof target["Id"] === "string" ? target["Id"] : String(index);
    const at = { template, pointer: joinPointer(pointer, "Targets", String(index)) };
    return [readTarget(id, target, at)];
  });
}

function targetsOfEvents(
  template: TemplateModel,
  resource: TemplateResource,
): readonly OwnedTargets[] {
  const events = resource.properties["Events"];
  if (!owners.has(resource.type) || !isMap(events)) return [];
  return Object.entries(events).flatMap(([name, event]) => {
    if (!isMap(event) || !isMap(event["Properties"])) return [];
    const type = event["Type"];
    if (typeof type !== "string" || !kindsOfEvents.has(type)) return [];
    const pointer = joinPointer(resource.pointer, "Properties", "Events", name, "Properties");
    const ruleId = `${resource.logicalId}${name}`;
    const at = { template, pointer };
    return {
      owner: `${resource.logicalId} (${name})`,
      targets: targetOfEvent(ruleId, resource.type, event["Properties"], at),
    };
  });
}

/**
 * The targets of all rules a template declares, those of schedules too.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 * @example
 * ruleTargetsOf(template).map(({ owner }) => owner); // ["BillFunction (OrderPlaced)"]
 */
export function ruleTargetsOf(template: TemplateModel): readonly OwnedTargets[] {
  return [...template.resources.values()].flatMap((resource) => {
    if (resource.type !== "AWS::Events::Rule") return targetsOfEvents(template, resource);
    const at = { template, pointer: joinPointer(resource.pointer, "Properties") };
    return { owner: resource.logicalId, targets: targetsOfRule(resource.properties, at) };
  });
}
