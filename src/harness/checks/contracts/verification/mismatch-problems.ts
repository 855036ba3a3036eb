import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { ProblemCode } from "../../../core/problem-codes.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { parseBodyPath } from "../comparison/schema-at-body-path.ts";
import type { HttpInteraction, PactFile } from "../files/pact-file.ts";
import type { Mismatch } from "./read-verifier-result.ts";

const codes: Readonly<Record<Mismatch["kind"], ProblemCode>> = {
  status: "contracts/status-mismatch",
  header: "contracts/header-mismatch",
  body: "contracts/body-mismatch",
  "body-type": "contracts/body-mismatch",
  other: "contracts/body-mismatch",
};

/** What every problem of an interaction carries. */
export interface MismatchContext {
  readonly pact: PactFile;
  readonly interaction: HttpInteraction;
  readonly operation: string | null;
  /** The exchange and the states, as lines. */
  readonly details: readonly string[];
  readonly reproduction: string | null;
}

/** `$.items[0].quantity` below the body's own pointer; Pact's `[*]` and unknown paths end there. */
function bodyPointer(interaction: HttpInteraction, path: string | null): JsonPointer {
  const base = interaction.response.body?.pointer ?? interaction.response.pointer;
  const steps = path === null ? null : parseBodyPath(path);
  if (steps === null || path === null) return base;
  const indices = [...path.matchAll(/\[(\d+|\*)\]/g)].map((match) => match[1] ?? "0");
  return joinPointer(
    base,
    ...steps.map((step) =>
      step.kind === "member" ? step.name : (indices.shift() ?? "0").replace("*", "0"),
    ),
  );
}

function pointerOf({ interaction }: MismatchContext, mismatch: Mismatch): JsonPointer {
  const { response } = interaction;
  if (mismatch.kind === "status") return joinPointer(response.pointer, "status");
  if (mismatch.kind !== "header") return bodyPointer(interaction, mismatch.path);
  const name = Object.keys(response.headers).find(
    (header) => header.toLowerCase() === mismatch.path?.toLowerCase(),
  );
  return name === undefined
    ? joinPointer(response.pointer, "headers")
    : joinPointer(response.pointer, "headers", name);
}

/** The verifier's words for what a body lacks or has too much, in ours. */
function plain(message: string): string {
  return message
    .replace(/^Actual map is missing the following keys: /, "the answer lacks ")
    .replace(/^Expected a Map with keys .* but was missing /, "the answer lacks ");
}

/** A difference between contract and provider as a problem, placed where the contract states it. */
export function mismatchProblem(context: MismatchContext, mismatch: Mismatch): Problem {
  const { pact, interaction } = context;
  const where =
    mismatch.path === null || mismatch.kind === "status"
      ? ""
      : `${mismatch.kind === "header" ? `header ${mismatch.path}` : mismatch.path}: `;
  return createProblem({
    code: codes[mismatch.kind],
    message: `"${interaction.description}" of ${pact.consumer}: ${where}${plain(mismatch.message).replace(/\.?$/, ".")}`,
    location: pact.source.locate(pointerOf(context, mismatch)),
    details: context.details,
    ...(mismatch.expected === null ? {} : { expected: mismatch.expected }),
    ...(mismatch.actual === null ? {} : { actual: mismatch.actual }),
    ...(context.operation === null ? {} : { operation: context.operation }),
    ...(context.reproduction === null ? {} : { reproduction: context.reproduction }),
  });
}
