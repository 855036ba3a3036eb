import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `contracts` layer. */
export const contractsCodes = {
  "contracts/no-pacts": {
    severity: "error",
    title: "there is no pact file to check",
    hint: "Run the consumer's tests to write one, or name the folder that holds the pact files.",
  },
  "contracts/not-a-pact-file": {
    severity: "error",
    title: "the file is not a pact file",
    hint: "A pact file names a consumer, a provider and their interactions; keep other JSON files elsewhere.",
  },
  "contracts/syntax-error": {
    severity: "error",
    title: "the pact file is not valid JSON",
    hint: "Write the file again with the consumer's tests; pact files are not edited by hand.",
  },
  "contracts/malformed-interaction": {
    severity: "error",
    title: "an interaction lacks what every interaction has",
    hint: "Write the file again with the consumer's tests; pact files are not edited by hand.",
  },
  "contracts/no-interactions": {
    severity: "error",
    title: "the pact file holds no interaction",
    hint: "Delete the file, or write it again with the consumer's tests.",
  },
  "contracts/duplicate-interaction": {
    severity: "error",
    title: "two interactions have the same provider states and description",
    hint: "Give each interaction a description of its own; Pact keeps only one of the two.",
  },
  "contracts/wrong-provider": {
    severity: "error",
    title: "the pact file is for another provider",
    hint: "Move the file to its provider, or correct the provider's name.",
  },
  "contracts/stage-in-path": {
    severity: "error",
    title: "an interaction's path begins with a stage name",
    hint: "Leave the stage out of pacts: the base URL of the target has it.",
  },
  "contracts/header-case-duplicate": {
    severity: "warning",
    title: "a header stands twice, in different case",
    hint: "Write Content-Type as Pact itself writes it; the mock server sends the header twice otherwise.",
  },
  "contracts/unknown-operation": {
    severity: "error",
    title: "a consumer uses an operation the spec does not have",
    hint: "Declare the operation in the spec, or correct the consumer.",
  },
  "contracts/path-parameter-incompatible": {
    severity: "error",
    title: "a value in an interaction's path breaks its parameter's schema",
    hint: "Use an example the spec allows.",
  },
  "contracts/parameter-incompatible": {
    severity: "error",
    title: "a consumer sends a parameter the spec does not allow",
    hint: "Use a value the spec allows, or change the parameter's schema.",
  },
  "contracts/request-body-incompatible": {
    severity: "error",
    title: "a consumer sends a body the spec does not allow",
    hint: "Correct the consumer's request, or the schema of the request body.",
  },
  "contracts/response-body-incompatible": {
    severity: "error",
    title: "a consumer expects a body the spec does not allow",
    hint: "Correct what the consumer expects, or the schema of the response.",
  },
  "contracts/response-header-incompatible": {
    severity: "error",
    title: "a consumer expects a response header the spec does not have like that",
    hint: "Document the header with the response, or leave it out of the contract.",
  },
  "contracts/content-type-incompatible": {
    severity: "error",
    title: "consumer and spec disagree on a media type",
    hint: "Correct the Content-Type or Accept header, or document the media type.",
  },
  "contracts/undocumented-status": {
    severity: "error",
    title: "a consumer expects a status the spec does not document",
    hint: "Document the response, or correct what the consumer expects.",
  },
  "contracts/undocumented-part": {
    severity: "warning",
    title: "an interaction uses something the spec does not mention",
    hint: "Document it, or leave it out of the contract.",
  },
  "contracts/authorization-missing": {
    severity: "warning",
    title: "an interaction sends no credentials where the operation asks for some",
    hint: "Nothing to do when the target adds them; otherwise state the header in the contract.",
  },
  "contracts/wrong-operation-reference": {
    severity: "error",
    title: "an interaction refers to another operation than the one its request reaches",
    hint: "Correct the reference, or the request.",
  },
  "contracts/matcher-outside-schema": {
    severity: "error",
    title: "a matcher accepts no value the spec allows",
    hint: "Correct the matcher, or the enum of the schema.",
  },
  "contracts/matcher-wider-than-schema": {
    severity: "warning",
    title: "a matcher accepts values the spec does not allow",
    hint: "Leave the values out of the matcher, or add them to the enum.",
  },
  "contracts/not-compared": {
    severity: "warning",
    title: "part of a contract could not be compared with the spec",
  },
  "contracts/state-without-handler": {
    severity: "error",
    title: "a provider state has no handler",
    hint: "Add the handler to the provider states.",
  },
  "contracts/state-failed": {
    severity: "error",
    title: "the handler of a provider state failed",
    hint: "Correct the state's handler in the provider states module; the request was not sent.",
  },
  "contracts/status-mismatch": {
    severity: "error",
    title: "the provider answers another status than the consumer expects",
    hint: "Look at the answer and the function's log, then correct the handler, or the contract if the consumer no longer needs this.",
  },
  "contracts/header-mismatch": {
    severity: "error",
    title: "the provider's headers are not what the consumer expects",
    hint: "Look at the answer, then correct the handler, or the contract if the consumer no longer needs this.",
  },
  "contracts/body-mismatch": {
    severity: "error",
    title: "the provider's body is not what the consumer expects",
    hint: "Look at the answer and the function's log, then correct the handler, or the contract if the consumer no longer needs this.",
  },
  "contracts/request-failed": {
    severity: "error",
    title: "an interaction got no answer that could be compared",
  },
  "contracts/message-not-verified": {
    severity: "warning",
    title: "a message interaction was not verified",
    hint: "Only HTTP interactions are verified; verify messages with Pact itself.",
  },
  "contracts/nothing-verified": {
    severity: "error",
    title: "no interaction was verified",
    hint: "Check which pact files are verified, and that they hold HTTP interactions.",
  },
  "contracts/verification-incomplete": {
    severity: "error",
    title: "the verifier did not report on an interaction",
    hint: "Run again; if it stays, report it with the pact file.",
  },
  "contracts/verification-aborted": {
    severity: "error",
    title: "the verifier ended before it had a result",
    hint: "Look at its output.",
  },
  "contracts/contract-out-of-date": {
    severity: "error",
    title: "the consumer's tests produce another contract than the committed one",
    hint: "Run the consumer's tests with LOCKSTEP_UPDATE_CONTRACTS=1, review the change and commit it.",
  },
  "contracts/contract-incomplete": {
    severity: "error",
    title: "the contract was not written, because not every interaction passed",
    hint: "Mend the failing tests and run all of the consumer's tests.",
  },
  "contracts/duplicate-in-contract": {
    severity: "error",
    title: "two tests of a consumer use the same provider states and description",
    hint: "Give each interaction a description of its own.",
  },
} as const satisfies Record<`contracts/${string}`, CodeEntry>;

/** Set-up errors of the `contracts` layer. */
export const contractsSetupErrors = {
  "contracts/verifier-unavailable": {
    exitCode: 3,
    title: "Pact's verifier cannot be loaded",
    hint: "Pact comes as a native library for Linux (glibc, musl), macOS and Windows; install again without leaving out optional dependencies.",
  },
} as const satisfies Record<`contracts/${string}`, SetupErrorEntry>;
