import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonValue } from "../../../../src/harness/core/json.ts";
import { integrationUrl } from "../../../../src/harness/model/wiring/integration-url.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const template = readTemplate(
  "Resources:\n  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }\n  Queue: { Type: AWS::SQS::Queue }\n",
);
const host = "execute-api.${AWS::Region}.amazonaws.com";

describe("integrationUrl", () => {
  it("knows the URL of an API of the template, also with variables of its own", () => {
    const plain = integrationUrl({ "Fn::Sub": `https://\${Api}.${host}/dev/x` }, template);
    expect(plain?.api).to.equal("Api");
    expect(plain?.uri).to.match(/^https:\/\/Api\.execute-api\.[\w-]+\.amazonaws\.com\/dev\/x$/);
    const parts: JsonValue = [`https://\${Api}.${host}/\${Stage}`, { Stage: "live" }];
    expect(integrationUrl({ "Fn::Sub": parts }, template)?.uri).to.match(/\/live$/);
  });

  const others: readonly JsonValue[] = [
    "https://api.example.com",
    { "Fn::Sub": `https://\${Queue}.${host}/dev` },
    { "Fn::Sub": "https://${Api}.example.com/dev" },
    { "Fn::Sub": `https://\${Api}.${host}/\${Gone}` },
    null,
  ];
  for (const written of others)
    it(`leaves ${JSON.stringify(written)} alone`, () => {
      expect(integrationUrl(written, template)).to.equal(null);
    });
});
