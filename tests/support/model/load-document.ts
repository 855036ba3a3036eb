import { createHash } from "node:crypto";
import type { Hashing, TextFiles } from "../../../src/harness/core/ports.ts";
import { formatLocation, type Problem } from "../../../src/harness/core/problem.ts";
import type { ApiDocument, Operation } from "../../../src/harness/model/openapi/api-document.ts";
import { loadApiDocument } from "../../../src/harness/model/openapi/load-api-document.ts";

/** SHA-256 as the edge of the program supplies it. */
export const hashing: Hashing = {
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
};

/** Loads a document written in a test. */
export function loadDocument(text: string, files?: TextFiles): ApiDocument {
  return loadApiDocument({
    file: "openapi.yaml",
    text,
    hashing,
    ...(files === undefined ? {} : { files }),
  });
}

/** An operation by its key; a test that names one that is not there is wrong. */
export function operationOf(document: ApiDocument, key: string): Operation {
  const found = document.operations.find((operation) => operation.key === key);
  if (found === undefined) throw new Error(`No operation ${key}.`);
  return found;
}

/** `code place` of each problem of the given codes, all codes when none is given. */
export function problemsOf(document: ApiDocument, ...codes: readonly string[]): readonly string[] {
  return document.problems
    .filter(({ code }) => codes.length === 0 || codes.includes(code))
    .map((problem) => `${problem.code} ${placeOf(problem)}`);
}

function placeOf({ location }: Problem): string {
  return location === undefined ? "(nowhere)" : formatLocation(location);
}
