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
    title: "the folder of a function's code is not there",
  },
  "wiring/handler-malformed": {
    severity: "error",
    title: "a Handler names no export",
  },
  "wiring/handler-not-checked": {
    severity: "info",
    title: "a function's code cannot be looked at here",
    hint: "Keep the handler in a file that CodeUri and Handler name, to have it run and checked here.",
  },
  "wiring/function-without-handler-file": {
    severity: "error",
    title: "a function's handler file is not there",
  },
  "wiring/entry-point-missing": {
    severity: "error",
    title: "an esbuild entry point is not there",
  },
  "wiring/handler-export-missing": {
    severity: "error",
    title: "a handler file does not export the handler",
  },
  "wiring/operation-not-permitted": {
    severity: "error",
    title: "API Gateway may not invoke the operation's function",
  },
  "wiring/api-key-not-required": {
    severity: "error",
    title: "an event switches off an API key that its API does not ask for",
  },
  "wiring/event-route-invalid": {
    severity: "error",
    title: "an Api or HttpApi event does not say its route",
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
  "wiring/document-shared": {
    severity: "info",
    title: "two APIs deploy the same document",
    hint: "Give each API a document of its own, unless both are to serve every operation.",
  },
  "wiring/open-api-version-misplaced": {
    severity: "warning",
    title: "OpenApiVersion stands inside the document",
  },
  "wiring/property-needs-body": {
    severity: "error",
    title: "an API has a property that DefinitionUri excludes",
  },
  "wiring/property-beside-include": {
    severity: "info",
    title: "sam validate refuses a property beside an included document",
    hint: "To satisfy sam validate, write a version and paths beside the include (openapi: 3.0.1, paths: {}); those of the included file win when it deploys.",
  },
  "wiring/cors-invalid": {
    severity: "error",
    title: "a CORS setting does not deploy",
  },
  "wiring/preflight-guarded": {
    severity: "warning",
    title: "the preflights of an API ask for credentials that browsers do not send",
  },
  "wiring/security-not-opened": {
    severity: "warning",
    title: "an empty security of an operation opens nothing",
  },
  "wiring/reference-unknown": {
    severity: "error",
    title: "an included document refers to a name the template does not have",
  },
  "wiring/payload-version-differs": {
    severity: "warning",
    title: "an event writes another payload format version over the document's",
  },
  "wiring/authorizer-undefined": {
    severity: "error",
    title: "Auth names an authorizer that is not defined",
  },
  "wiring/authorizer-names-no-function": {
    severity: "error",
    title: "an authorizer names a function the template does not have",
  },
  "wiring/authorizer-unresolved": {
    severity: "error",
    title: "an authorizer's uri leads nowhere",
    hint: "Write authorizerUri as Fn::Sub: arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations",
  },
  "wiring/authorizer-not-permitted": {
    severity: "error",
    title: "API Gateway may not invoke an authorizer's function",
  },
  "wiring/event-names-no-api": {
    severity: "error",
    title: "an event names no API of the template",
  },
  "wiring/route-defined-twice": {
    severity: "error",
    title: "two events are on one route",
  },
  "wiring/event-setting-ignored": {
    severity: "warning",
    title: "a setting of an event does not reach the given document",
  },
  "wiring/function-unreachable": {
    severity: "info",
    title: "nothing in the template invokes a function",
  },
  "wiring/stage-name-taken": {
    severity: "error",
    title: "a REST API's stage has the name of the one SAM adds",
  },
  "wiring/model-undefined": {
    severity: "error",
    title: "an event asks for a model that is not defined",
  },
  "wiring/event-pattern-rejected": {
    severity: "error",
    title: "EventBridge refuses an event pattern",
  },
  "wiring/event-pattern-never-matches": {
    severity: "warning",
    title: "an event pattern can match no event",
  },
  "wiring/filter-rejected": {
    severity: "error",
    title: "a filter of an event source or subscription is refused",
  },
  "wiring/schedule-rejected": {
    severity: "error",
    title: "EventBridge refuses a schedule",
  },
  "wiring/target-input-refused": {
    severity: "error",
    title: "EventBridge refuses the input of a target",
  },
  "wiring/target-input-dropped": {
    severity: "warning",
    title: "EventBridge drops the events of a target without an error",
  },
  "wiring/target-input-path": {
    severity: "warning",
    title: "a path into an event is none that EventBridge documents",
  },
  "wiring/title-set-twice": {
    severity: "error",
    title: "an HTTP API has a name beside its document's title",
  },
} as const satisfies Record<`wiring/${string}`, CodeEntry>;

/** Set-up errors of the `wiring` layer. */
export const wiringSetupErrors = {} as const satisfies Record<`wiring/${string}`, SetupErrorEntry>;
