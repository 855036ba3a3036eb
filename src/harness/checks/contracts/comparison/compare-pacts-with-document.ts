import { joinPointer } from "../../../core/json-pointer.ts";
import type { JsonObject } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiDocument, Operation } from "../../../model/openapi/api-document.ts";
import { matchOperation } from "../../../model/openapi/match-operation.ts";
import type { HttpInteraction, PactFile } from "../files/pact-file.ts";
import { checkEnumMatchers } from "./check-enum-matchers.ts";
import { createPactComparator, type ComparatorResult, type PactComparator } from "./comparator.ts";
import { prepareDocument } from "./prepare-document.ts";
import { translateResult } from "./translate-result.ts";

function httpInteractions(pact: PactFile): readonly HttpInteraction[] {
  return pact.interactions.filter((interaction) => interaction.type === "http");
}

/** OpenAPI documents need a title; one without is compared all the same. */
function withInfo(root: JsonObject): JsonObject {
  return { ...root, info: root["info"] ?? { title: "", version: "" } };
}

/** Segments of the longest path any of the pacts uses. */
function longestPath(pacts: readonly PactFile[]): number {
  const paths = pacts.flatMap(httpInteractions).map((interaction) => interaction.request.path);
  return Math.max(1, ...paths.map((path) => path.split("/").length - 1));
}

function referenceOf(
  interaction: HttpInteraction,
): { readonly group: string; readonly operationId: string } | null {
  const group = Object.keys(interaction.references).find(
    (name) => name.toLowerCase() === "openapi",
  );
  const operationId =
    group === undefined ? undefined : interaction.references[group]?.["operationId"];
  return group === undefined || operationId === undefined ? null : { group, operationId };
}

function checkReference(
  pact: PactFile,
  interaction: HttpInteraction,
  operation: Operation,
): readonly Problem[] {
  const reference = referenceOf(interaction);
  if (
    reference === null ||
    operation.operationId === null ||
    reference.operationId === operation.operationId
  )
    return [];
  const pointer = joinPointer(
    interaction.pointer,
    "comments",
    "references",
    reference.group,
    "operationId",
  );
  return [
    createProblem({
      code: "contracts/wrong-operation-reference",
      message: `"${interaction.description}" refers to ${reference.operationId}, but its request reaches ${operation.operationId} (${operation.key}).`,
      location: pact.source.locate(pointer, "value"),
      expected: operation.operationId,
      actual: reference.operationId,
      operation: operation.key,
    }),
  ];
}

/** A slip of the comparator over a document it does not expect says nothing to a reader: it goes to the details. */
function notCompared(pact: PactFile, error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error);
  const isSlip = error instanceof TypeError;
  const reason = isSlip ? "the comparison does not understand a part of the spec" : text;
  return createProblem({
    code: "contracts/not-compared",
    severity: "error",
    message: `${pact.file} could not be compared with the spec: ${reason}.`,
    location: { file: pact.file, line: 1, column: 1 },
    ...(isSlip ? { details: [text] } : {}),
  });
}

function pactFor(pact: PactFile, interactions: readonly HttpInteraction[]): JsonObject {
  const metadata = { pactSpecification: { version: pact.specification ?? "3.0.0" } };
  return {
    metadata,
    interactions: interactions.map((interaction) => structuredClone(interaction.raw)),
  };
}

/** Which of the compared interactions a result speaks of. */
function interactionOf(
  result: ComparatorResult,
  interactions: readonly HttpInteraction[],
): HttpInteraction | undefined {
  const index = /^\[root\]\.interactions\[(\d+)\]/.exec(result.mockLocation)?.[1];
  return index === undefined ? undefined : interactions[Number(index)];
}

async function comparePact(
  comparator: PactComparator,
  pact: PactFile,
  document: ApiDocument,
): Promise<readonly Problem[]> {
  const interactions = httpInteractions(pact);
  if (interactions.length === 0) return [];
  const problems: Problem[] = [];
  try {
    for (const result of await comparator.compare(pactFor(pact, interactions))) {
      const interaction = interactionOf(result, interactions);
      if (result.type === "info") continue;
      const problem =
        interaction === undefined
          ? notCompared(pact, result.message)
          : translateResult({ result, pact, interaction, document });
      if (problem !== null) problems.push(problem);
    }
  } catch (error) {
    problems.push(notCompared(pact, error));
  }
  for (const interaction of interactions) {
    const operation =
      matchOperation(document, interaction.request.method, interaction.request.path)?.operation ??
      null;
    if (operation === null) continue;
    problems.push(
      ...checkReference(pact, interaction, operation),
      ...checkEnumMatchers(pact, interaction, document, operation),
    );
  }
  return withoutRepetitions(problems);
}

/** The comparator reports an unknown path once per broken keyword. */
function withoutRepetitions(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify([problem.code, problem.message, problem.location]);
    return !seen.has(key) && seen.add(key);
  });
}

/** The comparator over a document, or why there is none. */
function openComparator(
  document: ApiDocument,
  pacts: readonly PactFile[],
): PactComparator | string {
  try {
    return createPactComparator(withInfo(prepareDocument(document.root, longestPath(pacts))));
  } catch (error) {
    return `${document.file}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Compares what consumers expect with what an OpenAPI document promises, without running anything.
 * Every finding is placed in the pact file, with the place in the spec beside it. Message
 * interactions are left alone.
 *
 * @example
 * const problems = await comparePactsWithDocument(pacts, document);
 */
export async function comparePactsWithDocument(
  pacts: readonly PactFile[],
  document: ApiDocument,
): Promise<readonly Problem[]> {
  const comparator = openComparator(document, pacts);
  if (typeof comparator === "string") return pacts.map((pact) => notCompared(pact, comparator));
  const problems: Problem[] = [];
  for (const pact of pacts) problems.push(...(await comparePact(comparator, pact, document)));
  return problems;
}
