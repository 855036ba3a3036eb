import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `wiring` layer. */
export const wiringCodes = {
  "wiring/spec-not-wired": {
    severity: "warning",
    title: "an API has no OpenAPI document",
  },
  "wiring/operation-without-integration": {
    severity: "error",
    title: "an operation has no integration",
  },
  "wiring/integration-unresolved": {
    severity: "error",
    title: "an integration's uri leads nowhere that can be told",
  },
  "wiring/integration-names-no-function": {
    severity: "error",
    title: "an integration names a function the template does not have",
  },
  "wiring/integration-method-not-post": {
    severity: "error",
    title: "a Lambda integration is not called with POST",
    hint: "Set httpMethod: POST in x-amazon-apigateway-integration; it is Lambda's method, not the operation's.",
  },
  "wiring/payload-version-missing": {
    severity: "warning",
    title: "an HTTP API integration names no payload format version",
    hint: 'Add payloadFormatVersion: "2.0" to x-amazon-apigateway-integration.',
  },
  "wiring/intrinsic-in-definition-uri": {
    severity: "error",
    title: "a file named by DefinitionUri uses intrinsic functions",
    hint: "Include the file instead: DefinitionBody with Fn::Transform, Name AWS::Include.",
  },
  "wiring/code-folder-missing": {
    severity: "error",
    title: "the folder that CodeUri names is not there",
  },
  "wiring/handler-malformed": {
    severity: "error",
    title: "a Handler names no export",
  },
  "wiring/handler-not-checked": {
    severity: "info",
    title: "a function's code cannot be looked at here",
  },
  "wiring/function-without-handler-file": {
    severity: "error",
    title: "a function's handler file is not there",
  },
  "wiring/handler-export-missing": {
    severity: "error",
    title: "a handler file does not export the handler",
  },
  "wiring/operation-not-permitted": {
    severity: "error",
    title: "API Gateway may not invoke the operation's function",
  },
  "wiring/event-without-operation": {
    severity: "error",
    title: "an Api event has a route the document lacks",
  },
  "wiring/event-names-other-function": {
    severity: "error",
    title: "event and integration of a route name different functions",
  },
  "wiring/route-from-event": {
    severity: "info",
    title: "a route or integration comes from an event, not from the document",
  },
} as const satisfies Record<`wiring/${string}`, CodeEntry>;

/** Set-up errors of the `wiring` layer. */
export const wiringSetupErrors = {} as const satisfies Record<`wiring/${string}`, SetupErrorEntry>;
