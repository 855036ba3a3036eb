/**
 * `lockstep-sam/pact`: contracts in test code. Pact itself is loaded when an interaction runs, not
 * before.
 */
export { ContractError } from "../../checks/contracts/consumer/contract-error.ts";
export {
  definePact,
  type ConsumerPact,
  type DefinePactOptions,
} from "../../checks/contracts/consumer/define-pact.ts";
export type {
  ExpectedRequest,
  ExpectedResponse,
  Template,
  TextTemplate,
} from "../../checks/contracts/consumer/interaction-data.ts";
export type { PactInteractionBuilder } from "../../checks/contracts/consumer/pact-interaction.ts";
export type { MockProvider } from "../../checks/contracts/consumer/run-interaction.ts";
export {
  defineProviderStates,
  type ProviderState,
  type ProviderStateContext,
  type ProviderStates,
} from "../../checks/contracts/states/define-provider-states.ts";
