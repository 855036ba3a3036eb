import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type { SourceLocation } from "../../core/problem.ts";
import type { PatternMode } from "../eventbridge/pattern/pattern-mode.ts";
import { isMap } from "../template/intrinsics/evaluation.ts";
import type { TemplateModel, TemplateResource } from "../template/template-model.ts";
import { patternText } from "./event-rules.ts";
import type { PlaceInTemplate } from "./event-targets.ts";

/** A filter of an event source, a pipe or a subscription. */
export interface DeclaredFilter {
  /** `Orders`, or `Fn (Orders)` for an event. */
  readonly owner: string;
  readonly mode: PatternMode;
  /** JSON text. */
  readonly pattern: string;
  readonly location: SourceLocation;
}

const filteredEvents: ReadonlySet<string> = new Set([
  "DocumentDB",
  "DynamoDB",
  "Kinesis",
  "MQ",
  "MSK",
  "SelfManagedKafka",
  "SQS",
]);

function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Patterns of `FilterCriteria`, which are texts. */
function criteria(
  owner: string,
  properties: JsonObject,
  mode: PatternMode,
  { template, pointer }: PlaceInTemplate,
): readonly DeclaredFilter[] {
  const written = properties["FilterCriteria"];
  if (!isMap(written)) return [];
  const { Filters: filters } = written;
  if (!isArray(filters)) return [];
  return filters.flatMap((filter, index) => {
    const pattern = isMap(filter) ? filter["Pattern"] : undefined;
    if (typeof pattern !== "string") return [];
    const at = joinPointer(pointer, "FilterCriteria", "Filters", String(index), "Pattern");
    return { owner, mode, pattern, location: template.source.locate(at) };
  });
}

/** `FilterPolicy` of a subscription; its scope decides what it is held against. */
function policy(
  owner: string,
  properties: JsonObject,
  { template, pointer }: PlaceInTemplate,
): readonly DeclaredFilter[] {
  const { FilterPolicy: written, FilterPolicyScope: scope = "MessageAttributes" } = properties;
  const pattern = written === undefined ? null : patternText(written);
  if (pattern === null || (scope !== "MessageAttributes" && scope !== "MessageBody")) return [];
  const mode = scope === "MessageBody" ? "sns-body" : "sns-attributes";
  const location = template.source.locate(joinPointer(pointer, "FilterPolicy"));
  return [{ owner, mode, pattern, location }];
}

function filtersOfEvents(
  template: TemplateModel,
  { properties, pointer, logicalId }: TemplateResource,
): readonly DeclaredFilter[] {
  const events = properties["Events"];
  if (!isMap(events)) return [];
  return Object.entries(events).flatMap(([name, event]) => {
    if (!isMap(event) || !isMap(event["Properties"])) return [];
    const { Type: type, Properties: own } = event;
    const at = {
      template,
      pointer: joinPointer(pointer, "Properties", "Events", name, "Properties"),
    };
    const owner = `${logicalId} (${name})`;
    if (type === "SNS") return policy(owner, own, at);
    return typeof type === "string" && filteredEvents.has(type)
      ? criteria(owner, own, "lambda", at)
      : [];
  });
}

function filtersOf(template: TemplateModel, resource: TemplateResource): readonly DeclaredFilter[] {
  const { type, logicalId, properties } = resource;
  const pointer = joinPointer(resource.pointer, "Properties");
  switch (type) {
    case "AWS::Serverless::Function":
      return filtersOfEvents(template, resource);
    case "AWS::Lambda::EventSourceMapping":
      return criteria(logicalId, properties, "lambda", { template, pointer });
    case "AWS::SNS::Subscription":
      return policy(logicalId, properties, { template, pointer });
    case "AWS::Pipes::Pipe": {
      const source = properties["SourceParameters"];
      const at = { template, pointer: joinPointer(pointer, "SourceParameters") };
      return isMap(source) ? criteria(logicalId, source, "pipes", at) : [];
    }
    default:
      return [];
  }
}

/**
 * The filters a template declares: `FilterCriteria` of event sources and pipes, `FilterPolicy` of
 * subscriptions. Those that hang on a value only AWS knows are not among them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 * @example
 * declaredFilters(template).map(({ mode }) => mode); // ["lambda", "sns-attributes"]
 */
export function declaredFilters(template: TemplateModel): readonly DeclaredFilter[] {
  return [...template.resources.values()].flatMap((resource) => filtersOf(template, resource));
}
