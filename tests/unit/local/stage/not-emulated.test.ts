import { expect } from "chai";
import { parseSourceDocument } from "../../../../src/harness/core/source-document.ts";
import { describe, it } from "mocha";
import { notEmulatedType } from "../../../../src/harness/core/not-emulated.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";
import type { ApiSketch, OperationSketch } from "../../../support/stage/wired-api.ts";

const securitySchemes = {
  lambda: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authorizer": { type: "request" },
  },
  iam: { type: "apiKey", name: "x", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
  key: { type: "apiKey", name: "X-API-Key", in: "header" },
  bearer: { type: "http", scheme: "bearer" },
};

const operation: OperationSketch = { method: "GET", path: "/x" };

describe("what the stage does not emulate", () => {
  const operations: readonly (readonly [string, Partial<OperationSketch>, string])[] = [
    [
      "a Lambda authorizer without a function",
      { security: [["lambda"]] },
      'the authorizer "lambda", which leads to no function',
    ],
    [
      "several authorizers on one route",
      { security: [["lambda"], ["iam"]] },
      'several authorizers on one route ("lambda" and "iam")',
    ],
    ["an unknown security scheme", { security: [["gone"]] }, '"gone"'],
    [
      "an integration the wiring could not follow",
      { wiring: { kind: "unsupported", reason: "integrations of type http" } },
      "integrations of type http",
    ],
    [
      "a function of another stack",
      { wiring: { kind: "foreign-lambda", reference: "arn:x", configured: null } },
      "a function outside the template (arn:x)",
    ],
    ["no integration", { integration: null, wiring: { kind: "none" } }, "without an integration"],
    [
      "an integration that names no function",
      { wiring: { kind: "none" } },
      "leads to no function of the template",
    ],
  ];
  for (const [what, sketch, words] of operations) {
    it(`refuses ${what} with 501 and says so at the start`, async () => {
      const stage = testStage({
        api: {
          operations: [
            { ...operation, ...sketch },
            { method: "GET", path: "/open" },
          ],
          root: { components: { securitySchemes } },
        },
      });
      const exchange = await send(stage, request("GET /dev/x"));
      expect(exchange.response.status).to.equal(501);
      expect(JSON.stringify(jsonBody(exchange))).to.contain(JSON.stringify(words).slice(1, -1));
      expect(exchange.trace.gatewayResponseType).to.equal(notEmulatedType);
      expect(exchange.trace.functionId).to.equal(null);
      expect(stage.problems.map(({ code }) => code)).to.deep.equal([
        "stage/operation-not-emulated",
      ]);
      expect(stage.problems[0]?.message).to.contain(words);
      expect(stage.problems[0]?.location?.line).to.be.greaterThan(1);
      expect((await send(stage, request("GET /dev/open"))).response.status).to.equal(200);
    });
  }

  it("lets through a security scheme API Gateway takes no notice of", async () => {
    const stage = testStage({
      api: {
        operations: [{ ...operation, security: [["bearer"]] }],
        root: { components: { securitySchemes } },
      },
    });
    expect(stage.problems).to.deep.equal([]);
    expect((await send(stage, request("GET /dev/x"))).response.status).to.equal(200);
  });

  const apis: readonly (readonly [string, Partial<ApiSketch>, string])[] = [
    ["a resource policy", { root: { "x-amazon-apigateway-policy": {} } }, "resource policies"],
    [
      "mutual TLS",
      { properties: { Domain: { MutualTlsAuthentication: { TruststoreUri: "s3://x" } } } },
      "mutual TLS",
    ],
  ];
  for (const [what, sketch, words] of apis) {
    it(`refuses every request to ${what}`, async () => {
      const stage = testStage({ api: sketch });
      for (const line of ["GET /dev/orders/1", "GET /dev/nope"]) {
        const exchange = await send(stage, request(line));
        expect(exchange.response.status).to.equal(501);
        expect(JSON.stringify(jsonBody(exchange))).to.contain(words);
      }
      expect(stage.problems.map(({ code }) => code)).to.deep.equal(["stage/api-not-emulated"]);
    });
  }

  const defaults: readonly (readonly [string, ApiSketch["properties"], string])[] = [
    [
      "a default authorizer that is not defined",
      { Auth: { DefaultAuthorizer: "A", Authorizers: {} } },
      '"A"',
    ],
  ];
  for (const [what, properties, words] of defaults) {
    it(`refuses every route of an API with ${what}`, async () => {
      const stage = testStage({ api: properties === undefined ? {} : { properties } });
      const { response, trace } = await send(stage, request("GET /dev/orders/1"));
      expect(response.status).to.equal(501);
      expect(trace.gatewayDetail).to.contain(words);
      expect(stage.problems.map(({ code }) => code)).to.deep.equal([
        "stage/operation-not-emulated",
        "stage/operation-not-emulated",
        "stage/operation-not-emulated",
      ]);
    });
  }

  it("names settings without effect, and answers", async () => {
    const stage = testStage({
      api: {
        properties: { MethodSettings: [{ CachingEnabled: true }], MinimumCompressionSize: 1 },
      },
    });
    expect(stage.problems.map(({ code }) => code)).to.deep.equal([
      "stage/setting-not-emulated",
      "stage/setting-not-emulated",
    ]);
    expect((await send(stage, request("GET /dev/orders/1"))).response.status).to.equal(200);
  });

  it("says nothing of usage plans and throttles", () => {
    const Auth = { UsagePlan: { CreateUsagePlan: "PER_API" } };
    const MethodSettings = [{ ThrottlingRateLimit: 1 }];
    const stage = testStage({ api: { properties: { Auth, MethodSettings } } });
    expect(stage.problems).to.deep.equal([]);
  });

  it("places a setting in the template where that is known", () => {
    const template = parseSourceDocument({
      file: "template.yaml",
      text: "Resources:\n  OrderApi:\n    Properties:\n      MethodSettings: []\n",
    });
    const stage = testStage({
      api: { properties: { MethodSettings: [{ CachingEnabled: true }] } },
      template,
    });
    expect(stage.problems[0]?.location).to.include({ file: "template.yaml", line: 4, column: 7 });
  });

  it("reports resources API Gateway would refuse", () => {
    const stage = testStage({
      api: {
        operations: [
          { method: "GET", path: "/a/{id}" },
          { method: "GET", path: "/a/{name}/x" },
        ],
      },
    });
    expect(stage.problems.map(({ code, operation: key }) => [code, key])).to.deep.equal([
      ["stage/route-conflict", "GET /a/{name}/x"],
    ]);
  });

  it("does not route to resources API Gateway would refuse", async () => {
    const stage = testStage({
      api: {
        operations: [
          { method: "GET", path: "/a/{id}" },
          { method: "GET", path: "/a/{name}/x" },
          { method: "GET", path: "/b/x{id}" },
          { method: "GET", path: "/c/{proxy+}" },
          { method: "GET", path: "/c/{proxy+}/x" },
        ],
      },
    });
    const statusOf = async (line: string): Promise<number> =>
      (await send(stage, request(line))).response.status;
    expect([await statusOf("GET /dev/a/1"), await statusOf("GET /dev/a/1/x")]).to.deep.equal([
      200, 403,
    ]);
    expect(await statusOf("GET /dev/b/x1")).to.equal(403);
    const { trace } = await send(stage, request("GET /dev/c/1/x"));
    expect(trace.event).to.deep.include({ resource: "/c/{proxy+}" });
    expect(stage.problems.map(({ operation: key }) => key)).to.deep.equal([
      "GET /a/{name}/x",
      "GET /b/x{id}",
      "GET /c/{proxy+}/x",
    ]);
  });

  // Guide, "Content type conversions": text stays text; a function gets a binary body as Base64 in any case.
  it("takes CONVERT_TO_TEXT on a Lambda proxy integration, which changes nothing, and no other", async () => {
    for (const [contentHandling, status] of [
      ["CONVERT_TO_TEXT", 200],
      ["CONVERT_TO_BINARY", 501],
    ] as const) {
      const integration = { type: "aws_proxy", httpMethod: "POST", contentHandling };
      const converting = { method: "POST" as const, path: "/x", integration };
      const stage = testStage({
        api: { operations: [converting], binaryMediaTypes: ["image/png"] },
      });
      const png = Buffer.from([0x89, 0x50]);
      const exchange = await send(
        stage,
        request("POST /dev/x", { "Content-Type": "image/png" }, png),
      );
      expect(exchange.response.status).to.equal(status);
      expect(stage.problems).to.have.length(status === 200 ? 0 : 1);
      if (status === 200)
        expect(exchange.trace.event).to.include({ body: "iVA=", isBase64Encoded: true });
    }
  });
});

describe("the hooks of a stage", () => {
  it("hear of every exchange, with its operation, and of every access", async () => {
    const heard: (string | null)[] = [];
    const accesses: unknown[] = [];
    const stage = testStage({
      onExchange: (_exchange, matched) => heard.push(matched?.key ?? null),
      accessLog: ({ method, path, resourcePath, status }) =>
        accesses.push([method, path, resourcePath, status]),
    });
    await send(stage, request("GET /orders/1"));
    await send(stage, request("GET /dev/nope"));
    expect(heard).to.deep.equal(["GET /orders/{orderId}", null]);
    expect(accesses).to.deep.equal([
      ["GET", "/dev/orders/1", "/orders/{orderId}", 200],
      ["GET", "/dev/nope", null, 403],
    ]);
  });
});
