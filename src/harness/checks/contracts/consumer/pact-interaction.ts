import type { JsonObject } from "../../../core/json.ts";
import type {
  ExpectedRequest,
  ExpectedResponse,
  GivenState,
  InteractionData,
} from "./interaction-data.ts";
import type { MockProvider } from "./run-interaction.ts";

type Execute = <T>(
  data: InteractionData,
  test: (provider: MockProvider) => Promise<T>,
) => Promise<T>;

/** An interaction in the making; every step gives a new one. */
export interface PactInteractionBuilder {
  /** A provider state it starts from; several can be given. */
  given(name: string, params?: JsonObject): PactInteractionBuilder;
  /** The operationId of the spec it is about; checked against the request. */
  operation(operationId: string): PactInteractionBuilder;
  /** May fail in verification without failing the provider's run. */
  pending(): PactInteractionBuilder;
  withRequest(request: ExpectedRequest): PactInteractionBuilder;
  willRespondWith(response: ExpectedResponse): PactInteractionBuilder;
  /**
   * Runs the consumer's code against a mock provider. Gives what `test` gives; rejects when it
   * throws, or when the request it sent is not the one described.
   */
  executeTest<T>(test: (provider: MockProvider) => Promise<T>): Promise<T>;
}

interface Draft {
  readonly description: string;
  readonly states: readonly GivenState[];
  readonly operationId: string | null;
  readonly pending: boolean;
  readonly request: ExpectedRequest | null;
  readonly response: ExpectedResponse | null;
}

function complete(draft: Draft): InteractionData {
  const { request, response } = draft;
  if (request === null || response === null) {
    throw new TypeError(
      `The interaction "${draft.description}" needs withRequest and willRespondWith before executeTest.`,
    );
  }
  return { ...draft, request, response };
}

function build(draft: Draft, execute: Execute): PactInteractionBuilder {
  const next = (change: Partial<Draft>): PactInteractionBuilder =>
    build({ ...draft, ...change }, execute);
  return {
    given: (name, params = {}) => next({ states: [...draft.states, { name, params }] }),
    operation: (operationId) => next({ operationId }),
    pending: () => next({ pending: true }),
    withRequest: (request) => next({ request }),
    willRespondWith: (response) => next({ response }),
    executeTest: async (test) => execute(complete(draft), test),
  };
}

/** Begins an interaction. */
export function beginInteraction(description: string, execute: Execute): PactInteractionBuilder {
  return build(
    { description, states: [], operationId: null, pending: false, request: null, response: null },
    execute,
  );
}
