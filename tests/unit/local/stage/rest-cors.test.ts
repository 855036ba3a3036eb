import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, type HeaderLine } from "../../../../src/harness/core/http-message.ts";
import type { Stage } from "../../../../src/harness/local/stage/create-stage.ts";
import { stagesOfTemplate } from "../../../support/stage/stages-of-template.ts";
import { request, send } from "../../../support/stage/test-stage.ts";

/** An API whose routes come from events, with the properties given. */
function generated(properties: string): Stage {
  const stages = stagesOfTemplate(
    `Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev, ${properties} } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      CodeUri: .
      Events:
        Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /orders, Method: get } }
        Post: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /orders, Method: post } }
        Any: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /any, Method: any } }
        Own: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /own, Method: options } }
`,
    { Fn: () => ({ statusCode: 200, body: "function" }) },
  );
  const stage = stages.get("Api");
  if (stage === undefined) throw new Error("no stage");
  return stage;
}

function corsHeaders(headers: readonly HeaderLine[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    headers
      .filter(([name]) => name.startsWith("Access-Control-"))
      .map(([name, value]) => [name.slice("Access-Control-".length), value]),
  );
}

// Source of every row: SAM translator, Cors of AWS::Serverless::Api.
const rows: readonly (readonly [
  cors: string,
  path: string,
  headers: Readonly<Record<string, string>>,
])[] = [
  [`"'*'"`, "/orders", { "Allow-Origin": "*", "Allow-Methods": "GET,OPTIONS,POST" }],
  [
    `"'*'"`,
    "/any",
    { "Allow-Origin": "*", "Allow-Methods": "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT" },
  ],
  [
    `{ AllowOrigin: "'https://a.example'", AllowMethods: "'GET'", AllowHeaders: "'X-A,X-B'", MaxAge: "'600'", AllowCredentials: true }`,
    "/orders",
    {
      "Allow-Origin": "https://a.example",
      "Allow-Methods": "GET",
      "Allow-Headers": "X-A,X-B",
      "Max-Age": "600",
      "Allow-Credentials": "true",
    },
  ],
];

describe("Cors of a REST API (SAM)", () => {
  for (const [cors, path, headers] of rows)
    it(`answers OPTIONS ${path} for ${cors} by a mock`, async () => {
      const stage = generated(`Cors: ${cors}`);
      const preflight = { Origin: "https://other.example", "Access-Control-Request-Method": "PUT" };
      for (const sent of [preflight, {}]) {
        const { response, trace } = await send(stage, request(`OPTIONS /dev${path}`, sent));
        expect(response.status).to.equal(200);
        expect(corsHeaders(response.headers)).to.deep.equal(headers);
        expect(bodyText(response).trim()).to.equal("{}");
        expect(trace.functionId).to.equal(null);
      }
    });

  it("leaves an OPTIONS method of the author alone, and adds nothing to answers of functions", async () => {
    const stage = generated(`Cors: "'*'"`);
    for (const line of ["OPTIONS /dev/own", "GET /dev/orders"]) {
      const { response } = await send(stage, request(line, { Origin: "https://a.example" }));
      expect(bodyText(response)).to.equal("function");
      expect(corsHeaders(response.headers)).to.deep.equal({});
    }
    expect(stage.problems).to.deep.equal([]);
  });

  it("adds no OPTIONS without Cors", async () => {
    const { response } = await send(
      generated("TracingEnabled: false"),
      request("OPTIONS /dev/orders"),
    );
    expect(response.status).to.equal(403);
  });

  it("refuses OPTIONS whose origin only AWS knows, by name", async () => {
    const stage = generated("Cors: !ImportValue origin");
    const { response } = await send(stage, request("OPTIONS /dev/orders"));
    expect(response.status).to.equal(501);
    expect(bodyText(response)).to.contain("responses hang on a value that is not known here");
  });
});
