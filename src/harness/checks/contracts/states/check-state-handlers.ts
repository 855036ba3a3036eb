import { createProblem, type Problem } from "../../../core/problem.ts";
import type { PactFile, ProviderStateReference } from "../files/pact-file.ts";
import { findStateHandlers, type ProviderStates } from "./define-provider-states.ts";

/** A handler to paste into the provider states. */
function template({ name, params }: ProviderStateReference): readonly string[] {
  const keys = Object.keys(params);
  return [
    `${JSON.stringify(name)}: async ({ params, state }) => {`,
    ...keys.map(
      (key) =>
        `  // params[${JSON.stringify(key)}] is ${JSON.stringify(params[key])} in the pact file`,
    ),
    `  // await state?.put("…Table", { … });`,
    "  return {};",
    "},",
  ];
}

/**
 * Finds the provider states that nobody wrote a handler for, before anything runs. Each is reported
 * once, with every place that asks for it and a handler to paste.
 * `statesFile` names the module the handlers are in, `null` when there is none.
 */
export function checkStateHandlers(
  pacts: readonly PactFile[],
  states: ProviderStates,
  statesFile: string | null,
): readonly Problem[] {
  const uses = pacts.flatMap((pact) =>
    pact.interactions.flatMap((interaction) =>
      interaction.providerStates.map((reference) => ({ pact, interaction, reference })),
    ),
  );
  const missing = Map.groupBy(
    uses.filter(({ reference }) => findStateHandlers(states, reference.name) === null),
    ({ reference }) => reference.name,
  );
  return [...missing.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [
      createProblem({
        code: "contracts/state-without-handler",
        message: `No provider state is called "${first.reference.name}"; "${first.interaction.description}" needs it.`,
        location: first.pact.source.locate(`${first.reference.pointer}/name`, "value"),
        related: others.map(({ pact, interaction, reference }) => ({
          message: `"${interaction.description}" needs it as well`,
          location: pact.source.locate(`${reference.pointer}/name`, "value"),
        })),
        hint:
          statesFile === null
            ? "Write contracts/provider-states.ts; its default export is an object of handlers, this one among them:"
            : `Add the handler to ${statesFile}:`,
        details: template(first.reference),
      }),
    ];
  });
}
