import type { SourceLocation } from "../../core/problem.ts";
import type { Paint } from "./text-style.ts";

/** What a field of a pattern came to. */
export interface FieldReport {
  readonly path: string;
  readonly holds: boolean;
  readonly wanted: readonly string[];
  readonly found: readonly string[];
}

/** What a target of a rule that matches receives. */
export interface TargetReport {
  readonly id: string;
  /** What it receives, as text; `null` where it receives nothing or that is not known. */
  readonly receives: string | null;
  /** Why it receives nothing, or why that is not known; otherwise `null`. */
  readonly reason: string | null;
  /** AWS drops the event without an error. */
  readonly dropped: boolean;
}

/** A rule of the template, and what an event came to with it. */
export interface RuleReport {
  readonly rule: string;
  readonly bus: string | null;
  readonly location: SourceLocation;
  readonly enabled: boolean;
  /** `null` where it cannot be told. */
  readonly matches: boolean | null;
  /** Why it cannot be told: a value only AWS knows, or a pattern that is none. */
  readonly reason: string | null;
  /** Fields that stopped the event, of the combination of `$or` that came nearest. */
  readonly stoppedBy: readonly FieldReport[];
  /** Every field holds, but in different elements of a list. */
  readonly apart: boolean;
  /** Of a rule that matches. */
  readonly targets: readonly TargetReport[];
}

/** What `lockstep events match` gives for one event. */
export interface MatchReport {
  readonly event: string;
  readonly rules: readonly RuleReport[];
  /** 0 when a rule matches, 1 when none does. */
  readonly exitCode: 0 | 1;
}

/** The report as one JSON document. */
export function renderMatchJson({ event, rules }: MatchReport): string {
  return `${JSON.stringify({ event, rules }, null, 2)}\n`;
}

/** Elements of a pattern told in one line, at most. */
const mostElements = 4;

/** Characters of a value told in a report for people. */
const longestValue = 120;

function shortened(value: string): string {
  const characters = value.length > longestValue ? Array.from(value) : [];
  return characters.length > longestValue
    ? `${characters.slice(0, longestValue).join("")}… (${String(characters.length)} characters)`
    : value;
}

function either(elements: readonly string[]): string {
  const told = elements.slice(0, mostElements).map(shortened);
  const left = elements.length - told.length;
  return left === 0 ? told.join(" or ") : `${told.join(" or ")} or ${String(left)} more`;
}

function renderField({ path, wanted, found }: FieldReport, paint: Paint): readonly string[] {
  return [
    `      ${path}`,
    `        wanted ${either(wanted)}`,
    `        found  ${paint("red", found.map(shortened).join(", "))}`,
  ];
}

/** A text told of one target, at most. */
const longestText = 2000;

function renderTarget(
  { id, receives, reason, dropped }: TargetReport,
  paint: Paint,
): readonly string[] {
  const name = `      → ${id}`;
  if (receives === null) {
    const word = dropped ? paint("red", "receives nothing") : paint("yellow", "cannot be told");
    return [`${name} ${word}`, `        ${reason ?? ""}`];
  }
  const text = receives.length > longestText ? `${receives.slice(0, longestText)}…` : receives;
  return [`${name} receives`, ...text.split("\n").map((line) => `        ${line}`)];
}

function verdictOf({ matches, enabled }: RuleReport, paint: Paint): string {
  if (matches === null) return paint("yellow", "? cannot be told");
  if (!matches) return paint("red", "✗ does not match");
  return enabled ? paint("green", "✓ matches") : paint("yellow", "✓ matches, but is switched off");
}

function renderRule(rule: RuleReport, paint: Paint): readonly string[] {
  const { location, bus, stoppedBy, apart, reason, targets } = rule;
  const place = `  ${location.file}:${String(location.line)}:${String(location.column)}`;
  const onBus = bus === "default" ? "" : ` on ${bus ?? "a bus only AWS knows"}`;
  return [
    `  ${verdictOf(rule, paint)}  ${rule.rule}${onBus}${paint("dim", place)}`,
    ...(reason === null ? [] : [`      ${reason}`]),
    ...(apart ? ["      every field holds, but not in the same element of a list"] : []),
    ...stoppedBy.flatMap((field) => renderField(field, paint)),
    ...targets.flatMap((target) => renderTarget(target, paint)),
  ];
}

/** The report for people: each rule, and for those that do not match the field that stopped the event. */
export function renderMatch({ event, rules }: MatchReport, paint: Paint): string {
  if (rules.length === 0) return "The template has no rule that goes by a pattern.\n";
  const matching = rules.filter(({ matches }) => matches === true).length;
  const lines = rules.flatMap((rule) => renderRule(rule, paint));
  const total = `${String(rules.length)} ${rules.length === 1 ? "rule" : "rules"}`;
  return `${event}\n${lines.join("\n")}\n\nMatches ${String(matching)} of ${total}.\n`;
}
