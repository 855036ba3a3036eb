import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type RelatedLocation } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { evaluatePartly } from "./intrinsics/evaluate.ts";
import { isMap, known, toText, unknown } from "./intrinsics/evaluation.ts";
import { placeOfProperty } from "./locate-written.ts";
import type { Resolved } from "./template-model.ts";
import type { RawResource } from "./template-sections.ts";
import { noSuchName, type TemplateScope } from "./template-scope.ts";

/** What the readers of functions, APIs and tables share: the scope, the places, and a list for what they find wrong. */
export interface TemplateReader {
  readonly scope: TemplateScope;
  readonly source: SourceDocument;
  readonly problems: Problem[];
  /** Places that lack the value of a parameter; they are told of with the parameters. */
  readonly needs: RelatedLocation[];
  /** Why it cannot be told whether the whole stack deploys; `null` where it does. */
  readonly undecided: string | null;
}

/** Why it cannot be told here whether a resource deploys, or the stack it stands in. */
export function undecidedIn(reader: TemplateReader, resource: RawResource): string | null {
  return reader.undecided ?? reader.scope.undecided(resource);
}

/** Where a property stands at the resource, or would stand. */
export function propertyPointer(resource: RawResource, ...path: readonly string[]): JsonPointer {
  return joinPointer(resource.pointer, "Properties", ...path);
}

/** A property as text: known, or unknown with the reason (`absent` when it is not given). */
export function readText(
  reader: TemplateReader,
  resource: RawResource,
  name: string,
  absent: string,
): Resolved<string> {
  const written = resource.properties[name];
  return written === undefined ? unknown(absent) : readTextValue(reader, written, name, absent);
}

/** A written value as text. */
export function readTextValue(
  reader: TemplateReader,
  written: JsonValue,
  what: string,
  absent: string,
): Resolved<string> {
  const result = reader.scope.evaluate(written);
  if (result.known === "removed") return unknown(absent);
  if (!result.known) return result;
  const text = toText(result.value);
  return text === null ? unknown(`${what} is not text`) : known(text);
}

/**
 * A property as a whole number, `fallback` when it is not given. A value that is unknown, or no
 * number, is a problem, and the fallback counts.
 */
export function readNumber(
  reader: TemplateReader,
  resource: RawResource,
  name: string,
  fallback: number,
): number {
  const absent = `${name} is not given`;
  const text = readText(reader, resource, name, absent);
  if (!text.known) {
    if (text.reason !== absent) reportUnknown(reader, resource, name, text, String(fallback));
    return fallback;
  }
  const number = Number(text.value);
  if (text.value.trim() !== "" && Number.isFinite(number)) return number;
  reportInvalid(reader, resource, name, `a number`, text.value);
  return fallback;
}

/** Reports a value that only AWS knows, or that hangs on a parameter without a value; `used` stands in for it. */
export function reportUnknown(
  reader: TemplateReader,
  resource: RawResource,
  name: string,
  why: { readonly reason: string; readonly missing?: string },
  used: string | null = null,
): void {
  if (isToldByReference(reader, why.reason)) return;
  const place = placeOfProperty(reader.source, resource, ...name.split("."));
  const location = reader.source.locate(place.pointer);
  const instead = used === null ? "" : `; ${used} is used`;
  const subject = `${name} of ${place.owner}`;
  if (why.missing !== undefined) {
    const message = `${subject} hangs on ${why.missing}${instead}`;
    const isTold = reader.needs.some((need) => need.message === message);
    if (!isTold) reader.needs.push({ message, location });
    return;
  }
  report(
    reader,
    createProblem({
      code: "template/value-unknown",
      message: `${subject} is not known here: ${why.reason}${instead}.`,
      location,
    }),
  );
}

/** A name that does not exist is told of where it is used; what hangs on it says nothing more. */
function isToldByReference({ problems }: TemplateReader, reason: string): boolean {
  return problems.some(
    ({ code, actual }) =>
      code === "template/unknown-reference" &&
      actual !== undefined &&
      reason === noSuchName(actual),
  );
}

/** Reports a value of the wrong type. */
export function reportInvalid(
  reader: TemplateReader,
  resource: RawResource,
  name: string,
  expected: string,
  actual: string,
): void {
  const place = placeOfProperty(reader.source, resource, ...name.split("."));
  report(
    reader,
    createProblem({
      code: "template/value-invalid",
      message: `${name} of ${place.owner} has to be ${expected}.`,
      location: reader.source.locate(place.pointer),
      expected,
      actual,
      hint: `Set ${name} to ${expected}.`,
    }),
  );
}

/** What is wrong in Globals is told once, however many resources take it. */
export function report(reader: TemplateReader, problem: Problem): void {
  const { code, message, location } = problem;
  const isTold = reader.problems.some(
    (told) =>
      told.code === code && told.message === message && told.location?.line === location?.line,
  );
  if (!isTold) reader.problems.push(problem);
}

/** A map with its intrinsics resolved as far as they go. */
export function readPartly(reader: TemplateReader, value: JsonValue | undefined): JsonObject {
  const result = value === undefined ? undefined : evaluatePartly(value, reader.scope);
  return isMap(result) ? result : {};
}
