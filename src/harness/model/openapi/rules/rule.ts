import type { JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem, type ProblemInput } from "../../../core/problem.ts";
import type { SchemaRegistry } from "../../schema/schema-validator.ts";
import type { ApiDocument } from "../api-document.ts";

/** What a rule looks at. */
export interface RuleContext {
  readonly document: ApiDocument;
  readonly registry: SchemaRegistry;
}

/** Something that can be wrong with a document. */
export type Rule = (context: RuleContext) => readonly Problem[];

/** A problem at a pointer of a document. */
export function problemAt(
  document: ApiDocument,
  pointer: JsonPointer,
  input: ProblemInput,
): Problem {
  return createProblem({ location: document.source.locate(pointer), ...input });
}
