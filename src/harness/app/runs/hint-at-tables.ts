import type { VerifiedInteraction } from "../../checks/contracts/verification/verification-result.ts";

const hint =
  "The target gives no access to tables. If the states need the tables, name them with --dynamodb-endpoint URL.";

/**
 * Behind a URL without a DynamoDB endpoint no provider state can write an item. An interaction that
 * has states and fails there says so, where its own problems would send people to the handler.
 */
export function hintAtTables(interaction: VerifiedInteraction): VerifiedInteraction {
  if (interaction.states.length === 0) return interaction;
  const problems = interaction.problems.map((problem) =>
    problem.code === "contracts/state-failed"
      ? { ...problem, hint }
      : { ...problem, details: [...(problem.details ?? []), hint] },
  );
  return { ...interaction, problems };
}
