import type {
  Expectation,
  FidelityExpectation,
  FindingExpectation,
  RouteExpectation,
  SilenceExpectation,
} from "./expectation.ts";

function finding(
  says: string,
  codes: string | readonly string[],
  more: Pick<FindingExpectation, "at" | "count"> = {},
): FindingExpectation {
  return { kind: "finding", says, codes: typeof codes === "string" ? [codes] : codes, ...more };
}

function silence(says: string, codes: readonly string[], at?: RegExp): SilenceExpectation {
  return { kind: "silence", says, codes, ...(at === undefined ? {} : { at }) };
}

function route(says: string, api: string, key: string, matches: RegExp): RouteExpectation {
  return { kind: "route", says, api, route: key, matches };
}

function fidelity(says: string, anchor: string, matches: RegExp): FidelityExpectation {
  return { kind: "fidelity", says, anchor, matches };
}

const notPermitted = "wiring/operation-not-permitted";
const outside = ["wiring/integration-unresolved"];
const boolRequired = "openapi/boolean-required";

/** Fixtures of a tool's own tests: broken on purpose, so that alarms about permissions are right. */
export function isFixture(project: string): boolean {
  return project.startsWith("samcli-");
}

/** What no project but a fixture may be told. */
export const expectedOfAll: readonly Expectation[] = [
  silence("what is deployed and runs lacks no permission", [notPermitted]),
];

/** What must be said of each project of the corpus. Facts only: the words are ours. */
export const expectations: Readonly<Record<string, readonly Expectation[]>> = {
  "govuk-bav": [
    finding(
      "nine operations use a validator that is not defined",
      "openapi/undefined-request-validator",
      { count: 9 },
    ),
    finding(
      "a schema is referred to that stands inside another by its indent",
      "openapi/dangling-reference",
      { at: /PersonInfoResponse/, count: 1 },
    ),
    finding("a schema is referred to that is nowhere", "openapi/dangling-reference", {
      at: /PersonInfoKeyResponse/,
      count: 1,
    }),
    route(
      "a function is found by its FunctionName and alias",
      "BAVRestApi",
      "POST /token",
      /"(AccessTokenFunction|[A-Za-z]*Token[A-Za-z]*)"/,
    ),
  ],
  "govuk-check-hmrc": [
    finding("a function of another stack answers", outside, { at: /POST \/token/ }),
    finding("a function of another stack answers", outside, { at: /GET \/authorization/ }),
    finding("a function of another stack answers", outside, { at: /POST \/session/ }),
    finding("a security scheme is not defined", "openapi/undefined-security-scheme", {
      at: /api_key/,
    }),
    finding(
      "a condition decides on a whole security requirement",
      "openapi/undefined-security-scheme",
      { at: /public-api/ },
    ),
    finding("keys beside an include go when it is read", "template/include-siblings", { count: 2 }),
    finding("`required` of a property is a boolean", boolRequired, { at: /Nino/ }),
    finding("examples break their schemas", "openapi/invalid-example"),
  ],
  "govuk-account-components": [
    finding("the body in the template describes no answers", "openapi/operation-without-responses"),
    route("a function is found by its alias", "ApiApiGateway", "POST /token", /"ApiTokenLambda"/),
    silence(
      "a function is found by its alias",
      outside,
      /ApiApiGateway|GET \/healthcheck|POST \/token/,
    ),
  ],
  "gopher-holes": [
    finding(
      "a key of $context is misspelt, so a header is never set",
      ["gateway/template-variable"],
      { at: /openapi\.yaml:(1[56]\d|3[56]\d|5[56]\d)/, count: 3 },
    ),
    silence("a # before a $ is text in a mapping template", [
      "gateway/template-unbalanced",
      "gateway/template-set",
      "gateway/template-function",
    ]),
  ],
  "ecommerce/orders": [
    finding(
      "a schema stands in another file, which the import does not read",
      "openapi/external-reference",
    ),
  ],
  "ecommerce/payment": [
    finding(
      "a schema stands in another file, which the import does not read",
      "openapi/external-reference",
    ),
    finding("a body has a schema and no validator", "openapi/body-not-validated", {
      at: /POST \/backend\/validate/,
      count: 1,
    }),
  ],
  "samples-python-rest": [
    finding("no operation has responses", "openapi/operation-without-responses", { count: 13 }),
    finding(
      "eleven operations leave out parameters of their paths",
      "openapi/undeclared-path-parameter",
      { count: 11 },
    ),
    finding("Python is checked but not run", "template/runtime-not-run"),
  ],
  "samples-queue-ingestion": [
    route("a queue takes the request", "JobRequestAPI", "POST /submit-job-request", /SQS/iu),
    route(
      "an HTTP API without a stage name has $default",
      "JobRequestAPI",
      "GET /job-status/{job-id}",
      /\$default/,
    ),
  ],
  "samples-streaming-node": [
    silence("a streamed invocation names its function", [
      "wiring/integration-names-no-function",
      ...outside,
    ]),
  ],
  "pattern-apigw-lambda-authorizer-custom-header": [
    route("SAM adds an authorizer", "AppApi", "GET /", /MyLambdaTokenAuthorizer/),
    fidelity("an HTTP server answers", "http-integrations", /template\.yaml:29 .*AppApi/u),
  ],
  "pattern-apigw-rest-apigw-rest": [
    route(
      "requests go on to another API of the template",
      "PrimaryApi",
      "GET /admin/reports",
      /"http https:/u,
    ),
  ],
  "pattern-lambda-durable-order-processing-sam": [
    fidelity(
      "durable functions are not emulated",
      "durable-functions",
      /template\.yaml:39 .*OrderProcessingFunction/u,
    ),
  ],
  "pattern-api-lambda-ses": [
    finding(
      "a placeholder stands in plain text of an included file",
      "openapi/placeholder-in-plain-text",
    ),
  ],
  "samcli-swagger-template": [
    finding("events of a REST API add no route to a body", "wiring/event-without-operation", {
      count: 2,
    }),
    finding(
      "an integration names a function that is not there",
      "wiring/integration-names-no-function",
      { count: 1 },
    ),
    finding("functions lack permission", notPermitted),
  ],
  "samcli-swagger-template-http-api": [
    finding("events of an HTTP API do add routes to a body", "wiring/route-from-event"),
    finding("credentials are allowed to every origin", "wiring/cors-invalid"),
  ],
  "samcli-template-with-included-swagger": [
    finding("a route for any method lacks permission", notPermitted, { count: 1 }),
  ],
  "samcli-template-with-unresolved-intrinsic-in-cors": [
    finding(
      "a value of Cors cannot be known",
      ["template/unknown-reference", "template/value-unknown"],
      { at: /Cors/ },
    ),
  ],
  "samcli-sync-nodejs-definitionuri": [
    finding("a security scheme is not defined", "openapi/undefined-security-scheme", {
      at: /api_key/,
    }),
  ],
  "samcli-package-definitionuri": [
    finding(
      "intrinsics are not resolved in a DefinitionUri file",
      "wiring/intrinsic-in-definition-uri",
    ),
    finding("Cors is refused beside a DefinitionUri", "wiring/property-needs-body"),
    finding(
      "an integration names a function that is not there",
      "wiring/integration-names-no-function",
    ),
  ],
};
