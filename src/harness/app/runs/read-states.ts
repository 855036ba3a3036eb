import type { PactFile } from "../../checks/contracts/files/pact-file.ts";
import { checkStateHandlers } from "../../checks/contracts/states/check-state-handlers.ts";
import type { ProviderStates } from "../../checks/contracts/states/define-provider-states.ts";
import { isProviderStates } from "../../checks/contracts/states/is-provider-states.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem } from "../../core/problem.ts";
import { loadProviderStates } from "../project/load-provider-states.ts";
import type { ResolvedConfig } from "../project/project-config.ts";

/** The project's provider states, with what is missing of them. */
export interface ReadStates {
  readonly states: ProviderStates;
  readonly problems: readonly Problem[];
  /** Why the module could not be loaded, `null` when it could. */
  readonly failure: LockstepError | null;
}

/** States that were not asked for. */
export const noStates: ReadStates = { states: {}, problems: [], failure: null };

/** Loads the provider states, only where a pact file could ask for one, and looks for missing handlers. */
export async function readStates(
  config: ResolvedConfig,
  pacts: readonly PactFile[],
): Promise<ReadStates> {
  if (pacts.length === 0) return noStates;
  try {
    const loaded = await loadProviderStates(config);
    const states = isProviderStates(loaded) ? loaded : {};
    return {
      states,
      problems: checkStateHandlers(pacts, states, config.providerStates),
      failure: null,
    };
  } catch (error) {
    if (LockstepError.is(error)) return { states: {}, problems: [], failure: error };
    throw error;
  }
}
