import type { JsonPointer } from "../../core/json-pointer.ts";
import {
  createProblem,
  type Problem,
  type ProblemInput,
  type RelatedLocation,
} from "../../core/problem.ts";
import type { ApiDocument } from "../openapi/api-document.ts";
import type { GatewayApi } from "./gateway-api.ts";

/** What an import rule looks at. */
export interface ImportContext {
  readonly document: ApiDocument;
  readonly api: GatewayApi;
  /** Text of the file the document stands in, for places inside a mapping template; `null` when it is not at hand. */
  readonly text: string | null;
}

/** Something the import of a document refuses, drops or takes differently than its author may think. */
export type ImportRule = (context: ImportContext) => readonly Problem[];

/** A problem at a pointer of a document. */
export function problemAt(
  { source }: ApiDocument,
  pointer: JsonPointer,
  input: ProblemInput,
): Problem {
  return createProblem({ location: source.locate(pointer), ...input });
}

/** How many places beyond the first a gathered problem names. */
const shown = 4;

/**
 * One problem for many places, so that a report stays readable: the first place is the problem's, the
 * next few are related, the rest is counted. No places, no problem.
 */
export function gatherPlaces(
  document: ApiDocument,
  pointers: readonly JsonPointer[],
  input: ProblemInput,
): readonly Problem[] {
  const [first, ...rest] = [...new Set(pointers)];
  if (first === undefined) return [];
  const more = rest.length - shown;
  const related = rest.slice(0, shown).map((pointer, index): RelatedLocation => {
    const isLast = index === shown - 1 && more > 0;
    const message = isLast ? `here, and in ${count(more, "more place")}` : "here as well";
    return { message, location: document.source.locate(pointer) };
  });
  return [problemAt(document, first, { ...input, related })];
}

/** `1 parameter`, `2 parameters`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
