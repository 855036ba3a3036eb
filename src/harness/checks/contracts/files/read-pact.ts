import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { parseSourceDocument, type SourceDocument } from "../../../core/source-document.ts";
import type { PactFile, PactInteraction } from "./pact-file.ts";
import { readInteraction } from "./read-interaction.ts";

/** A file that was read, as far as it could be. */
export interface ReadPact {
  /** `null` when the file is no pact file. */
  readonly pact: PactFile | null;
  readonly problems: readonly Problem[];
}

/** Where a pact file comes from. */
export interface PactText {
  /** Relative to the project root, shown in problems. */
  readonly file: string;
  /** Where the verifier finds it. */
  readonly path: string;
  readonly text: string;
}

const versionPointers = [
  "/metadata/pactSpecification/version",
  "/metadata/pactSpecificationVersion",
  "/metadata/pact-specification/version",
];

function specificationOf(root: JsonObject): string | null {
  const version = versionPointers
    .map((pointer) => valueAt(root, pointer))
    .find((value) => value !== undefined);
  return typeof version === "string" || typeof version === "number" ? String(version) : null;
}

/** JSON proper, because the verifier reads nothing else; the tolerant parser only tells where. */
function syntaxProblem(source: SourceDocument): Problem | null {
  try {
    JSON.parse(source.text);
  } catch (error) {
    const [issue] = source.issues;
    const reason = error instanceof Error ? error.message : String(error);
    const offset = /position (\d+)/.exec(reason)?.[1];
    const before = offset === undefined ? null : source.text.slice(0, Number(offset)).split("\n");
    const location =
      before === null
        ? (issue?.location ?? { file: source.file })
        : { file: source.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    return createProblem({
      code: "contracts/syntax-error",
      message: `${source.file} is not valid JSON: ${reason}.`,
      location,
    });
  }
  return null;
}

function notAPact(source: SourceDocument, reason: string): ReadPact {
  const message = `${source.file} is not a pact file: ${reason}.`;
  return {
    pact: null,
    problems: [
      createProblem({ code: "contracts/not-a-pact-file", message, location: source.locate("") }),
    ],
  };
}

interface ReadInteractions {
  readonly interactions: readonly PactInteraction[];
  readonly problems: readonly Problem[];
}

function readInteractions(
  source: SourceDocument,
  member: string,
  entries: readonly JsonValue[],
  version4: boolean,
): ReadInteractions {
  const interactions: PactInteraction[] = [];
  const problems: Problem[] = [];
  for (const [index, raw] of entries.entries()) {
    const pointer = joinPointer("", member, index);
    const read = readInteraction(raw, index, pointer, version4);
    if ("malformed" in read) {
      const message = `Interaction ${index + 1} of ${source.file} cannot be used: ${read.malformed}.`;
      problems.push(
        createProblem({
          code: "contracts/malformed-interaction",
          message,
          location: source.locate(pointer),
        }),
      );
    } else interactions.push(read);
  }
  return { interactions, problems };
}

/**
 * Reads a pact file of specification 1 to 4 (V3 message pacts have `messages`).
 * What is wrong with it comes back as problems; a file without interactions is one.
 */
export function readPact({ file, path, text }: PactText): ReadPact {
  const source = parseSourceDocument({ file, text });
  const syntax = syntaxProblem(source);
  if (syntax !== null) return { pact: null, problems: [syntax] };
  const root = source.value;
  if (!isJsonObject(root)) return notAPact(source, "it holds no object");
  const consumer = valueAt(root, "/consumer/name");
  const provider = valueAt(root, "/provider/name");
  if (typeof consumer !== "string" || typeof provider !== "string")
    return notAPact(source, "it names no consumer and provider");
  const specification = specificationOf(root);
  const lists = ["interactions", "messages"].flatMap((member) => {
    const entries: JsonValue | undefined = root[member];
    return Array.isArray(entries)
      ? [readInteractions(source, member, entries, specification?.startsWith("4") ?? false)]
      : [];
  });
  const interactions = lists.flatMap((list) => list.interactions);
  const problems = lists.flatMap((list) => list.problems);
  if (interactions.length === 0 && problems.length === 0) {
    const message = `${file} holds no interaction between ${consumer} and ${provider}.`;
    problems.push(
      createProblem({
        code: "contracts/no-interactions",
        message,
        location: source.locate("/interactions"),
      }),
    );
  }
  return {
    pact: { file, path, source, root, consumer, provider, specification, interactions },
    problems,
  };
}
