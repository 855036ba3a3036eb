import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, headerValue, headerValues } from "../../../../src/harness/core/http-message.ts";
import { acceptRequest } from "../../../../src/harness/local/stage/accept-request.ts";
import { failGateway } from "../../../../src/harness/local/stage/gateway-failure.ts";
import {
  gatewayResponseTypes,
  isGatewayResponseType,
  type GatewayResponseType,
} from "../../../../src/harness/local/stage/gateway-response-types.ts";
import type { UnfinishedResponse } from "../../../../src/harness/local/stage/finish-response.ts";
import { renderGatewayResponse } from "../../../../src/harness/local/stage/render-gateway-response.ts";
import { resolveStage } from "../../../../src/harness/local/stage/stage-context.ts";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";
import { functionTable } from "../../../support/stage/function-table.ts";
import {
  jsonBody,
  orderOperations,
  realClock,
  realIds,
  request,
  send,
  testStage,
} from "../../../support/stage/test-stage.ts";
import { wiredApi, type ApiSketch } from "../../../support/stage/wired-api.ts";

type Responses = NonNullable<ApiSketch["gatewayResponses"]>;

/** What the stage makes of a failure of a type, whether or not a step of it raises it yet. */
function render(type: GatewayResponseType, gatewayResponses: Responses = {}): UnfinishedResponse {
  const api = wiredApi({ operations: orderOperations, gatewayResponses });
  const context = resolveStage({
    api,
    stageName: "dev",
    stageVariables: {},
    schemas: createSchemaRegistry(api.document.root, "openapi-3.0"),
    invoker: functionTable({}),
    ports: { clock: realClock, ids: realIds },
  });
  const arrival = acceptRequest(context, request("GET /dev/orders/1"), { sourceIp: "192.0.2.1" });
  return renderGatewayResponse(context, arrival, null, failGateway(type, { detail: "" }));
}

// Statuses recorded and in the guide; bodies recorded, of emulators or assumed.
const defaults: readonly (readonly [GatewayResponseType, number, string, string | undefined])[] = [
  [
    "ACCESS_DENIED",
    403,
    '{"Message":"User is not authorized to access this resource"}',
    "AccessDeniedException",
  ],
  [
    "API_CONFIGURATION_ERROR",
    500,
    '{"message":"Internal server error"}',
    "InternalServerErrorException",
  ],
  ["AUTHORIZER_CONFIGURATION_ERROR", 500, '{"message":null}', "AuthorizerConfigurationException"],
  ["AUTHORIZER_FAILURE", 500, '{"message":null}', "AuthorizerFailureException"],
  ["BAD_REQUEST_PARAMETERS", 400, '{"message":null}', "BadRequestException"],
  ["BAD_REQUEST_BODY", 400, '{"message":"Invalid request body"}', "BadRequestException"],
  ["DEFAULT_4XX", 500, '{"message":null}', undefined],
  ["DEFAULT_5XX", 500, '{"message":null}', undefined],
  [
    "EXPIRED_TOKEN",
    403,
    '{"message":"The security token included in the request is expired"}',
    "ExpiredTokenException",
  ],
  [
    "INTEGRATION_FAILURE",
    504,
    '{"message":"Internal server error"}',
    "InternalServerErrorException",
  ],
  [
    "INTEGRATION_TIMEOUT",
    504,
    '{"message":"Endpoint request timed out"}',
    "InternalServerErrorException",
  ],
  ["INVALID_API_KEY", 403, '{"message":"Forbidden"}', "ForbiddenException"],
  [
    "MISSING_AUTHENTICATION_TOKEN",
    403,
    '{"message":"Missing Authentication Token"}',
    "MissingAuthenticationTokenException",
  ],
  ["QUOTA_EXCEEDED", 429, '{"message":"Limit Exceeded"}', "LimitExceededException"],
  ["RESOURCE_NOT_FOUND", 404, '{"message":"Not Found"}', "ResourceNotFoundException"],
  ["THROTTLED", 429, '{"message":"Too Many Requests"}', "TooManyRequestsException"],
  ["UNAUTHORIZED", 401, '{"message":"Unauthorized"}', "UnauthorizedException"],
  ["UNSUPPORTED_MEDIA_TYPE", 415, '{"message":"Unsupported Media Type"}', "BadRequestException"],
  ["WAF_FILTERED", 403, '{"message":"Forbidden"}', "ForbiddenException"],
];

// The words of this one are too long for a table; REQUEST_TOO_LARGE never goes through the catalogue.
const besides: readonly GatewayResponseType[] = ["INVALID_SIGNATURE", "REQUEST_TOO_LARGE"];

describe("gateway responses nobody customised", () => {
  it("are all in the table", () => {
    const listed = [...defaults.map(([type]) => type), ...besides].sort();
    expect(listed).to.deep.equal(Object.keys(gatewayResponseTypes).sort());
  });

  for (const [type, status, body, errorType] of defaults) {
    it(`of ${type} are ${status} with ${body}`, () => {
      const response = render(type);
      expect([response.status, bodyText(response)]).to.deep.equal([status, body]);
      expect(headerValue(response.headers, "content-type")).to.equal("application/json");
      expect(headerValue(response.headers, "x-amzn-errortype")).to.equal(errorType);
    });
  }
});

describe("gateway responses of each type, customised", () => {
  const headers = { "gatewayresponse.header.X-Set": "'own'" };
  const types = Object.keys(gatewayResponseTypes).filter(isGatewayResponseType);
  for (const type of types) {
    // The type's own entry; x-amzn-ErrorType stays; unset parts keep the type's defaults (recorded).
    it(`${type}: its own entry counts, and keeps what is not set`, () => {
      const plain = render(type);
      const own = render(type, {
        DEFAULT_4XX: { statusCode: 418 },
        DEFAULT_5XX: { statusCode: 599 },
        [type]: { responseParameters: headers },
      });
      expect(own.status).to.equal(plain.status);
      expect(headerValue(own.headers, "x-set")).to.equal("own");
      expect(headerValue(own.headers, "x-amzn-errortype")).to.equal(
        headerValue(plain.headers, "x-amzn-errortype"),
      );
      // The capital Message of ACCESS_DENIED is only there while nobody customises it.
      expect(bodyText(own)).to.equal(bodyText(plain).replace('"Message"', '"message"'));
    });

    const { fallback } = gatewayResponseTypes[type];
    if (fallback === null) continue;
    it(`${type}: falls back to ${fallback} for status, headers and templates`, () => {
      const response = render(type, {
        [fallback]: {
          statusCode: 444,
          responseParameters: headers,
          responseTemplates: { "text/plain": "$context.error.responseType" },
        },
      });
      expect(response.status).to.equal(444);
      expect(bodyText(response)).to.equal(type);
      expect(headerValue(response.headers, "content-type")).to.equal("text/plain");
      expect(headerValue(response.headers, "x-set")).to.equal("own");
      expect(headerValue(response.headers, "x-amzn-errortype")).to.equal(
        gatewayResponseTypes[type].errorType,
      );
    });
  }

  it("may overwrite the error type, and nothing but headers", () => {
    const response = render("UNAUTHORIZED", {
      UNAUTHORIZED: {
        responseParameters: {
          "gatewayresponse.header.x-amzn-ErrorType": "'Mine'",
          "gatewayresponse.header.Content-Type": "'application/problem+json'",
          "gatewayresponse.path.id": "'1'",
          "gatewayresponse.querystring.q": "'1'",
          "gatewayresponse.header.Connection": "'upgrade'",
          "gatewayresponse.header.Transfer-Encoding": "'chunked'",
        },
      },
    });
    const lines = response.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
    expect(lines.sort()).to.deep.equal([
      "content-type: application/problem+json",
      "x-amzn-errortype: Mine",
    ]);
  });
});

describe("what gateway response templates and parameters may say", () => {
  // Guide: not VTL, variables only.
  const rows: readonly (readonly [expression: string, text: string])[] = [
    ["$context.error.message", "Missing Authentication Token"],
    ["$context.error.messageString", '"Missing Authentication Token"'],
    ["$context.error.responseType", "MISSING_AUTHENTICATION_TOKEN"],
    ["$context.error.validationErrorString", ""],
    ["$context.error.unknown", ""],
    ["$context.httpMethod", "GET"],
    ["$context.stage", "dev"],
    ["$context.path", "/dev/nope"],
    ["$context.resourcePath", ""],
    ["$context.identity.sourceIp", "203.0.113.7"],
    ["$context.identity.userAgent", "curl"],
    ["$context.protocol", "HTTP/1.1"],
    ["$context.accountId", "123456789012"],
    ["$stageVariables.level", "debug"],
    ["$stageVariables.none", ""],
    ["${stageVariables.level}s", "debugs"],
    ["$method.request.header.Origin", "https://a.example"],
    ["$method.request.querystring.q", "last"],
    ["$method.request.multivalueheader.X-Many", "1,2"],
    ["$method.request.path.id", ""],
    ["#set($x = 1)$x #if(true)yes#end", "#set($x = 1)$x #if(true)yes#end"],
    [
      "$input.json('$.a') $util.escapeJavaScript('x')",
      "$input.json('$.a') $util.escapeJavaScript('x')",
    ],
    ["$", "$"],
    ["$1 $& $$", "$1 $& $$"],
    ["$contexts.stage", "$contexts.stage"],
    ["$context.stage/x", "dev/x"],
    ["($context.stage)", "(dev)"],
  ];
  const message = request("GET /dev/nope?q=first&q=last", [
    ["Origin", "https://a.example"],
    ["User-Agent", "curl"],
    ["X-Many", "1"],
    ["X-Many", "2"],
  ]);
  for (const [expression, text] of rows) {
    it(`${expression} becomes ${text === "" ? "nothing" : text}`, async () => {
      const stage = testStage({
        stageVariables: { level: "debug" },
        api: {
          gatewayResponses: {
            MISSING_AUTHENTICATION_TOKEN: { responseTemplates: { "text/plain": expression } },
          },
        },
      });
      expect(bodyText((await send(stage, message)).response)).to.equal(text);
    });
  }

  const parameters: readonly (readonly [expression: string, values: readonly string[]])[] = [
    ["'*'", ["*"]],
    ["''", [""]],
    ["'it''s'", ["it''s"]],
    ["method.request.header.Origin", ["https://a.example"]],
    ["method.request.header.None", []],
    ["method.request.querystring.q", ["last"]],
    ["method.request.multivalueheader.X-Many", ["1,2"]],
    ["context.error.responseType", ["MISSING_AUTHENTICATION_TOKEN"]],
    ["context.requestId", ["00000000-0000-4000-8000-000000000000"]],
    ["stageVariables.level", ["debug"]],
    ["*", []],
  ];
  for (const [expression, values] of parameters) {
    it(`a header of ${expression} is ${JSON.stringify(values)}`, async () => {
      const stage = testStage({
        stageVariables: { level: "debug" },
        ports: {
          clock: realClock,
          ids: { ...realIds, uuid: () => "00000000-0000-4000-8000-000000000000" },
        },
        api: {
          gatewayResponses: {
            DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.X-Set": expression } },
          },
        },
      });
      const { headers } = (await send(stage, message)).response;
      expect(headerValues(headers, "x-set")).to.deep.equal(values);
    });
  }
});

describe("what gateway responses say of a request that found its route", () => {
  const validate: ApiSketch["operations"] = [
    {
      method: "GET",
      path: "/orders/{id}",
      validate: "parameters",
      parameters: [{ name: "q", in: "query" }],
    },
  ];
  const answer = async (
    type: string,
    responseTemplate: string,
    header: string,
    line = "GET /dev/orders/a%20b",
  ) => {
    const gatewayResponses = {
      [type]: {
        responseTemplates: { "text/plain": responseTemplate },
        responseParameters: { "gatewayresponse.header.X-Set": header },
      },
    };
    const api = { operations: validate, gatewayResponses };
    const functions = { Fn: () => null };
    const { response } = await send(testStage({ api, functions }), request(line));
    return [response.status, bodyText(response), headerValue(response.headers, "x-set")];
  };

  // Guide: `method.request.path` has a value once the route is known.
  it("is its path parameters, as they were sent", async () => {
    const template = "$method.request.path.id $context.resourcePath $context.error.message";
    const ofResource = await answer("BAD_REQUEST_PARAMETERS", "$context.resourceId", "''");
    expect(ofResource[1]).to.match(/^[a-z0-9]{6}$/u);
    expect(
      await answer("BAD_REQUEST_PARAMETERS", template, "method.request.path.id"),
    ).to.deep.equal([400, "a%20b /orders/{id} Missing required request parameters: [q]", "a%20b"]);
  });

  it("is nothing of validation where none failed", async () => {
    const template = "[$context.error.validationErrorString] $context.error.responseType";
    const line = "GET /dev/orders/1?q=1";
    expect(
      await answer("DEFAULT_5XX", template, "method.request.querystring.q", line),
    ).to.deep.equal([502, "[] INTEGRATION_FAILURE", "1"]);
  });

  // Guide, recorded default template: JSON, so a message that is not there is `null`.
  it("is null for the message of a type that has none", () => {
    for (const type of ["AUTHORIZER_FAILURE", "AUTHORIZER_CONFIGURATION_ERROR"] as const) {
      const responseTemplates = {
        "application/json": '{"m":$context.error.messageString,"t":"$context.error.message"}',
      };
      const response = render(type, { [type]: { responseTemplates } });
      expect([response.status, bodyText(response)]).to.deep.equal([500, '{"m":null,"t":""}']);
    }
  });

  it("has a status that DEFAULT_4XX sets for every type nobody wrote, and no other", () => {
    const responses = { DEFAULT_4XX: { statusCode: 418 }, THROTTLED: {} };
    const statuses = (
      ["UNAUTHORIZED", "BAD_REQUEST_BODY", "THROTTLED", "AUTHORIZER_FAILURE"] as const
    ).map((type) => render(type, responses).status);
    expect(statuses).to.deep.equal([418, 418, 429, 500]);
  });
});

describe("the status of an integration that fails", () => {
  // 502 of a function, 500 of the set-up; a status the author sets wins.
  const Fn = (): never => {
    throw new Error("no");
  };
  const rows: readonly (readonly [Responses, number])[] = [
    [{}, 502],
    [{ INTEGRATION_FAILURE: {} }, 502],
    [{ INTEGRATION_FAILURE: { statusCode: 504 } }, 504],
    [{ DEFAULT_5XX: {} }, 502],
    [{ DEFAULT_5XX: { statusCode: 503 } }, 503],
    [{ DEFAULT_5XX: { statusCode: 503 }, INTEGRATION_FAILURE: {} }, 502],
    [{ DEFAULT_4XX: { statusCode: 418 } }, 502],
  ];
  for (const [gatewayResponses, status] of rows) {
    it(`is ${status} with ${JSON.stringify(gatewayResponses)}`, async () => {
      const api = { gatewayResponses };
      const exchange = await send(
        testStage({ api, functions: { Fn } }),
        request("GET /dev/orders/1"),
      );
      expect(exchange.response.status).to.equal(status);
      expect(jsonBody(exchange)).to.deep.equal({ message: "Internal server error" });
    });
  }

  // No answer gets a CORS header nobody asked for.
  it("has CORS headers only where a gateway response sets them", async () => {
    const allow = { "gatewayresponse.header.Access-Control-Allow-Origin": "'*'" };
    const origin = "access-control-allow-origin";
    const headers = { Origin: "https://a.example" };
    const plain = testStage({ functions: { Fn: () => ({}) } });
    const answered = await send(plain, request("GET /dev/orders/1", headers));
    expect(headerValue(answered.response.headers, origin)).to.equal(undefined);
    const unknown = await send(plain, request("GET /dev/nope", headers));
    expect(headerValue(unknown.response.headers, origin)).to.equal(undefined);
    const gatewayResponses = { DEFAULT_5XX: { responseParameters: allow } };
    const set = testStage({ api: { gatewayResponses }, functions: { Fn } });
    const failed = await send(set, request("GET /dev/orders/1", headers));
    expect(headerValue(failed.response.headers, origin)).to.equal("*");
  });
});
