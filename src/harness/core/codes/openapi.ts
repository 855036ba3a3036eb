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
  "openapi/remote-reference": {
    severity: "warning",
    title: "A $ref leads to the network",
    hint: "Copy what it names into the document: nothing is fetched, and API Gateway imports one file.",
  },
  "openapi/ignored-reference-siblings": {
    severity: "info",
    title: "Members beside a $ref are ignored",
    hint: "Remove them, or put the reference into an `allOf` with them.",
  },
  "openapi/placeholder-in-plain-text": {
    severity: "error",
    title: "A ${…} that nobody substitutes",
    hint: "Put the text under `Fn::Sub`.",
  },
  "openapi/no-operations": {
    severity: "warning",
    title: "The document has no operation",
    hint: "Describe at least one operation under `paths`.",
  },
  "openapi/path-not-absolute": {
    severity: "error",
    title: "A path does not begin with a slash",
    hint: "Begin the path with `/`.",
  },
  "openapi/duplicate-path": {
    severity: "error",
    title: "Two paths differ only in the names of their parameters",
    hint: "Merge the two, or tell them apart by a fixed segment: no request can.",
  },
  "openapi/invalid-parameter": {
    severity: "error",
    title: "A parameter without a name or a place",
    hint: "Give it a `name`, and `in`: path, query, header or cookie (Swagger 2.0: also body or formData).",
  },
  "openapi/optional-path-parameter": {
    severity: "warning",
    title: "A path parameter is not required",
    hint: "Write `required: true`: a path without it is another path.",
  },
  "openapi/duplicate-parameter": {
    severity: "error",
    title: "Two parameters of one list have the same name and place",
    hint: "Keep one of the two.",
  },
  "openapi/ignored-header-parameter": {
    severity: "info",
    title: "A header parameter that OpenAPI ignores",
    hint: "Describe it by `content` or `security` instead.",
  },
  "openapi/body-without-meaning": {
    severity: "info",
    title: "A body for a method that has none",
    hint: "Send the values as query parameters, or use POST.",
  },
  "openapi/invalid-response-key": {
    severity: "error",
    title: "A response whose key is no status",
    hint: "Use a status such as `200`, a range such as `4XX`, or `default`.",
  },
  "openapi/boolean-required": {
    severity: "error",
    title: "`required` is true or false in a schema",
    hint: "List the names of required properties under `required` of the object that has them.",
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
    title: "An example or default breaks its schema",
    hint: "Correct the value or the schema: consumers read both as promises.",
  },
  "openapi/invalid-schema": {
    severity: "error",
    title: "A schema cannot be used",
    hint: "Correct the keyword; until then it checks nothing.",
  },
  "openapi/pattern-not-judged": {
    severity: "info",
    title: "A pattern that may take for ever",
    hint: "Write it without repetitions inside repetitions, or without references back and lookbehind.",
  },
  "openapi/unsatisfiable-schema": {
    severity: "warning",
    title: "No value can satisfy a schema",
    hint: "Correct one of the two keywords: as they stand, every value is refused.",
  },
  "openapi/invalid-document": {
    severity: "warning",
    title: "The document breaks the OpenAPI specification",
    hint: "Correct the member; other OpenAPI tools may refuse the document.",
  },
  "openapi/document-not-validated": {
    severity: "info",
    title: "The document's form could not be validated as a whole",
    hint: "The rules on the document were applied all the same; a smaller or less nested one may be validated.",
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
