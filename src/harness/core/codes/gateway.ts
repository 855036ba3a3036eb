import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `gateway` layer. */
export const gatewayCodes = {
  "gateway/unsupported-openapi-version": {
    severity: "error",
    title: "A version of OpenAPI that API Gateway does not import",
    hint: "Write the document as OpenAPI 3.0.",
  },
  "gateway/document-too-large": {
    severity: "error",
    title: "The document is larger than API Gateway takes",
    hint: "Take out examples and descriptions, or split the API.",
  },
  "gateway/too-many-resources": {
    severity: "warning",
    title: "More resources than an API may have by default",
    hint: "Ask for a higher quota, split the API, or gather paths under {proxy+}.",
  },
  "gateway/path-characters": {
    severity: "error",
    title: "A path with characters API Gateway refuses",
    hint: "Use letters, digits and _ - . , : in paths.",
  },
  "gateway/partial-path-parameter": {
    severity: "error",
    title: "A path parameter in a part of a segment",
    hint: "Give the parameter a segment of its own, and take it apart in the handler.",
  },
  "gateway/greedy-not-last": {
    severity: "error",
    title: "A greedy path variable that is not last",
    hint: "End the path with it.",
  },
  "gateway/sibling-path-variables": {
    severity: "error",
    title: "Two names for the path variable of one place",
    hint: "Use one name for the variable in all paths that share the beginning.",
  },
  "gateway/reserved-path": {
    severity: "info",
    title: "A path that API Gateway keeps for itself",
    hint: "Take another path if the API gets a custom domain.",
  },
  "gateway/model-name": {
    severity: "error",
    title: "A schema whose name cannot be a model's",
    hint: "Name the schema in letters and digits, and change its references.",
  },
  "gateway/integration-incomplete": {
    severity: "error",
    title: "An integration lacks a required member",
    hint: "Add the member.",
  },
  "gateway/integration-uri-not-http": {
    severity: "error",
    title: "An HTTP integration without a URL",
    hint: "Write the whole URL of the endpoint.",
  },
  "gateway/integration-timeout": {
    severity: "error",
    title: "An integration timeout out of bounds",
    hint: "Set timeoutInMillis within the range, or leave it out.",
  },
  "gateway/integration-value": {
    severity: "error",
    title: "A value that an integration does not have",
    hint: "Use one of the values named.",
  },
  "gateway/unknown-integration-member": {
    severity: "warning",
    title: "A misspelt member of an integration",
    hint: "Correct the name; API Gateway passes over members it does not know.",
  },
  "gateway/undeclared-mapping-source": {
    severity: "error",
    title: "A mapping from a parameter that is not declared",
    hint: "Declare the parameter under `parameters` of the operation.",
  },
  "gateway/undeclared-response-header": {
    severity: "error",
    title: "A mapping to a header that is not declared",
    hint: "Declare the header under `headers` of the response with that status.",
  },
  "gateway/authorizer-incomplete": {
    severity: "error",
    title: "An authorizer lacks what its type needs",
    hint: "Complete x-amazon-apigateway-authorizer.",
  },
  "gateway/authorizer-ttl": {
    severity: "error",
    title: "An authorizer is cached too long",
    hint: "Set authorizerResultTtlInSeconds from 0 to 3600.",
  },
  "gateway/authorizer-without-identity": {
    severity: "warning",
    title: "A cached authorizer without an identity source",
    hint: "Name an identitySource, or set authorizerResultTtlInSeconds: 0.",
  },
  "gateway/authorizer-scheme-type": {
    severity: "warning",
    title: "A scheme with an authorizer that is no apiKey",
    hint: "Write type: apiKey, name: Authorization, in: header.",
  },
  "gateway/scheme-not-enforced": {
    severity: "warning",
    title: "A security scheme that API Gateway does not enforce",
    hint: "Add an x-amazon-apigateway-authorizer, or see that the handlers check it.",
  },
  "gateway/api-key-name": {
    severity: "warning",
    title: "An API key that API Gateway does not look for",
    hint: "Use the header x-api-key, or add an x-amazon-apigateway-authorizer.",
  },
  "gateway/several-authorizers": {
    severity: "error",
    title: "Several security schemes for one route",
    hint: "Name one security scheme for the operation.",
  },
  "gateway/request-validator-shape": {
    severity: "warning",
    title: "A request validator with other members",
    hint: "Use validateRequestBody and validateRequestParameters.",
  },
  "gateway/unknown-gateway-response": {
    severity: "error",
    title: "A gateway response of no known type",
    hint: "Use a type of the API Gateway guide, or DEFAULT_4XX and DEFAULT_5XX.",
  },
  "gateway/gateway-response-status": {
    severity: "error",
    title: "A gateway response with no valid status",
    hint: "Write a status of three digits, or leave it out.",
  },
  "gateway/binary-media-types": {
    severity: "warning",
    title: "Binary media types that are no list",
    hint: "Write a list of media types.",
  },
  "gateway/compression-size": {
    severity: "error",
    title: "A compression size out of bounds",
    hint: "Write a number of bytes from 0 to 10485760.",
  },
  "gateway/api-key-source": {
    severity: "error",
    title: "An unknown source of API keys",
    hint: "Write HEADER or AUTHORIZER.",
  },
  "gateway/endpoint-configuration": {
    severity: "warning",
    title: "An endpoint configuration of another shape",
    hint: "Use disableExecuteApiEndpoint, vpcEndpointIds and ipAddressType.",
  },
  "gateway/policy-shape": {
    severity: "warning",
    title: "A resource policy without statements",
    hint: "Write a policy document with Version and Statement.",
  },
  "gateway/unknown-extension": {
    severity: "warning",
    title: "An extension that API Gateway does not know",
    hint: "Correct the name; API Gateway passes over extensions it does not know.",
  },
  "gateway/misplaced-extension": {
    severity: "warning",
    title: "An extension in the wrong place",
    hint: "Move it to the place named.",
  },
  "gateway/extension-of-other-kind": {
    severity: "info",
    title: "Extensions of the other kind of API",
  },
  "gateway/stage-name": {
    severity: "error",
    title: "A stage name that API Gateway refuses",
    hint: "Use letters, digits, - and _.",
  },
  "gateway/stage-variable": {
    severity: "error",
    title: "A stage variable that API Gateway refuses",
    hint: "Keep to letters, digits and - . _ ~ : / ? # & = , in the value.",
  },
  "gateway/parameter-constraint-dropped": {
    severity: "info",
    title: "Constraints on parameters that the stage does not enforce",
    hint: "Check parameters in the handler.",
  },
  "gateway/cookie-parameter-ignored": {
    severity: "info",
    title: "Cookie parameters that the stage does not see",
    hint: "Check cookies in the handler.",
  },
  "gateway/required-parameter-not-checked": {
    severity: "info",
    title: "Required parameters that no validator checks",
    hint: "Select a validator with validateRequestParameters: true, or check them in the handler.",
  },
  "gateway/schema-keyword-ignored": {
    severity: "info",
    title: "Schema keywords that a model does not have",
    hint: "Check in the handler what must hold.",
  },
  "gateway/null-refused": {
    severity: "warning",
    title: "null is refused where the document allows it",
    hint: "Let the property be left out instead, or check the body in the handler.",
  },
  "gateway/read-only-required": {
    severity: "warning",
    title: "A read-only property is required of requests",
    hint: "Take it out of required, or use a schema of its own for requests.",
  },
  "gateway/response-key-ignored": { severity: "info", title: "Responses under no status code" },
  "gateway/response-reference": { severity: "info", title: "Responses that are not imported" },
  "gateway/root-security": {
    severity: "info",
    title: "Operations that rely on the document's security",
    hint: "Repeat security in each operation.",
  },
  "gateway/server-path-ignored": {
    severity: "info",
    title: "The path of the servers is left out",
    hint: "Write the whole path in each path, or set basepath in the API's Parameters.",
  },
  "gateway/links-and-callbacks": { severity: "info", title: "Links and callbacks are ignored" },
  "gateway/schemas-not-enforced": { severity: "info", title: "An HTTP API validates nothing" },
  "gateway/integration-type-not-in-http": {
    severity: "error",
    title: "An integration that HTTP APIs do not have",
    hint: "Use aws_proxy (with integrationSubtype for services) or http_proxy.",
  },
  "gateway/payload-format-version": {
    severity: "error",
    title: "A payload format that the integration does not have",
    hint: "Write the version named.",
  },
  "gateway/integration-subtype": {
    severity: "error",
    title: "An unknown service integration",
    hint: "Use a subtype from the list.",
  },
  "gateway/subtype-parameter": {
    severity: "error",
    title: "A service integration with wrong parameters",
    hint: "Name what the action takes, as in the list.",
  },
  "gateway/default-route": {
    severity: "warning",
    title: "$default is no default route here",
    hint: "Add x-amazon-apigateway-any-method with isDefaultRoute: true.",
  },
  "gateway/cors-shape": {
    severity: "warning",
    title: "CORS settings of another shape",
    hint: "Correct the member of x-amazon-apigateway-cors.",
  },
  "gateway/cors-credentials": {
    severity: "error",
    title: "Credentials for every origin",
    hint: "Name the origins, or leave credentials out.",
  },
  "gateway/template-variable": {
    severity: "warning",
    title: "A misspelt variable of a mapping template",
    hint: "Correct the name; letter case counts.",
  },
  "gateway/template-function": {
    severity: "warning",
    title: "An unknown function of a mapping template",
    hint: "Use a function that API Gateway has.",
  },
  "gateway/template-override": {
    severity: "warning",
    title: "A mapping template sets what cannot be set",
    hint: "Set a variable of your own, or a member of one of the two overrides.",
  },
  "gateway/template-unbalanced": {
    severity: "error",
    title: "A mapping template that does not balance",
    hint: "Give each #if, #foreach, #macro and #define its #end.",
  },
  "gateway/template-set": {
    severity: "error",
    title: "#set without a variable",
    hint: "Write the variable with its $.",
  },
  "gateway/template-too-large": {
    severity: "error",
    title: "A mapping template larger than API Gateway takes",
    hint: "Move the work into a function.",
  },
} as const satisfies Record<`gateway/${string}`, CodeEntry>;

/** Set-up errors of the `gateway` layer. */
export const gatewaySetupErrors = {} as const satisfies Record<
  `gateway/${string}`,
  SetupErrorEntry
>;
