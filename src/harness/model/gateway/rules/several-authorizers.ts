import type { JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { listMethods } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainMap } from "../unknowable.ts";

/** A route of an HTTP API has one authorizer. */
export const reportSeveralAuthorizers: ImportRule = ({ document }) =>
  listMethods(document).flatMap(({ operation, raw }) => {
    const written = raw["security"];
    if (!Array.isArray(written)) return [];
    const names = written.flatMap((requirement: JsonValue) =>
      Object.keys(plainMap(requirement) ?? {}),
    );
    const different = [...new Set(names)];
    if (different.length < 2) return [];
    return [
      problemAt(document, joinPointer(operation.pointer, "security"), {
        code: "gateway/several-authorizers",
        message: `${operation.key} names several security schemes (${different.join(", ")}); an HTTP API takes one for an operation and refuses to import more.`,
        operation: operation.key,
        expected: "one security scheme",
        actual: different.join(", "),
      }),
    ];
  });
