import { isJsonObject, parseJson, type JsonObject, type JsonValue } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { findJsonError } from "../../model/events/find-json-error.ts";
import { explainMatch, type MatchExplanation } from "../../model/eventbridge/explain-match.ts";
import { readPattern } from "../../model/eventbridge/pattern/read-pattern.ts";
import type { TemplateModel } from "../../model/template/template-model.ts";
import { eventRulesOf, type EventRule } from "../../model/wiring/event-rules.ts";
import { loadProject } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import type { MatchReport, RuleReport } from "../report/match-report.ts";
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
  const none = { matches: null, stoppedBy: [], apart: false };
  return { rule: owner, bus, location, enabled, reason, ...none };
}

function decided(rule: EventRule, explanation: MatchExplanation): RuleReport {
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
    : decided(rule, explanation);
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
