import type { JsonPointer } from "../../../core/json-pointer.ts";
import type { Constraint, EventPattern, SubRule } from "../pattern/read-pattern.ts";
import { eventEnvelope } from "./event-envelope.ts";
import { schemaExcludes, type RootedSchema } from "./schema-excludes.ts";

/** The schema of the `detail` of one kind of event. */
export interface DetailSchema extends RootedSchema {
  readonly source: string;
  readonly detailType: string;
  /** The file it stands in, as reports show it. */
  readonly file: string;
  /** Where it stands in there. */
  readonly pointer: JsonPointer;
}

/** The field that keeps a pattern from matching any event. */
export interface Impossible {
  readonly path: string;
  readonly wanted: readonly string[];
  /** The schema that excludes it; `null` for the form of every event. */
  readonly schema: DetailSchema | null;
}

const envelope: RootedSchema = { root: eventEnvelope, schema: eventEnvelope };
const detailPrefix = "detail.";

function impossible(
  { path, written: wanted }: Constraint,
  schema: DetailSchema | null,
): Impossible {
  return { path, wanted, schema };
}

/** The texts a field may have; `null` where it may have others. */
function exactTexts({ constraints }: SubRule, path: string): readonly string[] | null {
  const found = constraints.find((constraint) => constraint.path === path);
  if (found === undefined) return null;
  const texts: string[] = [];
  for (const element of found.elements) {
    if (element.kind !== "text") return null;
    texts.push(element.text);
  }
  return texts;
}

/** Every schema of the kinds of events a sub-rule is about; `null` where one of them has none. */
function schemasOf(
  subRule: SubRule,
  schemas: readonly DetailSchema[],
): readonly DetailSchema[] | null {
  const sources = exactTexts(subRule, "source");
  const detailTypes = exactTexts(subRule, "detail-type");
  if (sources === null || detailTypes === null) return null;
  const all: DetailSchema[] = [];
  for (const source of sources) {
    for (const detailType of detailTypes) {
      const own = schemas.filter(
        (schema) => schema.source === source && schema.detailType === detailType,
      );
      if (own.length === 0) return null;
      all.push(...own);
    }
  }
  return all;
}

function excludedBy(schema: DetailSchema, { constraints }: SubRule): Impossible | null {
  const found = constraints.find(
    ({ path, elements }) =>
      path.startsWith(detailPrefix) &&
      schemaExcludes(schema, path.slice(detailPrefix.length), elements),
  );
  return found === undefined ? null : impossible(found, schema);
}

function judgeSubRule(subRule: SubRule, schemas: readonly DetailSchema[]): Impossible | null {
  const outside = subRule.constraints.find(({ path, elements }) =>
    schemaExcludes(envelope, path, elements),
  );
  if (outside !== undefined) return impossible(outside, null);
  const own = schemasOf(subRule, schemas);
  if (own === null) return null;
  let first: Impossible | null = null;
  for (const schema of own) {
    const found = excludedBy(schema, subRule);
    if (found === null) return null;
    first ??= found;
  }
  return first;
}

/**
 * The field that keeps a pattern from ever matching: by the form of every event, or by the schemas of
 * the events it names by `source` and `detail-type`. `null` where some event may match.
 *
 * @example
 * // "detail": { "status": ["PLACED"] }, and the schema has enum ["placed", "paid"]
 * neverMatches(pattern, schemas)?.path; // "detail.status"
 */
export function neverMatches(
  { subRules }: EventPattern,
  schemas: readonly DetailSchema[],
): Impossible | null {
  let first: Impossible | null = null;
  for (const subRule of subRules) {
    const found = judgeSubRule(subRule, schemas);
    if (found === null) return null;
    first ??= found;
  }
  return first;
}
