import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";

/** Several pact files of one consumer and one provider, as one. */
export interface MergedPact {
  /** The canonical text; `null` when the parts cannot be one contract. */
  readonly text: string | null;
  readonly problems: readonly Problem[];
}

/** Keys in alphabetical order, at every depth. */
function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => sortKeys(item));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** States, description, type: what Pact itself tells interactions apart by. */
function identityOf(interaction: JsonObject): string {
  return JSON.stringify([
    sortKeys(interaction["providerStates"] ?? []),
    textOf(interaction["description"]),
    textOf(interaction["type"]),
  ]);
}

function interactionsOf(part: JsonObject): readonly JsonObject[] {
  const list = part["interactions"];
  return Array.isArray(list) ? list.filter((item: JsonValue) => isJsonObject(item)) : [];
}

function duplicateProblem(interaction: JsonObject): Problem {
  const description = textOf(interaction["description"]);
  return createProblem({
    code: "contracts/duplicate-in-contract",
    message: `Two tests describe "${description}" with the same provider states.`,
  });
}

/**
 * Merges pact files into one canonical text: interactions sorted by provider states, description
 * and type, keys in alphabetical order, two spaces, a newline at the end, and no versions of the
 * tools that wrote the parts. The same interactions give the same bytes, whatever order they came
 * in. Interactions that Pact could not tell apart are refused.
 */
export function mergePacts(parts: readonly JsonObject[]): MergedPact {
  const [first] = parts;
  if (first === undefined)
    return {
      text: null,
      problems: [
        createProblem({ code: "contracts/no-pacts", message: "No test wrote an interaction." }),
      ],
    };
  const byIdentity = new Map<string, JsonObject>();
  const problems: Problem[] = [];
  for (const interaction of parts.flatMap(interactionsOf)) {
    const identity = identityOf(interaction);
    if (byIdentity.has(identity)) problems.push(duplicateProblem(interaction));
    byIdentity.set(identity, interaction);
  }
  if (problems.length > 0) return { text: null, problems };
  const interactions = [...byIdentity.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, interaction]) => interaction);
  const contract = {
    consumer: first["consumer"] ?? null,
    interactions,
    metadata: { pactSpecification: { version: "4.0" } },
    provider: first["provider"] ?? null,
  };
  return { text: `${JSON.stringify(sortKeys(contract), null, 2)}\n`, problems: [] };
}
