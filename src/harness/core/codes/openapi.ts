import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `openapi` layer. */
export const openapiCodes = {
  "openapi/syntax-error": {
    severity: "error",
    title: "The document is not valid YAML or JSON",
    hint: "Mend the text at this place or just above; nothing is checked against the document before.",
  },
  "openapi/byte-order-mark": {
    severity: "warning",
    title: "The file begins with a byte order mark",
    hint: "Save the file as UTF-8 without a byte order mark.",
  },
  "openapi/duplicate-key": {
    severity: "error",
    title: "A key stands twice in the same map",
    hint: "Keep one of the two; importers disagree about which one counts.",
  },
  "openapi/short-tag": {
    severity: "error",
    title: "A CloudFormation short tag in a file of its own",
    hint: "Write the long form (`Fn::Sub: …`); CloudFormation refuses short tags in included files.",
  },
  "openapi/unsupported-version": {
    severity: "error",
    title: "Not an OpenAPI version that can be read",
    hint: 'Begin the document with `openapi: 3.0.3`, `openapi: 3.1.0` or `swagger: "2.0"`.',
  },
  "openapi/dangling-reference": {
    severity: "error",
    title: "A $ref leads nowhere",
    hint: "Define what the reference names, or correct its spelling.",
  },
  "openapi/external-reference": {
    severity: "warning",
    title: "A $ref leads to another file",
    hint: "Bundle the document before it is deployed: API Gateway imports one file.",
  },
  "openapi/duplicate-operation-id": {
    severity: "error",
    title: "Two operations share an operationId",
    hint: "Give each operation an id of its own.",
  },
  "openapi/undeclared-path-parameter": {
    severity: "warning",
    title: "A parameter of the path is not declared",
    hint: "Declare it under `parameters` with `in: path` and `required: true`.",
  },
  "openapi/unknown-path-parameter": {
    severity: "error",
    title: "A declared path parameter is not in the path",
    hint: "Put it into the path in braces, or remove the declaration.",
  },
  "openapi/operation-without-responses": {
    severity: "warning",
    title: "An operation documents no response",
    hint: "Document at least one response; without it no answer can be checked.",
  },
  "openapi/undefined-request-validator": {
    severity: "error",
    title: "A request validator is named but not defined",
    hint: "Define it under `x-amazon-apigateway-request-validators`.",
  },
  "openapi/body-not-validated": {
    severity: "warning",
    title: "A body schema that API Gateway does not check",
    hint: "Name a validator with `validateRequestBody: true` in `x-amazon-apigateway-request-validator`.",
  },
  "openapi/undefined-security-scheme": {
    severity: "warning",
    title: "A security scheme is used but not defined",
    hint: "Define it under `components.securitySchemes`.",
  },
  "openapi/invalid-example": {
    severity: "error",
    title: "An example breaks its schema",
    hint: "Correct the example or the schema: consumers read both as promises.",
  },
  "openapi/invalid-schema": {
    severity: "error",
    title: "A schema cannot be used",
    hint: "Correct the keyword; until then it checks nothing.",
  },
  "openapi/unsatisfiable-schema": {
    severity: "warning",
    title: "No value can satisfy a schema",
    hint: "Define the property, or take it out of `required`.",
  },
  "openapi/invalid-document": {
    severity: "warning",
    title: "The document breaks the OpenAPI specification",
    hint: "Correct the member; other OpenAPI tools may refuse the document.",
  },
  "openapi/request-invalid": {
    severity: "error",
    title: "A request breaks its operation",
    hint: "Correct the request, or document what it sends.",
  },
  "openapi/response-invalid": {
    severity: "error",
    title: "A response breaks its operation",
    hint: "Correct the handler, or document what it answers.",
  },
  "openapi/unknown-query-parameter": {
    severity: "info",
    title: "A query parameter the operation does not document",
    hint: "Document the parameter, or do not send it.",
  },
} as const satisfies Record<`openapi/${string}`, CodeEntry>;

/** Set-up errors of the `openapi` layer. */
export const openapiSetupErrors = {} as const satisfies Record<
  `openapi/${string}`,
  SetupErrorEntry
>;
