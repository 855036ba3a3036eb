import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type { SourceLocation } from "../../core/problem.ts";
import { asIntrinsic } from "../template/intrinsics/evaluate.ts";
import { isMap } from "../template/intrinsics/evaluation.ts";
import {
  targetOfEvent,
  targetsOfRule,
  type PlaceInTemplate,
  type RuleTarget,
} from "./event-targets.ts";
import type { TemplateModel, TemplateResource } from "../template/template-model.ts";

/** A rule of EventBridge that goes by a pattern: of a function's or state machine's events, or written out. */
export interface EventRule {
  /** `Bill`, or `BillFunction (OrderPlaced)` for an event. */
  readonly owner: string;
  /** Name or ARN of its bus; `null` for one that only AWS knows. */
  readonly bus: string | null;
  /** JSON text; `null` where it hangs on a value only AWS knows. */
  readonly pattern: string | null;
  /** False where it is switched off. */
  readonly enabled: boolean;
  /** As it is written, or else its logical id, which the name that CloudFormation makes contains. */
  readonly name: string;
  readonly targets: readonly RuleTarget[];
  /** Where the pattern stands. */
  readonly location: SourceLocation;
}

const kindsOfEvents: ReadonlySet<string> = new Set(["EventBridgeRule", "CloudWatchEvent"]);
const owners: ReadonlySet<string> = new Set([
  "AWS::Serverless::Function",
  "AWS::Serverless::StateMachine",
]);

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a value, or one inside it, is known to AWS only. */
function hangsOnAws(value: JsonValue): boolean {
  if (isArray(value)) return value.some(hangsOnAws);
  if (!isMap(value)) return false;
  return asIntrinsic(value) !== null || Object.values(value).some(hangsOnAws);
}

/** A pattern as JSON text; `null` where it hangs on a value only AWS knows. */
export function patternText(pattern: JsonValue): string | null {
  if (typeof pattern === "string") return pattern;
  return hangsOnAws(pattern) ? null : JSON.stringify(pattern);
}

interface Declared {
  readonly owner: string;
  readonly ruleId: string;
  readonly properties: JsonObject;
  readonly key: "EventPattern" | "Pattern";
  readonly targets: readonly RuleTarget[];
}

function readRule(declared: Declared, at: PlaceInTemplate): EventRule | null {
  const { owner, ruleId, properties, key, targets } = declared;
  const pattern = properties[key];
  if (pattern === undefined) return null;
  const name = properties[key === "Pattern" ? "RuleName" : "Name"];
  const { EventBusName: bus = "default", State: state, Enabled: enabled } = properties;
  return {
    owner,
    bus: typeof bus === "string" ? bus : null,
    pattern: patternText(pattern),
    name: typeof name === "string" ? name : ruleId,
    targets,
    enabled: state !== "DISABLED" && enabled !== false && enabled !== "false",
    location: at.template.source.locate(joinPointer(at.pointer, key)),
  };
}

/** Events of a function or state machine, as its resource has them: Globals merged, values resolved. */
function ownRules(template: TemplateModel, resource: TemplateResource): readonly EventRule[] {
  const events = resource.properties["Events"];
  if (!owners.has(resource.type) || !isMap(events)) return [];
  return Object.entries(events).flatMap(([name, event]) => {
    if (!isMap(event) || !isMap(event["Properties"])) return [];
    const type = event["Type"];
    if (typeof type !== "string" || !kindsOfEvents.has(type)) return [];
    const pointer = joinPointer(resource.pointer, "Properties", "Events", name, "Properties");
    const owner = `${resource.logicalId} (${name})`;
    const properties = event["Properties"];
    const ruleId = `${resource.logicalId}${name}`;
    const at = { template, pointer };
    const targets = targetOfEvent(ruleId, resource.type, properties, at);
    return readRule({ owner, ruleId, properties, key: "Pattern", targets }, at) ?? [];
  });
}

/**
 * The rules a template declares that go by a pattern; schedules are not among them.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventbridgerule.html
 * @example
 * eventRulesOf(template).map(({ owner }) => owner); // ["BillFunction (OrderPlaced)"]
 */
export function eventRulesOf(template: TemplateModel): readonly EventRule[] {
  return [...template.resources.values()].flatMap((resource) => {
    if (resource.type !== "AWS::Events::Rule") return ownRules(template, resource);
    const pointer = joinPointer(resource.pointer, "Properties");
    const at = { template, pointer };
    const { logicalId: owner, properties } = resource;
    const targets = targetsOfRule(properties, at);
    return readRule({ owner, ruleId: owner, properties, key: "EventPattern", targets }, at) ?? [];
  });
}
