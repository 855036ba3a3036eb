import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../src/harness/core/http-message.ts";
import { isObject, type JsonValue } from "../../../../src/harness/core/json.ts";
import type { Exchange } from "../../../../src/harness/core/target.ts";
import type { Stage } from "../../../../src/harness/local/stage/create-stage.ts";
import { stagesOfTemplate } from "../../../support/stage/stages-of-template.ts";
import { jsonBody, request, send } from "../../../support/stage/test-stage.ts";

// What `sam local start-api` does differently from AWS, one test
// each, on stages wired from templates.

const integration = (uri: string): string =>
  `x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: ${uri} }`;
const sub = (id: string): string =>
  `{ Fn::Sub: 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations' }`;
const join = (id: string): string =>
  `{ Fn::Join: ['', ['arn:aws:apigateway:', { Ref: AWS::Region }, ':lambda:path/2015-03-31/functions/', { Fn::GetAtt: [${id}, Arn] }, /invocations]] }`;

const fn = (id: string, events: string, extra = ""): string => `  ${id}:
    Type: AWS::Serverless::Function
${extra}    Properties: { Handler: index.handler, Runtime: nodejs24.x, CodeUri: src, Events: { ${events} } }
`;
const event = (name: string, api: string, method: string, path: string): string =>
  `${name}: { Type: Api, Properties: { RestApiId: !Ref ${api}, Method: ${method}, Path: "${path}" } }`;

const template = `Conditions: { Never: !Equals [a, b] }
Resources:
  One:
    Type: AWS::Serverless::Api
    Properties:
      StageName: one
      Variables: { level: first }
      DefinitionBody:
        openapi: 3.0.3
        info: { title: One, version: "1" }
        components: { x-paths: { shared: { get: { ${integration(sub("Fn"))} } } } }
        paths:
          /orders/{id}:
            get: { ${integration(sub("Fn"))} }
            put: { ${integration(sub("Unpermitted"))} }
            delete: { ${integration(sub("Gone"))} }
          /joined:
            get: { ${integration(join("Fn"))} }
          /shared: { $ref: "#/components/x-paths/shared" }
  Two:
    Type: AWS::Serverless::Api
    Properties:
      StageName: two
      Variables: { level: second }
      GatewayResponses: { DEFAULT_4XX: { ResponseParameters: { Headers: { X-Two: "'yes'" } } } }
${fn("Fn", [event("A", "One", "get", "/orders/{id}"), event("B", "One", "get", "/joined"), event("C", "One", "get", "/shared"), event("D", "Two", "get", "/orders/{id}"), event("E", "Two", "post", "/only-two")].join(", "))}${fn("Unpermitted", event("A", "Two", "put", "/orders/{id}"))}${fn("Gone", event("A", "One", "delete", "/orders/{id}"), "    Condition: Never\n")}`;

function stagesWith(answer: (event: unknown) => unknown): ReadonlyMap<string, Stage> {
  return stagesOfTemplate(template, { Fn: answer, Unpermitted: answer });
}

function one(answer: (event: unknown) => unknown = () => ({})): Stage {
  const stage = stagesWith(answer).get("One");
  if (stage === undefined) throw new Error("no stage");
  return stage;
}

function contextOf(exchange: Exchange): { readonly [name: string]: JsonValue } {
  const { event: made } = exchange.trace;
  const context = isObject(made) ? made["requestContext"] : null;
  if (!isObject(context)) throw new Error(`no event: ${exchange.trace.gatewayDetail}`);
  return context;
}

describe("where sam local start-api differs from AWS, the stage does as AWS", () => {
  it("gives every request an id and a time of its own", async () => {
    const stage = one();
    const ids = new Set<unknown>();
    for (let count = 0; count < 3; count += 1) {
      const exchange = await send(stage, request("GET /one/orders/1"));
      ids.add(contextOf(exchange)["requestId"]);
      expect(contextOf(exchange)["requestTimeEpoch"]).to.be.a("number");
    }
    expect(ids.size).to.equal(3);
  });

  it("lets an encoded slash reach the handler", async () => {
    const { trace } = await send(one(), request("GET /one/orders/a%2Fb"));
    expect(trace.event).to.deep.include({ path: "/orders/a%2Fb", pathParameters: { id: "a%2Fb" } });
  });

  it("has the stage and the path as it was asked for in requestContext.path", async () => {
    const exchange = await send(one(), request("GET /one/orders/1"));
    expect(contextOf(exchange)).to.include({ path: "/one/orders/1", resourcePath: "/orders/{id}" });
  });

  it("tells the client's own user agent, and no API key that is null", async () => {
    const exchange = await send(one(), request("GET /one/orders/1", { "User-Agent": "curl" }));
    const { identity } = contextOf(exchange);
    expect(identity).to.include({ userAgent: "curl" });
    expect(identity).not.to.have.property("apiKey");
  });

  it("keeps the client's casing of headers", async () => {
    const { trace } = await send(one(), request("GET /one/orders/1", { "x-LOWER-upper": "1" }));
    expect(JSON.stringify(trace.event)).to.contain('"x-LOWER-upper":"1"');
  });

  for (const [what, answer] of [
    [
      "a handler that throws",
      () => {
        throw new Error("no");
      },
    ],
    ["a body that is an object", () => ({ statusCode: 200, body: { a: 1 } })],
    ["a body that is a number", () => ({ statusCode: 200, body: 7 })],
    ["cookies in the result", () => ({ statusCode: 200, cookies: ["a=b"] })],
    ["a result that is text", () => "hello"],
  ] as const) {
    it(`answers 502 to ${what}`, async () => {
      const exchange = await send(one(answer), request("GET /one/orders/1"));
      expect(exchange.response.status).to.equal(502);
      expect(jsonBody(exchange)).to.deep.equal({ message: "Internal server error" });
    });
  }

  it("adds no CORS headers to what a function answers", async () => {
    const { response } = await send(one(), request("GET /one/orders/1", { Origin: "https://a.b" }));
    expect(response.headers.filter(([name]) => /^access-control/iu.test(name))).to.deep.equal([]);
  });

  it("answers a preflight nobody defined with Missing Authentication Token", async () => {
    const exchange = await send(one(), request("OPTIONS /one/orders/1"));
    expect(exchange.response.status).to.equal(403);
    expect(jsonBody(exchange)).to.deep.equal({ message: "Missing Authentication Token" });
  });

  it("tells a broken signature of an unknown route from a missing token", async () => {
    const { response } = await send(one(), request("GET /one/nope", { Authorization: "Bearer a" }));
    expect(headerValue(response.headers, "x-amzn-errortype")).to.equal(
      "IncompleteSignatureException",
    );
  });

  it("decodes base64 by the first type the client accepts, not by the response's own", async () => {
    const stage = one(() => ({
      headers: { "Content-Type": "image/png" },
      body: "eA==",
      isBase64Encoded: true,
    }));
    const { response } = await send(stage, request("GET /one/orders/1", { Accept: "image/png" }));
    expect(bodyText(response)).to.equal("eA==");
  });

  it("routes integrations by Fn::Join and path items by reference", async () => {
    const stage = one();
    for (const path of ["joined", "shared"]) {
      const { response, trace } = await send(stage, request(`GET /one/${path}`));
      expect([response.status, trace.functionId]).to.deep.equal([200, "Fn"]);
    }
  });

  it("keeps two APIs of a template apart: routes, stage, variables, gateway responses", async () => {
    const stages = stagesWith(() => ({}));
    for (const [id, name, level] of [
      ["One", "one", "first"],
      ["Two", "two", "second"],
    ] as const) {
      const stage = stages.get(id);
      if (stage === undefined) throw new Error(`no stage ${id}`);
      const exchange = await send(stage, request(`GET /${name}/orders/1`));
      expect(contextOf(exchange)["stage"]).to.equal(name);
      expect(exchange.trace.event).to.have.deep.property("stageVariables", { level });
      const other = await send(stage, request(`POST /${name}/only-two`));
      expect(other.response.status).to.equal(id === "Two" ? 200 : 403);
      const unknown = await send(stage, request(`GET /${name}/nope`));
      expect(headerValue(unknown.response.headers, "x-two")).to.equal(
        id === "Two" ? "yes" : undefined,
      );
    }
  });

  it("refuses a route whose function nothing permits it to invoke", async () => {
    const exchange = await send(one(), request("PUT /one/orders/1"));
    expect(exchange.response.status).to.equal(500);
    expect(exchange.trace.gatewayDetail).to.contain("nothing permits");
  });

  it("has no function whose condition is false, and says so at the start", async () => {
    const stage = one();
    const exchange = await send(stage, request("DELETE /one/orders/1"));
    expect(exchange.response.status).to.equal(501);
    expect(stage.problems.map(({ operation }) => operation)).to.deep.equal(["DELETE /orders/{id}"]);
    expect(stage.problems[0]?.location?.line).to.be.greaterThan(1);
  });
});
