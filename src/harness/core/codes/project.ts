import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `project` layer and of what a run joins together. */
export const projectCodes = {
  "project/spec-not-found": {
    severity: "error",
    title: "the OpenAPI document a template names is not there",
    hint: "Correct the Location in the template; it is read relative to the template's folder.",
  },
  "project/no-api": {
    severity: "error",
    title: "the template declares no API",
    hint: "Add an AWS::Serverless::Api with a DefinitionBody, or name another template with --template FILE.",
  },
  "project/no-operations": {
    severity: "error",
    title: "no operation could be checked",
    hint: "Give the API an OpenAPI document with operations (DefinitionBody), or name another template with --template FILE.",
  },
  "project/event-operation-unknown": {
    severity: "error",
    title: "an event is of an operation the spec does not have",
    hint: "Correct resource and httpMethod of the event, or declare the operation in the spec.",
  },
  "project/event-request-invalid": {
    severity: "error",
    title: "the request in an event does not satisfy its operation",
    hint: "Correct the event, or generate it anew with `lockstep events generate`.",
  },
  "project/folder-not-found": {
    severity: "error",
    title: "a folder the configuration names is not there",
    hint: "Correct the path, which is relative to the project root, or take the option out of the configuration.",
  },
  "project/configured-function-unused": {
    severity: "warning",
    title: "the configuration answers for a function the project does not have",
  },
  "project/configured-function-not-found": {
    severity: "error",
    title: "a file the configuration names for a function is not there",
    hint: "Correct the path, which is relative to the project root.",
  },
} as const satisfies Record<`project/${string}`, CodeEntry>;

/** Set-up errors of the `project` layer. */
export const projectSetupErrors = {
  "project/config-invalid": {
    exitCode: 2,
    title: "the configuration is not valid",
  },
  "project/config-unreadable": {
    exitCode: 2,
    title: "the configuration file cannot be loaded",
  },
  "project/unknown-stage": {
    exitCode: 2,
    title: "the stage is not configured",
    hint: "Name an environment of samconfig.toml with --stage.",
  },
  "project/nothing-to-serve": {
    exitCode: 2,
    title: "there is no API to serve",
    hint: "Run `lockstep check`: it says what is wrong with the template and its spec.",
  },
  "project/request-not-invalid": {
    exitCode: 2,
    title: "a request that is meant to break the spec satisfies it",
    hint: "Break a constraint of the spec, or leave out { valid: false }. If the spec was changed on purpose, change the test.",
  },
  "project/request-input-unknown": {
    exitCode: 2,
    title: "what a test gives for an operation has a part the operation does not know",
  },
  "project/no-state": {
    exitCode: 2,
    title: "the target gives no access to tables",
    hint: "Tables are reached on the local stage, or behind a URL when a DynamoDB endpoint is named.",
  },
  "project/operation-unknown": {
    exitCode: 2,
    title: "no operation has this id",
  },
  "project/event-not-made": {
    exitCode: 2,
    title: "no event of this API's kind can be made",
    hint: "Events are made for REST APIs (AWS::Serverless::Api).",
  },
  "project/event-unreadable": {
    exitCode: 2,
    title: "the event file cannot be read",
  },
  "project/api-ambiguous": {
    exitCode: 2,
    title: "the template holds several APIs and none was named",
    hint: "Name one with --api LOGICAL_ID.",
  },
  "project/template-unreadable": {
    exitCode: 2,
    title: "the template cannot be read to its end",
    hint: "Run `lockstep check`: it shows the place in the text.",
  },
} as const satisfies Record<`project/${string}`, SetupErrorEntry>;
