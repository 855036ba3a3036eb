import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `conformance` layer. */
export const conformanceCodes = {
  "conformance/valid-request-refused": {
    severity: "error",
    title: "a request that satisfies the spec was refused before it reached the function",
    hint: "Compare the constraint named here with the example, or correct the spec.",
  },
  "conformance/function-failed": {
    severity: "error",
    title: "the function failed or returned what API Gateway cannot use",
    hint: "Correct the handler: what it threw or returned, and its log, are shown.",
  },
  "conformance/service-not-emulated": {
    severity: "warning",
    title: "an operation could not be checked: its function needs a service that is not emulated",
    hint: "Run this check with --url on a deployed stage, or stub the call in a unit test; of AWS's services only DynamoDB answers here.",
  },
  "conformance/package-not-here": {
    severity: "warning",
    title:
      "an operation could not be checked: its function needs a package of Lambda's that is not installed here",
    hint: "Install the package for the interpreter the log names (python3 -m pip install boto3), or name another interpreter in LOCKSTEP_PYTHON.",
  },
  "conformance/credentials-needed": {
    severity: "warning",
    title: "an operation could not be checked: the gateway asks for credentials",
    hint: 'Give credentials (--header "Authorization: …"), or say what the authorizer of the local stage would return (--as caller.json).',
  },
  "conformance/server-error": {
    severity: "error",
    title: "a request that satisfies the spec was answered with a server error",
    hint: "Read the stack and the function's log, then correct the handler.",
  },
  "conformance/response-invalid": {
    severity: "error",
    title: "a response does not satisfy the spec",
    hint: "Correct the handler, or change the spec first if the answer is right.",
  },
  "conformance/valid-request-rejected": {
    severity: "error",
    title: "the function rejected a request that satisfies the spec",
    hint: "The handler is stricter than the spec: tighten the spec, or accept the request.",
  },
  "conformance/validators-disagree": {
    severity: "info",
    title: "API Gateway's validator and the spec disagree about a request",
    hint: "Check it in the handler, or write the constraint in words both know (JSON Schema draft 4).",
  },
  "conformance/link-unusable": {
    severity: "warning",
    title: "a link of the spec cannot be followed",
  },
} as const satisfies Record<`conformance/${string}`, CodeEntry>;

/** Set-up errors of the `conformance` layer. */
export const conformanceSetupErrors = {} as const satisfies Record<
  `conformance/${string}`,
  SetupErrorEntry
>;
