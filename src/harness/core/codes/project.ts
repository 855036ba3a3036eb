import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `project` layer and of what a run joins together. */
export const projectCodes = {
  "project/event-schema-unusable": {
    severity: "warning",
    title: "a file of event schemas has none",
  },
  "project/event-matches-no-rule": {
    severity: "info",
    title: "no rule of the template matches a sample event",
  },
  "project/event-detail-invalid": {
    severity: "error",
    title: "the detail of a sample event does not satisfy its schema",
  },
  "project/spec-not-found": {
    severity: "error",
    title: "the OpenAPI document a template names is not there",
    hint: "Correct the Location in the template; it is read relative to the template's folder.",
  },
  "project/spec-outside-template-folder": {
    severity: "warning",
    title: "a document is found only in the project root, not where packaging looks for it",
    hint: "Write the Location relative to the template's folder, as sam package and sam build read it.",
  },
  "project/file-outside-project": {
    severity: "warning",
    title: "a file that lies outside the project is not read",
    hint: "Run with --root at the folder that holds both, or move the file into the project.",
  },
  "project/build-outdated": {
    severity: "warning",
    title: "the built template is older than what it was built from",
    hint: "Run sam build before you deploy, or remove .aws-sam/build.",
  },
  "project/api-not-read": {
    severity: "info",
    title: "an API of a kind that is not read",
    hint: "REST and HTTP APIs are read; WebSocket APIs are not.",
  },
  "project/no-api": {
    severity: "info",
    title: "the template declares no API",
    hint: "If its API stands in another template, name that one with --template FILE.",
  },
  "project/no-operations": {
    severity: "info",
    title: "no spec has an operation",
    hint: "To check requests, answers and contracts, give the API an OpenAPI document (DefinitionBody).",
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
  "project/event-of-another-source": {
    severity: "warning",
    title: "the template leads events of another form to the function",
  },
  "project/invocation-differs": {
    severity: "warning",
    title: "Lambda would take the invocation otherwise",
  },
  "project/folder-not-found": {
    severity: "error",
    title: "a folder the configuration names is not there",
    hint: "Correct the path, which is relative to the project root, or take the option out of the configuration.",
  },
  "project/suppression-without-reason": {
    severity: "warning",
    title: "a comment that accepts a finding gives no reason",
    hint: "Write `lockstep-ignore CODE: the reason`; until then the finding counts.",
  },
  "project/suppression-unknown-code": {
    severity: "warning",
    title: "a comment accepts a finding of a code there is none of",
    hint: "Correct the code, or remove the comment.",
  },
  "project/suppression-unused": {
    severity: "info",
    title: "an accepted finding is not found",
    hint: "Remove it: a finding that comes back later would not be told.",
  },
  "project/baseline-entry-gone": {
    severity: "info",
    title: "the baseline accepts findings that are gone",
    hint: "Run again with --update-baseline, so that they are told when they come back.",
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
  "project/env-vars-not-read": {
    severity: "warning",
    title: "the file of variables that samconfig names is not read",
    hint: "Write the file, name another with --env-vars, or leave it out with --no-env-vars.",
  },
  "project/env-vars-unknown-function": {
    severity: "warning",
    title: "variables are given for a function the project does not have",
  },
  "project/env-vars-undeclared": {
    severity: "info",
    title: "a variable is not passed, since the template does not declare it",
  },
  "project/env-vars-reserved": {
    severity: "info",
    title: "a variable is not passed, since Lambda reserves its name",
  },
  "project/env-vars-container-host": {
    severity: "info",
    title: "a variable leads to a host that only containers may know",
    hint: "Functions run on this machine itself: write 127.0.0.1.",
  },
  "project/env-vars-too-large": {
    severity: "warning",
    title: "with the variables given from outside, a function has more than Lambda allows",
    hint: "Lambda takes 4 KB of variables for a function; shorten them.",
  },
  "project/layer-folder-missing": {
    severity: "error",
    title: "the folder of a layer is not there",
    hint: "Create it, or correct ContentUri, which is relative to the template's folder.",
  },
  "project/layer-not-here": {
    severity: "info",
    title: "a layer of a function does not lie on this machine",
    hint: "Name a folder for it under layers of the configuration.",
  },
  "project/configured-layer-not-found": {
    severity: "error",
    title: "a folder the configuration names for a layer is not there",
    hint: "Correct the path, which is relative to the project root.",
  },
  "project/configured-layer-unused": {
    severity: "warning",
    title: "the configuration names a folder for a layer no function has",
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
    hint: "Mend the file at the place named, or leave it out: the usual names then apply.",
  },
  "project/env-vars-unreadable": {
    exitCode: 2,
    title: "the file of variables cannot be read",
  },
  "project/env-vars-invalid": {
    exitCode: 2,
    title: "the variables for functions are not of the form they have to be",
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
  "project/token-issuer-unknown": {
    exitCode: 2,
    title: "it cannot be told whose token is wanted",
    hint: "Name an authorizer of the template, or its issuer: --issuer NAME, or { issuer: NAME }.",
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
    title: "no event of this form can be made for the operation",
    hint: "REST APIs have one form of events, HTTP APIs payload formats 1.0 and 2.0 (payloadFormatVersion of the integration).",
  },
  "project/invocation-invalid": {
    exitCode: 2,
    title: "an option of an invocation is none that Lambda takes",
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
  "project/api-unknown": {
    exitCode: 2,
    title: "no API of the template has this logical id",
    hint: "Name an API by its logical id in the template.",
  },
  "project/root-not-found": {
    exitCode: 2,
    title: "the project root is no folder",
    hint: "Correct --root, or run in the folder of the project.",
  },
  "project/code-unknown": {
    exitCode: 2,
    title: "no problem code is called that",
  },
  "project/template-ambiguous": {
    exitCode: 2,
    title: "several templates are named and the command takes one",
    hint: "Name one with --template FILE; in tests with the option template.",
  },
  "project/baseline-missing": {
    exitCode: 2,
    title: "the baseline file is not there",
    hint: "Write it with --update-baseline on your machine and commit it.",
  },
  "project/baseline-unreadable": {
    exitCode: 2,
    title: "the baseline file cannot be used",
    hint: "Write it anew with --update-baseline, or bring it back from version control.",
  },
  "project/template-unreadable": {
    exitCode: 2,
    title: "the template cannot be read to its end",
    hint: "Run `lockstep check`: it shows the place in the text.",
  },
} as const satisfies Record<`project/${string}`, SetupErrorEntry>;
