import { expect } from "chai";
import { describe, it } from "mocha";
import { headerValue } from "../../../../../src/harness/core/http-message.ts";
import type { JsonValue } from "../../../../../src/harness/core/json.ts";
import type { Exchange } from "../../../../../src/harness/core/target.ts";
import { httpStage } from "../../../../support/stage/http-stage.ts";
import { request, send } from "../../../../support/stage/test-stage.ts";

const own = {
  statusCode: 200,
  headers: { "Access-Control-Allow-Origin": "https://own.test", "access-control-x": "1", a: "b" },
};

const stageWith = (root: JsonValue | undefined, property?: JsonValue) =>
  httpStage({
    api: {
      operations: [
        { method: "GET", path: "/x" },
        { method: "OPTIONS", path: "/own" },
        { method: "GET", path: "/fails", functionId: "Fails" },
      ],
      root: root === undefined ? {} : { "x-amazon-apigateway-cors": root },
      properties: property === undefined ? {} : { CorsConfiguration: property },
    },
    functions: { Fn: () => own, Fails: () => Promise.reject(new Error("no")) },
  });

const cors = {
  allowOrigins: ["https://a.test", "http://*", "https://*.w.test"],
  allowMethods: ["GET", "POST"],
  allowHeaders: ["content-type", "x-a"],
  exposeHeaders: ["x-b"],
  maxAge: 600,
  allowCredentials: true,
};

const corsHeaders = ({ response }: Exchange) =>
  response.headers.filter(([name]) => name.toLowerCase().startsWith("access-control-"));

const preflight = (line: string, origin: string) =>
  request(line, { Origin: origin, "Access-Control-Request-Method": "GET" });

describe("CORS of an HTTP API", () => {
  // Answered by the gateway whatever routes there are; 204 is recalled.
  for (const line of ["OPTIONS /x", "OPTIONS /own", "OPTIONS /nowhere"]) {
    it(`answers the preflight request ${line} without a function`, async () => {
      const exchange = await send(stageWith(cors), preflight(line, "https://a.test"));
      expect(exchange.response.status).to.equal(204);
      expect(exchange.response.body.byteLength).to.equal(0);
      expect(corsHeaders(exchange)).to.deep.equal([
        ["access-control-allow-origin", "https://a.test"],
        ["access-control-allow-methods", "GET,POST"],
        ["access-control-allow-headers", "content-type,x-a"],
        ["access-control-expose-headers", "x-b"],
        ["access-control-max-age", "600"],
        ["access-control-allow-credentials", "true"],
      ]);
      expect(exchange.trace).to.deep.include({
        answeredBy: "gateway",
        functionId: null,
        gatewayDetail: "the CORS configuration of the API answers preflight requests",
      });
    });
  }

  // No wildcards but *, https://* and http://*.
  const origins = [
    ["https://a.test", "https://a.test"],
    ["HTTPS://A.test", "HTTPS://A.test"],
    ["http://any.test", "http://any.test"],
    ["https://b.test", undefined],
    ["https://sub.w.test", undefined],
    ["https://a.tesx", undefined],
    ["https://a.test.evil.test", undefined],
    ["xhttp://any.test", undefined],
    ["null", undefined],
  ] as const;
  for (const [origin, allowed] of origins) {
    it(`${allowed === undefined ? "gives no CORS headers to" : "allows"} ${origin}`, async () => {
      for (const message of [
        preflight("OPTIONS /x", origin),
        request("GET /x", { Origin: origin }),
      ]) {
        const exchange = await send(stageWith(cors), message);
        expect(headerValue(exchange.response.headers, "access-control-allow-origin")).to.equal(
          allowed,
        );
        expect(corsHeaders(exchange).length > 0).to.equal(allowed !== undefined);
      }
    });
  }

  it("writes methods and headers as configured, * too", async () => {
    const configured = { allowOrigins: ["https://*"], allowMethods: ["*"], allowHeaders: ["*"] };
    const exchange = await send(stageWith(configured), preflight("OPTIONS /x", "https://a.test"));
    expect(corsHeaders(exchange)).to.deep.equal([
      ["access-control-allow-origin", "https://a.test"],
      ["access-control-allow-methods", "*"],
      ["access-control-allow-headers", "*"],
    ]);
  });

  it("puts its headers in place of the function's", async () => {
    const exchange = await send(stageWith(cors), request("GET /x", { Origin: "https://a.test" }));
    expect(corsHeaders(exchange)).to.deep.equal([
      ["access-control-allow-origin", "https://a.test"],
      ["access-control-allow-credentials", "true"],
      ["access-control-expose-headers", "x-b"],
    ]);
    expect(headerValue(exchange.response.headers, "a")).to.equal("b");
    expect(headerValue(exchange.response.headers, "vary")).to.equal("origin");
  });

  it("sends no header of what the configuration leaves out", async () => {
    const origin = "https://a.test";
    const stage = stageWith({ allowOrigins: ["*"] });
    const answered = await send(stage, request("GET /x", { Origin: origin }));
    expect(corsHeaders(answered)).to.deep.equal([["access-control-allow-origin", "*"]]);
    const asked = await send(stage, preflight("OPTIONS /x", origin));
    expect(corsHeaders(asked)).to.deep.equal([["access-control-allow-origin", "*"]]);
  });

  it("drops the function's own also where the request has no Origin", async () => {
    expect(corsHeaders(await send(stageWith(cors), request("GET /x")))).to.deep.equal([]);
  });

  it("leaves the function's own alone where CORS is not configured", async () => {
    const stage = stageWith(undefined);
    const exchange = await send(stage, request("GET /x", { Origin: "https://a.test" }));
    expect(corsHeaders(exchange)).to.deep.equal([
      ["Access-Control-Allow-Origin", "https://own.test"],
      ["access-control-x", "1"],
    ]);
    const asked = await send(stage, preflight("OPTIONS /x", "https://a.test"));
    expect(asked.response.status).to.equal(404);
    expect((await send(stage, preflight("OPTIONS /own", "x"))).trace.functionId).to.equal("Fn");
  });

  it("routes an OPTIONS request that is no preflight", async () => {
    const stage = stageWith(cors);
    const routed = await send(stage, request("OPTIONS /own", { Origin: "https://a.test" }));
    expect(routed.trace.functionId).to.equal("Fn");
    const lost = await send(
      stage,
      request("OPTIONS /x", { "Access-Control-Request-Method": "GET" }),
    );
    expect(lost.response.status).to.equal(404);
  });

  // SAM translator: CorsConfiguration is written over the document's; true allows every origin.
  const templates: readonly (readonly [string, JsonValue, string])[] = [
    ["true", true, "*"],
    ["the template's names", { AllowOrigins: ["https://t.test"] }, "https://t.test"],
    ["every origin", { AllowOrigins: ["*"] }, "*"],
  ];
  for (const [what, property, allowed] of templates) {
    it(`takes ${what} from the template rather than the document`, async () => {
      const exchange = await send(
        stageWith(cors, property),
        preflight("OPTIONS /x", "https://t.test"),
      );
      expect(corsHeaders(exchange)).to.deep.equal([["access-control-allow-origin", allowed]]);
    });
  }

  it("says so where a part of the configuration is not known here", () => {
    const unknown = { allowOrigins: [{ "Fn::ImportValue": "origin" }] };
    const codesOf = (stage: ReturnType<typeof stageWith>) => stage.problems.map(({ code }) => code);
    expect(codesOf(stageWith(unknown))).to.deep.equal(["stage/setting-not-emulated"]);
    expect(
      codesOf(stageWith(undefined, { AllowOrigins: [{ "Fn::ImportValue": "a" }] })),
    ).to.have.length(1);
    expect(codesOf(stageWith(cors))).to.deep.equal([]);
    expect(codesOf(stageWith(undefined))).to.deep.equal([]);
  });

  it("adds nothing to the gateway's own answers", async () => {
    const exchange = await send(
      stageWith(cors),
      request("GET /fails", { Origin: "https://a.test" }),
    );
    expect(exchange.response.status).to.equal(500);
    expect(corsHeaders(exchange)).to.deep.equal([]);
  });
});
