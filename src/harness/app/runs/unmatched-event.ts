import type { JsonObject } from "../../core/json.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { explainMatch, type FieldVerdict } from "../../model/eventbridge/explain-match.ts";
import { patternMatcher } from "../../model/eventbridge/match-pattern.ts";
import { readPattern } from "../../model/eventbridge/pattern/read-pattern.ts";
import { eventRulesOf, type EventRule } from "../../model/wiring/event-rules.ts";
import type { TemplateModel } from "../../model/template/template-model.ts";

/** A rule that does not match, and how near the event came. */
interface Miss {
  readonly rule: EventRule;
  readonly stoppedBy: readonly FieldVerdict[];
}

/** A miss; `null` where the rule matches, or cannot be judged. */
function judge(rule: EventRule, text: string, event: JsonObject): Miss | null {
  const pattern = rule.pattern === null ? null : readPattern(rule.pattern);
  if (pattern === null || "rejected" in pattern) return null;
  if (patternMatcher(pattern).match(text) !== false) return null;
  const explanation = explainMatch(pattern, event);
  if ("rejected" in explanation) return null;
  const [nearest] = explanation.subRules;
  return { rule, stoppedBy: nearest?.fields.filter(({ holds }) => !holds) ?? [] };
}

/** A rule about other kinds of events is further away than one that a value of the detail stopped. */
function distanceOf({ stoppedBy }: Miss): number {
  const ofKind = stoppedBy.filter(({ path }) => path === "source" || path === "detail-type");
  return stoppedBy.length + 10 * ofKind.length;
}

/** Those of nested stacks as well. */
function allRules(template: TemplateModel): readonly EventRule[] {
  return [...eventRulesOf(template), ...[...template.stacks.values()].flatMap(allRules)];
}

function tell(source: SourceDocument, { rule, stoppedBy }: Miss): Problem {
  const [field] = stoppedBy;
  const why =
    field === undefined
      ? "its fields hold, but not in the same element of a list"
      : `it is stopped by "${field.path}"`;
  const pointer = field === undefined ? "" : `/${field.path.replaceAll(".", "/")}`;
  return createProblem({
    code: "project/event-matches-no-rule",
    message: `No rule of the template matches ${source.file}; it comes nearest to ${rule.owner}, where ${why}.`,
    location: source.locate(pointer),
    related: [{ message: "the pattern", location: rule.location }],
    ...(field === undefined
      ? {}
      : { expected: field.wanted.join(" or "), actual: field.found.join(", ") }),
    hint: `\`lockstep events match ${source.file}\` tells of every rule.`,
  });
}

/**
 * A note about an event of EventBridge that no rule of the template matches, with the rule it comes
 * nearest to. Nothing where there are no rules, where one cannot be judged (it may match), and of
 * schedules' events, which go by no pattern.
 */
export function unmatchedEvent(
  template: TemplateModel,
  source: SourceDocument,
  event: JsonObject,
): readonly Problem[] {
  const rules = allRules(template);
  if (event["detail-type"] === "Scheduled Event" || rules.length === 0) return [];
  const misses: Miss[] = [];
  for (const rule of rules) {
    const miss = judge(rule, source.text, event);
    if (miss === null) return [];
    misses.push(miss);
  }
  const [nearest] = misses.toSorted((one, other) => distanceOf(one) - distanceOf(other));
  return nearest === undefined ? [] : [tell(source, nearest)];
}
