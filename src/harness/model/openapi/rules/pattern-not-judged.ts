import { isObject } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { compilePattern } from "../../schema/compile-pattern.ts";
import type { PlacedSchema } from "../../schema/walk-schemas.ts";
import { listAllSchemas } from "../list-schemas.ts";
import { problemAt, type Rule } from "./rule.ts";

/** Patterns that might take for ever, and that nothing can match in bounded time. */
export const reportPatternsNotJudged: Rule = ({ document }) =>
  listAllSchemas(document)
    .flatMap(patternsOf)
    .filter(({ pattern }) => compilePattern(pattern)?.isJudged === false)
    .map(({ pattern, pointer }) =>
      problemAt(document, pointer, {
        code: "openapi/pattern-not-judged",
        message: `The pattern ${shorten(pattern)} may backtrack for ever; long texts are not judged by it.`,
      }),
    );

interface WrittenPattern {
  readonly pattern: string;
  readonly pointer: JsonPointer;
}

function patternsOf({ schema, pointer }: PlacedSchema): readonly WrittenPattern[] {
  const { pattern, patternProperties } = schema;
  const names = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === "string" ? [{ pattern, pointer: joinPointer(pointer, "pattern") }] : []),
    ...names.map((name) => ({
      pattern: name,
      pointer: joinPointer(pointer, "patternProperties", name),
    })),
  ];
}

const longest = 80;

function shorten(pattern: string): string {
  return pattern.length > longest ? `${pattern.slice(0, longest)}…` : pattern;
}
