import { createProblem, type Problem } from "../../../core/problem.ts";
import {
  neverMatches,
  type DetailSchema,
  type Impossible,
} from "../../eventbridge/never-matches/never-matches.ts";
import { readPattern, type EventPattern } from "../../eventbridge/pattern/read-pattern.ts";
import { eventRulesOf, type EventRule } from "../event-rules.ts";
import { isTakenBySchema } from "../is-taken-by-schema.ts";
import type { WiringRule } from "../wiring-facts.ts";

const detailPrefix = "detail.";

/** Whether the validator of events agrees with the proof, as far as values can be tried. */
function isConfirmed({ subRules }: EventPattern, { path, schema }: Impossible): boolean {
  if (schema === null) return true;
  const inDetail = path.slice(detailPrefix.length);
  const elements = subRules.flatMap(({ constraints }) =>
    constraints.filter((each) => each.path === path).flatMap((each) => each.elements),
  );
  return !isTakenBySchema(schema, inDetail, elements);
}

function whyNot({ schema }: Impossible): string {
  return schema === null
    ? "no event of EventBridge has such a value there"
    : `the schema of ${schema.source} ${schema.detailType} (${schema.file}) excludes it`;
}

function judge(
  { owner, pattern, location }: EventRule,
  schemas: readonly DetailSchema[],
): readonly Problem[] {
  const read = pattern === null ? null : readPattern(pattern);
  if (read === null || "rejected" in read) return [];
  const found = neverMatches(read, schemas);
  if (found === null || !isConfirmed(read, found)) return [];
  return [
    createProblem({
      code: "wiring/event-pattern-never-matches",
      message: `The event pattern of ${owner} matches no event: of "${found.path}", ${whyNot(found)}.`,
      location,
      actual: found.wanted.join(" or "),
      hint: "Write what events have there; `lockstep events match FILE` tells which events the pattern matches.",
    }),
  ];
}

/**
 * Patterns that no event can match: they ask for a value of the wrong type in the envelope (an account
 * as a number), or for one that the schema of the events they name excludes. Only what is proved is
 * told.
 */
export const eventPatternNeverMatches: WiringRule = ({ template, eventSchemas }) =>
  eventRulesOf(template).flatMap((rule) => judge(rule, eventSchemas));
