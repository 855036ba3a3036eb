import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type { SourceLocation } from "../../core/problem.ts";
import type { ScheduleService } from "../eventbridge/schedule/read-schedule.ts";
import { isMap } from "../template/intrinsics/evaluation.ts";
import type { TemplateModel, TemplateResource } from "../template/template-model.ts";
import type { PlaceInTemplate } from "./event-targets.ts";

/** A schedule the template declares. Values that hang on one only AWS knows are `null`. */
export interface DeclaredSchedule {
  /** `Nightly`, or `Report (Nightly)` for an event. */
  readonly owner: string;
  readonly service: ScheduleService;
  readonly expression: string | null;
  readonly timezone: string | null;
  /** ISO 8601; `undefined` where there is none. */
  readonly start?: string | null;
  readonly end?: string | null;
  /** Of a rule; `default` where the template names none. */
  readonly bus: string | null;
  /** False where it is switched off. */
  readonly enabled: boolean;
  /** Where the expression stands. */
  readonly location: SourceLocation;
}

const owners: ReadonlySet<string> = new Set([
  "AWS::Serverless::Function",
  "AWS::Serverless::StateMachine",
]);

function textOrNull(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

interface Declared {
  readonly owner: string;
  readonly service: ScheduleService;
  readonly key: "Schedule" | "ScheduleExpression";
  readonly properties: JsonObject;
}

function readDeclared(
  { owner, service, key, properties }: Declared,
  { template, pointer }: PlaceInTemplate,
): DeclaredSchedule | null {
  const expression = properties[key];
  if (expression === undefined) return null;
  const {
    ScheduleExpressionTimezone: timezone = "UTC",
    StartDate: start,
    EndDate: end,
    EventBusName: bus = "default",
    State: state,
    Enabled: enabled,
  } = properties;
  return {
    owner,
    service,
    expression: textOrNull(expression),
    timezone: textOrNull(timezone),
    ...(start === undefined ? {} : { start: textOrNull(start) }),
    ...(end === undefined ? {} : { end: textOrNull(end) }),
    bus: textOrNull(bus),
    enabled: state !== "DISABLED" && enabled !== false && enabled !== "false",
    location: template.source.locate(joinPointer(pointer, key)),
  };
}

function schedulesOfEvents(
  template: TemplateModel,
  resource: TemplateResource,
): readonly DeclaredSchedule[] {
  const events = resource.properties["Events"];
  if (!owners.has(resource.type) || !isMap(events)) return [];
  return Object.entries(events).flatMap(([name, event]) => {
    if (!isMap(event) || !isMap(event["Properties"])) return [];
    const type = event["Type"];
    if (type !== "Schedule" && type !== "ScheduleV2") return [];
    const declared: Declared = {
      owner: `${resource.logicalId} (${name})`,
      service: type === "Schedule" ? "rule" : "scheduler",
      key: type === "Schedule" ? "Schedule" : "ScheduleExpression",
      properties: event["Properties"],
    };
    const pointer = joinPointer(resource.pointer, "Properties", "Events", name, "Properties");
    return readDeclared(declared, { template, pointer }) ?? [];
  });
}

/**
 * The schedules a template declares: events of functions and state machines, rules, and schedules of
 * EventBridge Scheduler.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html
 * @example
 * schedulesOf(template).map(({ expression }) => expression); // ["rate(1 day)"]
 */
export function schedulesOf(template: TemplateModel): readonly DeclaredSchedule[] {
  return [...template.resources.values()].flatMap((resource) => {
    const { type, logicalId: owner, properties } = resource;
    if (type !== "AWS::Events::Rule" && type !== "AWS::Scheduler::Schedule") {
      return schedulesOfEvents(template, resource);
    }
    const service = type === "AWS::Events::Rule" ? "rule" : "scheduler";
    const pointer = joinPointer(resource.pointer, "Properties");
    const declared: Declared = { owner, service, key: "ScheduleExpression", properties };
    return readDeclared(declared, { template, pointer }) ?? [];
  });
}
