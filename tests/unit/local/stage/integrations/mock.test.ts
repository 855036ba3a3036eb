import { expect } from "chai";
import { describe, it } from "mocha";
import {
  bodyText,
  headerValue,
  headerValues,
} from "../../../../../src/harness/core/http-message.ts";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import { allowed, guardedStage } from "../../../../support/stage/authorizers.ts";
import {
  integratedOperation,
  integrationStage,
} from "../../../../support/stage/integration-stage.ts";
import { request, send } from "../../../../support/stage/test-stage.ts";

const json = (text: string): JsonObject => ({ "application/json": text });
const ok: JsonObject = { default: { statusCode: 200, responseTemplates: json('{"ok":true}') } };
const internal = '{"message":"Internal server error"}';

interface Row {
  readonly says: string;
  readonly source: string;
  readonly settings: JsonObject;
  readonly status: number;
  readonly body: string;
  readonly line?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sent?: string;
}

const rows: readonly Row[] = [
  {
    says: "the template's status chooses the response",
    source: "recorded (LocalStack, mock integrations)",
    settings: {
      requestTemplates: json('{"statusCode": 404}'),
      responses: { "404": { statusCode: "404", responseTemplates: json("gone") }, ...ok },
    },
    status: 404,
    body: "gone",
  },
  {
    says: "a pattern matches the whole status",
    source: "guide, integration responses",
    settings: {
      requestTemplates: json('{"statusCode": 418}'),
      responses: { "4": { statusCode: "404" }, "4\\d{2}": { statusCode: "400" }, ...ok },
    },
    status: 400,
    body: "",
  },
  {
    says: "keys need no quotes",
    source: "recorded (LocalStack, mock integrations)",
    settings: {
      requestTemplates: json("{statusCode: 204}"),
      responses: { "204": { statusCode: "204" } },
    },
    status: 204,
    body: "",
  },
  {
    says: "a status that is no whole number is 500",
    source: "recorded (LocalStack, mock integrations)",
    settings: { requestTemplates: json('{"statusCode": "200"}'), responses: ok },
    status: 500,
    body: internal,
  },
  {
    says: "a status that is a fraction is 500",
    source: "recorded (LocalStack, mock integrations)",
    settings: { requestTemplates: json('{"statusCode": 200.5}'), responses: ok },
    status: 500,
    body: internal,
  },
  {
    says: "no entry and no default is 500",
    source: "guide, integration responses",
    settings: {
      requestTemplates: json('{"statusCode": 200}'),
      responses: { "404": { statusCode: "404" } },
    },
    status: 500,
    body: internal,
  },
  {
    says: "the status is overridden, the body stays empty",
    source: "recorded (LocalStack, 2025-05-16)",
    settings: {
      requestTemplates: json('{"statusCode": 200}#set($context.responseOverride.status = 444)'),
      responses: { default: { statusCode: "200" } },
    },
    status: 444,
    body: "",
  },
  {
    says: "a path override of the request template is seen by the response template",
    source: "recorded (LocalStack, 2024-11-06)",
    settings: {
      requestTemplates: json('#set($context.requestOverride.path.id = "seven"){"statusCode": 200}'),
      responses: {
        default: {
          statusCode: "200",
          responseTemplates: json('$context.requestOverride.path.id $input.params("id")'),
        },
      },
    },
    status: 200,
    body: "seven 1 2",
    line: "GET /dev/items/1%202",
  },
  {
    says: "no template for the media type and `never` is 415",
    source: "guide, passthrough behaviours",
    settings: {
      requestTemplates: json('{"statusCode": 200}'),
      responses: ok,
      passthroughBehavior: "never",
    },
    status: 415,
    body: '{"message":"Unsupported Media Type"}',
    headers: { "Content-Type": "text/plain" },
    sent: "x",
  },
  {
    says: "some templates, none for the media type and `when_no_templates` is 415",
    source: "guide, passthrough behaviours",
    settings: {
      requestTemplates: json('{"statusCode": 200}'),
      responses: ok,
      passthroughBehavior: "when_no_templates",
    },
    status: 415,
    body: '{"message":"Unsupported Media Type"}',
    headers: { "Content-Type": "text/plain" },
  },
  {
    says: "no templates at all and `when_no_templates` lets the body pass",
    source: "guide, passthrough behaviours",
    settings: { responses: ok, passthroughBehavior: "when_no_templates" },
    status: 200,
    body: '{"ok":true}',
    sent: '{"statusCode": 200}',
  },
  {
    says: "no templates at all and `never` is 415",
    source: "guide, passthrough behaviours",
    settings: { responses: ok, passthroughBehavior: "never" },
    status: 415,
    body: '{"message":"Unsupported Media Type"}',
  },
  {
    says: "`when_no_match` lets the body pass where no template is for it",
    source: "guide, passthrough behaviours",
    settings: { requestTemplates: json('{"statusCode": 404}'), responses: ok },
    status: 200,
    body: '{"ok":true}',
    headers: { "Content-Type": "text/plain" },
    sent: '{"statusCode": 200}',
  },
  {
    says: "a broken template is 500",
    source: "guide, mapping templates",
    settings: { requestTemplates: json("#if(true)"), responses: ok },
    status: 500,
    body: internal,
  },
  {
    says: "the client's Accept chooses the response template",
    source: "LocalStack's source",
    settings: {
      requestTemplates: json('{"statusCode": 200}'),
      responses: {
        default: {
          statusCode: "200",
          responseTemplates: { "application/json": "{}", "text/xml": "<x/>" },
        },
      },
    },
    status: 200,
    body: "<x/>",
    headers: { Accept: "text/html, text/xml;q=0.9" },
  },
  {
    says: "the response template of JSON is taken where none is accepted",
    source: "LocalStack's source",
    settings: {
      requestTemplates: json('{"statusCode": 200}'),
      responses: {
        default: {
          statusCode: "200",
          responseTemplates: { "text/xml": "<x/>", "application/json": "{}" },
        },
      },
    },
    status: 200,
    body: "{}",
    headers: { Accept: "text/html" },
  },
  {
    says: "the first response template is taken where there is none of JSON",
    source: "LocalStack's source",
    settings: {
      requestTemplates: json('{"statusCode": 200}'),
      responses: {
        default: {
          statusCode: "200",
          responseTemplates: { "text/xml": "<x/>", "text/csv": "x" },
        },
      },
    },
    status: 200,
    body: "<x/>",
    headers: { Accept: "text/html" },
  },
  {
    says: "the request template goes by the Content-Type",
    source: "guide, mapping templates",
    settings: {
      requestTemplates: {
        "application/json": '{"statusCode": 404}',
        "text/xml": '{"statusCode": 200}',
      },
      responses: ok,
    },
    status: 200,
    body: '{"ok":true}',
    headers: { "Content-Type": "text/xml; charset=utf-8" },
    sent: "<x/>",
  },
];

describe("A mock integration", () => {
  for (const { says, source, settings, status, body, line, headers, sent } of rows) {
    it(`${says} (${source})`, async () => {
      const stage = integrationStage({ kind: "mock" }, settings);
      const method = sent === undefined ? "GET" : "POST";
      const exchange = await send(
        stage,
        request(line ?? `${method} /dev/items/1`, headers ?? {}, sent ?? null),
      );
      expect(exchange.trace.gatewayDetail ?? "").to.be.a("string");
      expect([exchange.response.status, bodyText(exchange.response)]).to.deep.equal([status, body]);
    });
  }

  it("answers a preflight request with the headers it maps, and lets no header be split", async () => {
    const stage = integrationStage(
      { kind: "mock" },
      {
        requestTemplates: json('{"statusCode": 200}'),
        responses: {
          default: {
            statusCode: "200",
            responseParameters: {
              "method.response.header.Access-Control-Allow-Origin": "'*'",
              "method.response.header.X-Stage": "context.stage",
              "method.response.header.X-Var": "stageVariables.colour",
              "method.response.header.X-Query": "method.request.querystring.q",
              "method.response.header.Date": "'never'",
              "method.response.header.X-None": "context.nothing",
            },
          },
        },
      },
      { stageVariables: { colour: "red" } },
    );
    const exchange = await send(stage, request("OPTIONS /dev/items/1?q=a"));
    const { headers } = exchange.response;
    const read = (name: string): string | undefined => headerValue(headers, name);
    expect(read("access-control-allow-origin")).to.equal("*");
    expect(read("x-stage")).to.equal("dev");
    expect(read("x-var")).to.equal("red");
    expect(read("x-query")).to.equal("a");
    expect(read("x-amzn-remapped-date")).to.equal("never");
    expect(read("x-none")).to.equal(undefined);
    expect(read("x-amzn-trace-id"), "a mock's answer has no trace id").to.equal(undefined);
    const split = await send(stage, request("OPTIONS /dev/items/1?q=a%0d%0aSet-Cookie:x"));
    expect(headerValue(split.response.headers, "x-query")).to.equal(undefined);
    expect(exchange.trace.answeredBy).to.equal("function");
    expect(exchange.trace.functionId).to.equal(null);
  });

  it("sends one line of a header that mapping and template set, the template's (guide)", async () => {
    const stage = integrationStage(
      { kind: "mock" },
      {
        requestTemplates: json('{"statusCode": 200}'),
        responses: {
          default: {
            statusCode: "200",
            responseParameters: {
              "method.response.header.Content-Type": "'text/css'",
              "method.response.header.X-A": "'mapped'",
            },
            responseTemplates: json('#set($context.responseOverride.header.x-a = "set")a'),
          },
        },
      },
    );
    const { headers } = (await send(stage, request("GET /dev/items/1"))).response;
    expect(headerValues(headers, "x-a")).to.deep.equal(["set"]);
    expect(headerValues(headers, "content-type")).to.deep.equal(["text/css"]);
  });

  it("says in the trace which answer no entry is for", async () => {
    const responses = { "404": { statusCode: "404" } };
    const settings = { requestTemplates: json('{"statusCode": 200}'), responses };
    const { trace } = await send(
      integrationStage({ kind: "mock" }, settings),
      request("GET /dev/items/1"),
    );
    expect(trace.gatewayDetail).to.contain('responses is for "200", and there is no default');
    expect(trace.gatewayResponseType).to.equal("API_CONFIGURATION_ERROR");
  });

  // Guide: the values of an authorizer are texts in templates, whatever they were.
  it("reads what the authorizer said as texts", async () => {
    const template = `{"level": "$context.authorizer.level", "admin": "$context.authorizer.admin", "who": "$context.authorizer.principalId", "length": $context.authorizer.level.length()}`;
    const settings = {
      requestTemplates: json('{"statusCode": 200}'),
      responses: { default: { statusCode: "200", responseTemplates: json(template) } },
    };
    const operation = { method: "GET", path: "/m", security: [["caller"]] } as const;
    const operations = [integratedOperation({ kind: "mock" }, settings, operation)];
    const context = { level: 12, admin: true };
    const stage = guardedStage({ authorizer: { type: "token" } }, () => ({ ...allowed, context }), {
      api: { operations },
    });
    const { response } = await send(stage, request("GET /dev/m", { Authorization: "t" }));
    expect(JSON.parse(bodyText(response))).to.deep.equal({
      level: "12",
      admin: "true",
      who: "user-1",
      length: 2,
    });
  });

  it("refuses what its templates use and the stage has not, by name", async () => {
    const stage = integrationStage(
      { kind: "mock" },
      { requestTemplates: json(`$input.path('$.a[?(@.b)]'){"statusCode": 200}`), responses: ok },
    );
    const exchange = await send(stage, request("POST /dev/items/1", {}, '{"a":[]}'));
    expect(exchange.response.status).to.equal(501);
    expect(bodyText(exchange.response)).to.contain("filters or computes");
  });

  it("refuses a selection pattern that only Java reads", () => {
    const stage = integrationStage(
      { kind: "mock" },
      { responses: { "\\p{Alpha}+": { statusCode: "200" } } },
    );
    expect(stage.problems.map(({ code }) => code)).to.deep.equal(["stage/operation-not-emulated"]);
    expect(stage.problems[0]?.message).to.contain("the selection pattern");
  });
});
