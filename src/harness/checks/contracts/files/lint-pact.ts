import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import {
  describeStates,
  type HttpInteraction,
  type PactFile,
  type PactInteraction,
  type PactMessage,
} from "./pact-file.ts";

/** What the rules need to know beyond the file. */
export interface PactExpectations {
  /** The provider's name; `null` accepts any. */
  readonly provider: string | null;
  /** Stage names that must not begin a path: `dev`, `Prod`. */
  readonly stages: readonly string[];
}

function isHttp(interaction: PactInteraction): interaction is HttpInteraction {
  return interaction.type === "http";
}

function checkProvider(pact: PactFile, provider: string | null): readonly Problem[] {
  if (provider === null || pact.provider === provider) return [];
  const message = `${pact.file} is a contract with ${pact.provider}, not with ${provider}.`;
  const location = pact.source.locate("/provider/name", "value");
  return [
    createProblem({
      code: "contracts/wrong-provider",
      message,
      location,
      expected: provider,
      actual: pact.provider,
    }),
  ];
}

/** Pact's own key: description and provider states (with their parameters). */
function identity(interaction: PactInteraction): string {
  const states = interaction.providerStates.map(({ name, params }) => [
    name,
    Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  return JSON.stringify([interaction.type, interaction.description, states]);
}

function checkDuplicates(pact: PactFile): readonly Problem[] {
  const seen = new Map<string, PactInteraction>();
  return pact.interactions.flatMap((interaction) => {
    const first = seen.get(identity(interaction));
    seen.set(identity(interaction), first ?? interaction);
    if (first === undefined) return [];
    const message = `${pact.file} has "${interaction.description}" (${describeStates(interaction)}) twice.`;
    const related = [
      {
        message: "the first one",
        location: pact.source.locate(joinPointer(first.pointer, "description")),
      },
    ];
    return [
      createProblem({
        code: "contracts/duplicate-interaction",
        message,
        related,
        location: pact.source.locate(joinPointer(interaction.pointer, "description")),
      }),
    ];
  });
}

function checkStage(
  pact: PactFile,
  interaction: HttpInteraction,
  stages: readonly string[],
): readonly Problem[] {
  const { path, pointer } = interaction.request;
  const first = path.split("/", 2)[1];
  if (first === undefined || !stages.includes(first)) return [];
  return [
    createProblem({
      code: "contracts/stage-in-path",
      message: `The path ${path} of "${interaction.description}" begins with the stage ${first}.`,
      location: pact.source.locate(joinPointer(pointer, "path"), "value"),
      expected: path.slice(first.length + 1) || "/",
      actual: path,
    }),
  ];
}

function checkHeaderCase(
  pact: PactFile,
  interaction: HttpInteraction,
  message: PactMessage,
): readonly Problem[] {
  const seen = new Map<string, string>();
  return Object.keys(message.headers).flatMap((name) => {
    const first = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), first ?? name);
    if (first === undefined) return [];
    const location = pact.source.locate(joinPointer(message.pointer, "headers", name));
    return [
      createProblem({
        code: "contracts/header-case-duplicate",
        message: `"${interaction.description}" has the header ${first} again as ${name}.`,
        location,
      }),
    ];
  });
}

/** What can be said of a pact file by itself: provider, duplicates, stage prefixes, header case. */
export function lintPact(pact: PactFile, expectations: PactExpectations): readonly Problem[] {
  const http = pact.interactions.filter(isHttp);
  return [
    ...checkProvider(pact, expectations.provider),
    ...checkDuplicates(pact),
    ...http.flatMap((interaction) => [
      ...checkStage(pact, interaction, expectations.stages),
      ...checkHeaderCase(pact, interaction, interaction.request),
      ...checkHeaderCase(pact, interaction, interaction.response),
    ]),
  ];
}
