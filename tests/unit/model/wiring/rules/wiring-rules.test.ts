import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { wiringCodes } from "../../../../../src/harness/core/codes/wiring.ts";
import type { ProblemCode } from "../../../../../src/harness/core/problem-codes.ts";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import {
  operationRules,
  projectRules,
} from "../../../../../src/harness/model/wiring/rules/wiring-rules.ts";
import {
  goodFiles,
  goodSpec,
  goodTemplate,
  placeOf,
  problemsOf,
  wireGood,
  type ProjectTexts,
} from "../../../../support/wiring/wire-texts.ts";

interface RuleCase {
  readonly code: ProblemCode;
  readonly breaks: Partial<ProjectTexts>;
  readonly severity: "error" | "warning" | "info";
  readonly place: string;
  readonly message: string;
  readonly related: string | null;
  readonly hint: string;
}

const httpTemplate = goodTemplate
  .replace("Type: AWS::Serverless::Api", "Type: AWS::Serverless::HttpApi")
  .replaceAll("Type: Api\n", "Type: HttpApi\n")
  .replaceAll("RestApiId", "ApiId");

const versioned = goodSpec.replaceAll("httpMethod: POST", 'payloadFormatVersion: "2.0"');

/** One broken project for each rule; `wireGood()` itself is the example that breaks none. */
const cases: readonly RuleCase[] = [
  {
    code: "wiring/spec-not-wired",
    breaks: { template: goodTemplate.replace(/ {6}DefinitionBody:\n.*\n/, "") },
    severity: "info",
    place: "template.yaml:7:3",
    message: "OrderApi has no OpenAPI document; its 2 routes come from events alone",
    related: null,
    hint: "Name: AWS::Include",
  },
  {
    code: "wiring/operation-without-integration",
    breaks: { spec: goodSpec.replace(/ {6}x-amazon-apigateway-integration:\n(?: {8}.*\n)+/, "") },
    severity: "error",
    place: "openapi.yaml:5:5",
    message: "POST /orders has no x-amazon-apigateway-integration",
    related: "template.yaml:19",
    hint: "${CreateOrderFunction.Arn}/invocations",
  },
  {
    code: "wiring/integration-unresolved",
    breaks: { spec: goodSpec.replace("${GetOrderFunction.Arn}", "${!stageVariables.fn}") },
    severity: "error",
    place: "openapi.yaml:15:7",
    message: "the stage variable fn of dev is not set",
    related: "template.yaml:7",
    hint: "Set it in the Properties of OrderApi: Variables: { fn: … }",
  },
  {
    code: "wiring/integration-names-no-function",
    breaks: { spec: goodSpec.replace("${GetOrderFunction.Arn}", "${GetOrdrFunction.Arn}") },
    severity: "error",
    place: "openapi.yaml:15:7",
    message: "names GetOrdrFunction, and template.yaml has no such resource",
    related: "template.yaml:6",
    hint: "Name GetOrderFunction instead",
  },
  {
    code: "wiring/integration-method-not-post",
    breaks: {
      spec: goodSpec.replace(
        /httpMethod: POST(?=[\s\S]*GetOrder)(?![\s\S]*httpMethod)/,
        "httpMethod: GET",
      ),
    },
    severity: "error",
    place: "openapi.yaml:17:9",
    message: "calls Lambda with GET",
    related: null,
    hint: "httpMethod: POST",
  },
  {
    code: "wiring/payload-version-missing",
    breaks: {
      template: httpTemplate,
      spec: versioned.replace(' payloadFormatVersion: "2.0"\n', " httpMethod: POST\n"),
    },
    severity: "warning",
    place: "openapi.yaml:7:7",
    message: "names no payloadFormatVersion",
    related: null,
    hint: 'payloadFormatVersion: "2.0"',
  },
  {
    code: "wiring/function-without-handler-file",
    breaks: {
      files: { "src/handlers/get-order.ts": goodFiles["src/handlers/get-order.ts"] ?? "" },
    },
    severity: "error",
    place: "template.yaml:17:7",
    message: "there is no src/handlers/create-order.ts",
    related: "openapi.yaml:5",
    hint: "Create src/handlers/create-order.ts and export handler",
  },
  {
    code: "wiring/handler-export-missing",
    breaks: { files: { ...goodFiles, "src/handlers/get-order.ts": "export const main = 1;\n" } },
    severity: "error",
    place: "src/handlers/get-order.ts:1:1",
    message: "exports no handler, which GetOrderFunction names",
    related: "template.yaml:26",
    hint: "export const handler",
  },
  {
    code: "wiring/operation-not-permitted",
    breaks: {
      template: goodTemplate.replace("Path: /orders, Method: post", "Path: /news, Method: patch"),
    },
    severity: "error",
    place: "openapi.yaml:5:5",
    message: "may not invoke CreateOrderFunction for POST /orders",
    related: "template.yaml:13",
    hint: "Add to Events of CreateOrderFunction:\nCreateOrder2:\n  Type: Api\n  Properties:\n    RestApiId: !Ref OrderApi\n    Path: /orders\n    Method: post",
  },
  {
    code: "wiring/event-without-operation",
    breaks: {
      template: goodTemplate.replace("Path: /orders, Method: post", "Path: /order, Method: post"),
    },
    severity: "error",
    place: "template.yaml:19:9",
    message: "is on POST /order, which openapi.yaml of OrderApi does not have",
    related: "openapi.yaml:5",
    hint: "Did you mean POST /orders?",
  },
  {
    code: "wiring/event-names-other-function",
    breaks: { spec: goodSpec.replace("${GetOrderFunction.Arn}", "${CreateOrderFunction.Arn}") },
    severity: "error",
    place: "template.yaml:28:9",
    message:
      "GET /orders/{orderId} calls CreateOrderFunction, but its event GetOrder is on GetOrderFunction",
    related: "openapi.yaml:15",
    hint: "Move the event GetOrder to CreateOrderFunction",
  },
  {
    code: "wiring/route-from-event",
    breaks: {
      template: httpTemplate.replace("Path: /orders, Method: post", "Path: /others, Method: post"),
      spec: versioned,
    },
    severity: "info",
    place: "template.yaml:19:9",
    message: "POST /others is not in openapi.yaml; SAM adds it from the event CreateOrder",
    related: "openapi.yaml:3",
    hint: "Describe the route",
  },
];

describe("wiring rules", () => {
  for (const { code, breaks, severity, place, message, related, hint } of cases) {
    describe(code, () => {
      it("finds the broken project", () => {
        const [problem, ...others] = problemsOf(wireGood(breaks), code);
        expect(others).to.deep.equal([]);
        expect(problem).to.include({ code, severity });
        expect(placeOf(problem)).to.equal(place);
        expect(problem?.message).to.contain(message);
        expect(problem?.hint).to.contain(hint);
        const places = (problem?.related ?? []).map(
          ({ location }) => `${location.file}:${String(location.line)}`,
        );
        if (related !== null) expect(places).to.include(related);
      });

      it("leaves the good project alone", () => {
        expect(problemsOf(wireGood(), code)).to.deep.equal([]);
      });
    });
  }

  it("all have a test that names their code", () => {
    const folder = "tests/unit/model/wiring/rules";
    const texts = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));
    const untested = Object.keys(wiringCodes).filter(
      (code) => !texts.some((text) => text.includes(`"${code}"`)),
    );
    expect(untested).to.deep.equal([]);
  });

  it("report every code, and no other", () => {
    const folder = "src/harness/model/wiring/rules";
    const reported = readdirSync(folder).flatMap((file) => [
      ...readFileSync(path.join(folder, file), "utf8").matchAll(/code: "(wiring\/[\w-]+)"/g),
    ]);
    expect([...new Set(reported.map(([, code]) => code))]).to.have.members(
      Object.keys(wiringCodes),
    );
    expect([...projectRules, ...operationRules]).to.have.length(readdirSync(folder).length - 1);
  });

  it("find nothing wrong with an HTTP API in order", () => {
    expect(wireGood({ template: httpTemplate, spec: versioned }).problems).to.deep.equal([]);
  });

  it("say once that event and integration disagree, not that permission lacks as well", () => {
    const project = wireGood({
      spec: goodSpec.replace("${GetOrderFunction.Arn}", "${CreateOrderFunction.Arn}"),
    });
    expect(project.problems.map(({ code }) => code)).to.deep.equal([
      "wiring/event-names-other-function",
    ]);
    expect(project.apis[0]?.operations[1]?.permitted).to.equal(false);
  });

  it("tell a misspelt event once, and offer lines for one that is like no route", () => {
    const codes = (from: string, to: string): readonly string[] =>
      wireGood({ template: goodTemplate.replace(from, to) }).problems.map(({ code }) => code);
    const event = "Path: /orders, Method: post";
    expect(codes(event, "Path: /order, Method: post")).to.deep.equal([
      "wiring/event-without-operation",
    ]);
    expect(codes(event, "Path: /orders, Method: put")).to.deep.equal([
      "wiring/event-without-operation",
    ]);
    expect(codes(event, "Path: orders, Method: post")).to.deep.equal([
      "wiring/event-route-invalid",
    ]);
    expect(
      codes("RestApiId: !Ref OrderApi, Path: /orders,", "RestApiId: !Ref OrdrApi, Path: /orders,"),
    ).to.deep.equal([]);
    const [problem] = problemsOf(
      wireGood({ template: goodTemplate.replace(event, "Path: /news, Method: post") }),
      "wiring/event-without-operation",
    );
    expect(problem?.hint).to.contain("/news:\n  post:\n    x-amazon-apigateway-integration:");
  });

  it("tell an event on the implicit API, and what to name in it", () => {
    const template = goodTemplate.replace(
      "RestApiId: !Ref OrderApi, Path: /orders,",
      "Path: /orders,",
    );
    const [problem, ...others] = problemsOf(
      wireGood({ template }),
      "wiring/operation-not-permitted",
    );
    expect(others).to.deep.equal([]);
    expect(problem?.hint).to.contain("RestApiId: !Ref OrderApi");
    expect(problem?.related.map(({ message }) => message).join()).to.contain(
      "ServerlessRestApi/*/POST/orders",
    );
  });

  it("leave a path of the document that begins with no slash to its own rule", () => {
    const project = wireGood({ spec: goodSpec.replace("  /orders:\n", "  orders:\n") });
    expect(project.problems).to.deep.equal([]);
  });

  it("find the event of another function on a route that has its own", () => {
    const second = `        More:
          Type: Api
          Properties: { RestApiId: !Ref OrderApi, Path: /orders, Method: post }
`;
    const more = wireGood({ template: goodTemplate + second });
    expect(more.problems.map(({ code, severity }) => `${severity} ${code}`)).to.deep.equal([
      "warning wiring/event-names-other-function",
    ]);
    const instead = goodTemplate.replace(
      'Path: "/orders/{orderId}", Method: get',
      "Path: /orders, Method: post",
    );
    const [problem, ...others] = wireGood({ template: instead }).problems;
    expect(others).to.deep.equal([]);
    expect(problem).to.include({
      code: "wiring/event-names-other-function",
      severity: "error",
      expected: "GET /orders/{orderId}",
    });
    expect(problem?.hint).to.contain("Write Path: /orders/{orderId} and Method: get");
    const chosen = goodSpec.replace("${CreateOrderFunction.Arn}", "${!stageVariables.fn}");
    const staged = (goodTemplate + second).replace(
      "StageName: dev",
      "StageName: dev\n      Variables: { fn: !GetAtt CreateOrderFunction.Arn }",
    );
    expect(wireGood({ template: staged, spec: chosen }).problems).to.deep.equal([]);
  });

  it("name a misspelt member as the cause of what is missing", () => {
    const only = (from: string, to: string): Problem | undefined => {
      const { problems } = wireGood({ spec: goodSpec.replace(from, to) });
      expect(problems).to.have.length(1);
      return problems[0];
    };
    const key = "x-amazon-apigateway-integration";
    const integration = only(key, "x-amazon-apigateway-integation");
    expect(integration).to.include({
      code: "wiring/operation-without-integration",
      expected: key,
      actual: "x-amazon-apigateway-integation",
    });
    expect(placeOf(integration)).to.equal("openapi.yaml:7:7");
    const method = only("httpMethod: POST", "httpmethod: POST");
    expect(method).to.include({
      code: "wiring/integration-method-not-post",
      actual: "httpmethod",
    });
    expect(placeOf(method)).to.equal("openapi.yaml:9:9");
    expect(placeOf(only("httpMethod: POST", "httpMethod: GET"))).to.equal("openapi.yaml:9:9");
  });

  it("accept an event on any method where the document has one of them", () => {
    const project = wireGood({ template: goodTemplate.replace("Method: post", "Method: any") });
    expect(project.problems).to.deep.equal([]);
  });

  for (const [file, text, advice] of [
    ["get-order.cjs", "const main = 1;\n", "exports.handler = async"],
    ["get-order.js", "const x = require('x');\nexports.main = x;\n", "exports.handler = async"],
    ["get-order.js", "module.exports = { main() {} };\n", "module.exports.handler = async"],
    [
      "get-order.js",
      "import x from 'x';\nexport const main = x;\n",
      "export const handler = async",
    ],
    ["get-order.mjs", "const exports = 1;\n", "export const handler = async"],
  ] as const) {
    it(`advise the export that suits ${file} of ${JSON.stringify(text)}`, () => {
      const files = {
        "src/handlers/create-order.ts": goodFiles["src/handlers/create-order.ts"] ?? "",
        [`src/handlers/${file}`]: text,
      };
      const [problem] = problemsOf(wireGood({ files }), "wiring/handler-export-missing");
      expect(problem?.hint).to.contain(`: ${advice}`);
    });
  }

  it("advise to add a removed function, not to name one that does something else", () => {
    const template = goodTemplate
      .replaceAll("CreateOrder", "CreateBooking")
      .replaceAll("GetOrder", "ShipParcel")
      .replace('"/orders/{orderId}"', "/others");
    const spec = goodSpec
      .replace("CreateOrderFunction", "CreateBookingFunction")
      .replace("GetOrderFunction", "DeleteBookingFunction");
    const [problem] = problemsOf(
      wireGood({ template, spec }),
      "wiring/integration-names-no-function",
    );
    expect(problem?.expected).to.equal(undefined);
    expect(problem?.hint).to.match(/^Add to Resources:\nDeleteBookingFunction:/);
  });

  it("only warn of a handler file that a build may still write", () => {
    const template = goodTemplate
      .replaceAll("    Metadata: { BuildMethod: esbuild }\n", "")
      .replace("CodeUri: src/", "CodeUri: dist/");
    const problems = problemsOf(
      wireGood({ template, files: {} }),
      "wiring/function-without-handler-file",
    );
    expect(problems.map(({ severity }) => severity)).to.deep.equal(["warning", "warning"]);
  });

  it("only warn of a function outside the template", () => {
    const spec = goodSpec.replace(
      "${GetOrderFunction.Arn}",
      "arn:aws:lambda:eu-west-1:999999999999:function:other",
    );
    const [problem] = problemsOf(wireGood({ spec }), "wiring/integration-unresolved");
    expect(problem).to.include({ severity: "warning" });
    expect(problem?.message).to.match(
      /^The integration of GET \S+ leads elsewhere: \S+function:other is no function of this template\.$/,
    );
  });

  it("tell an alias that lacks permission from one that has it", () => {
    const spec = goodSpec.replace("${GetOrderFunction.Arn}", "${GetOrderFunction.Arn}:live");
    const [problem] = problemsOf(wireGood({ spec }), "wiring/operation-not-permitted");
    expect(problem?.message)
      .to.contain("may not invoke GetOrderFunction:live")
      .and.contain("on another alias than live");
    expect(problem?.hint).to.equal(
      "Call ${GetOrderFunction.Arn} in the uri, or set AutoPublishAlias: live.",
    );
    expect(problem?.related.map(({ message }) => message).at(-1)).to.match(
      /^permits [A-Za-z]+Api\/\*\/GET\/orders\/\* to invoke the function itself$/,
    );
  });
});
