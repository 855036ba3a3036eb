import { isJsonObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { mediaType } from "../../../core/http-message.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type {
  ApiDocument,
  MediaTypeObject,
  Operation,
} from "../../../model/openapi/api-document.ts";
import type { HttpInteraction, PactFile } from "../files/pact-file.ts";
import { schemaAtBodyPath } from "./schema-at-body-path.ts";

interface RegexRule {
  readonly path: string;
  readonly regex: string;
}

/** The body paths with a single regex matcher: `{ "$.status": { matchers: [{ match: "regex", regex }] } }`. */
function regexRules(rules: JsonValue | undefined): readonly RegexRule[] {
  if (!isJsonObject(rules)) return [];
  return Object.entries(rules).flatMap(([path, rule]) => {
    const matchers = isJsonObject(rule) ? rule["matchers"] : undefined;
    const [matcher, ...others] = Array.isArray(matchers)
      ? matchers.filter((item: JsonValue) => isJsonObject(item))
      : [];
    if (matcher === undefined || others.length > 0 || matcher["match"] !== "regex") return [];
    const regex = matcher["regex"];
    return typeof regex === "string" ? [{ path, regex }] : [];
  });
}

/** The texts a regex stands for when it is nothing but alternatives of plain words; `null` otherwise. */
export function listedAlternatives(regex: string): readonly string[] | null {
  const anchored = /^\^?\(?(?:\?:)?([^()^$]*?)\)?\$?$/.exec(regex)?.[1];
  if (anchored === undefined || regex.includes("(") !== regex.includes(")")) return null;
  const words = anchored.split("|");
  return words.every((word) => /^[\w -]+$/.test(word)) ? words : null;
}

/** The enum of a schema when it consists of texts. */
function textEnum(schema: { readonly [key: string]: JsonValue }): readonly string[] | null {
  const values = schema["enum"];
  if (!Array.isArray(values)) return null;
  const texts = values.filter((value: JsonValue) => typeof value === "string");
  return texts.length > 0 &&
    values.every((value: JsonValue) => typeof value === "string" || value === null)
    ? texts
    : null;
}

/**
 * Pact's engine is not this one. What the two read differently (`\A`, `\z`, `[[:upper:]]`) is an
 * error in Unicode mode, where nothing that is not understood passes for a literal.
 */
function compile(regex: string): RegExp | null {
  try {
    return new RegExp(regex, "u");
  } catch {
    return null;
  }
}

/** What is certain to be wrong with a regex on an enum; `null` when nothing is. */
function judge(
  regex: string,
  allowed: readonly string[],
): { readonly kind: "outside" | "wider"; readonly foreign: readonly string[] } | null {
  const alternatives = listedAlternatives(regex);
  const compiled = alternatives === null ? compile(regex) : null;
  const accepts = (value: string): boolean =>
    alternatives === null
      ? (compiled?.test(value) ?? true)
      : alternatives.some((word) => value.includes(word));
  if (!allowed.some(accepts)) return { kind: "outside", foreign: alternatives ?? [] };
  const foreign = (alternatives ?? []).filter(
    (word) => !allowed.some((value) => value.includes(word)),
  );
  return foreign.length === 0 ? null : { kind: "wider", foreign };
}

function contentFor(
  content: readonly MediaTypeObject[],
  contentType: string | null,
): MediaTypeObject | undefined {
  const wanted = mediaType(contentType ?? undefined);
  return content.find((entry) => mediaType(entry.mediaType) === wanted);
}

/**
 * Compares regex matchers of a response body with the enums they stand on: a matcher that accepts
 * none of the enum's values can never be satisfied; one that lists words the enum does not have
 * lets the consumer rely on values the spec forbids. Says nothing where that is not certain.
 */
export function checkEnumMatchers(
  pact: PactFile,
  interaction: HttpInteraction,
  document: ApiDocument,
  operation: Operation,
): readonly Problem[] {
  const response = operation.responses.find(
    (candidate) => candidate.key === String(interaction.response.status),
  );
  const media = contentFor(response?.content ?? [], interaction.response.body?.contentType ?? null);
  const bodySchema = media?.schemaPointer;
  if (bodySchema === undefined || bodySchema === null) return [];
  return regexRules(interaction.response.matchingRules["body"]).flatMap(({ path, regex }) => {
    const placed = schemaAtBodyPath(document, bodySchema, path);
    const allowed = placed === null ? null : textEnum(placed.schema);
    const verdict = allowed === null ? null : judge(regex, allowed);
    if (placed === null || allowed === null || verdict === null) return [];
    const what =
      verdict.kind === "outside"
        ? "accepts no value of the enum"
        : `also accepts ${verdict.foreign.join(", ")}`;
    return [
      createProblem({
        code:
          verdict.kind === "outside"
            ? "contracts/matcher-outside-schema"
            : "contracts/matcher-wider-than-schema",
        message: `The matcher of ${path} in "${interaction.description}" ${what}.`,
        location: pact.source.locate(
          joinPointer(interaction.response.pointer, "matchingRules", "body", path),
        ),
        related: [
          {
            message: "the enum",
            location: document.source.locate(joinPointer(placed.pointer, "enum")),
          },
        ],
        expected: `one of ${allowed.join(", ")}`,
        actual: `/${regex}/`,
        operation: operation.key,
      }),
    ];
  });
}
