import { isJsonObject, parseJson, type JsonObject, type JsonValue } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { findJsonError } from "../../model/events/find-json-error.ts";
import { explainMatch, type MatchExplanation } from "../../model/eventbridge/explain-match.ts";
import { readPattern } from "../../model/eventbridge/pattern/read-pattern.ts";
import { checkTargetInput } from "../../model/eventbridge/target-input/check-target-input.ts";
import type { DeliveryFacts } from "../../model/eventbridge/target-input/reserved-variables.ts";
import { targetInput } from "../../model/eventbridge/target-input/target-input.ts";
import type { RuleTarget } from "../../model/wiring/event-targets.ts";
import type { TemplateModel } from "../../model/template/template-model.ts";
import { eventRulesOf, type EventRule } from "../../model/wiring/event-rules.ts";
import { loadProject } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import type { MatchReport, RuleReport, TargetReport } from "../report/match-report.ts";
import { readEventText } from "./read-event-text.ts";

/** What `events match` is asked. */
export interface MatchEventsOptions {
  readonly overrides: ConfigOverrides;
  /** Event file, or `-`. */
  readonly file: string;
  readonly openStdin: () => AsyncIterable<unknown>;
}

/** What is JSON and still not read: nested too deeply, or a number no double holds. */
function parsed(text: string, name: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    throw new LockstepError({
      code: "project/event-unreadable",
      message: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

function readEvent(text: string, name: string): JsonObject {
  const error = findJsonError(text);
  if (error !== null) {
    throw new LockstepError({
      code: "project/event-unreadable",
      message: `${name} is not JSON: ${error.message}.`,
    });
  }
  const event = parsed(text, name);
  if (isJsonObject(event)) return event;
  throw new LockstepError({
    code: "project/event-unreadable",
    message: `${name} holds no JSON object, and every event of EventBridge is one.`,
  });
}

function undecided(rule: EventRule, reason: string): RuleReport {
  const { owner, bus, location, enabled } = rule;
  const none = { matches: null, stoppedBy: [], apart: false, targets: [] };
  return { rule: owner, bus, location, enabled, reason, ...none };
}

/** Of events that name none; SAM CLI's. */
const anyAccount = "123456789012";
const anyRegion = "us-east-1";

function textOr(value: JsonValue | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

/** As far as the template and the event tell; the event came in when it says it happened. */
function factsOf({ name, bus }: EventRule, event: JsonObject): DeliveryFacts {
  const { account, region, time } = event;
  const onBus = bus === "default" || bus === null ? "" : `${bus.split("/").at(-1) ?? bus}/`;
  return {
    ruleName: name,
    ruleArn: `arn:aws:events:${textOr(region, anyRegion)}:${textOr(account, anyAccount)}:rule/${onBus}${name}`,
    ingestionTime: textOr(time, "1970-01-01T00:00:00Z"),
  };
}

function reportTarget(
  { id, settings }: RuleTarget,
  rule: EventRule,
  event: JsonObject,
): TargetReport {
  if (settings === null) {
    const reason = "Its input hangs on a value that only AWS knows.";
    return { id, receives: null, reason, dropped: false };
  }
  const refused = checkTargetInput(settings).find(({ kind }) => kind === "refused");
  if (refused !== undefined) {
    const reason = `EventBridge refuses it: ${refused.message}`;
    return { id, receives: null, reason, dropped: false };
  }
  const input = targetInput(settings, event, factsOf(rule, event));
  if ("text" in input) return { id, receives: input.text, reason: null, dropped: false };
  if ("dropped" in input) return { id, receives: null, reason: input.dropped, dropped: true };
  return { id, receives: null, reason: input.unknown, dropped: false };
}

function decided(rule: EventRule, explanation: MatchExplanation, event: JsonObject): RuleReport {
  const { owner, bus, location, enabled } = rule;
  const { matches, subRules } = explanation;
  const [nearest] = subRules;
  return {
    rule: owner,
    bus,
    location,
    enabled,
    matches,
    reason: null,
    stoppedBy: matches ? [] : (nearest?.fields.filter(({ holds }) => !holds) ?? []),
    apart: !matches && nearest?.apart === true,
    targets: matches ? rule.targets.map((target) => reportTarget(target, rule, event)) : [],
  };
}

function judge(rule: EventRule, text: string, event: JsonObject): RuleReport {
  if (rule.pattern === null) {
    return undecided(rule, "Its pattern hangs on a value that only AWS knows.");
  }
  const pattern = readPattern(rule.pattern);
  if ("rejected" in pattern) {
    return undecided(rule, `Event pattern is not valid. Reason: ${pattern.rejected}`);
  }
  const explanation = explainMatch(pattern, event, text);
  return "rejected" in explanation
    ? undecided(rule, explanation.rejected)
    : decided(rule, explanation, event);
}

/** The rules of a template and of its nested stacks, whose owners are told as `Child/Rule`. */
function rulesOfStack(template: TemplateModel, prefix = ""): readonly EventRule[] {
  return [
    ...eventRulesOf(template).map((rule) => ({ ...rule, owner: `${prefix}${rule.owner}` })),
    ...[...template.stacks].flatMap(([id, child]) => rulesOfStack(child, `${prefix}${id}/`)),
  ];
}

/**
 * `lockstep events match`: which rules of the template an event matches, and what stopped it at the
 * others. Throws `project/event-unreadable`, and what loading a project throws.
 */
export async function matchEvent(options: MatchEventsOptions): Promise<MatchReport> {
  const { config } = await resolveConfig(options.overrides);
  const project = loadProject(config);
  const { file, openStdin } = options;
  const text = await readEventText(file, { root: config.root, files: project.files, openStdin });
  const event = readEvent(text, file === "-" ? "Standard input" : file);
  const rules = rulesOfStack(project.template).map((rule) => judge(rule, text, event));
  const isMatched = rules.some(({ matches, enabled }) => matches === true && enabled);
  return { event: file, rules, exitCode: isMatched ? 0 : 1 };
}
