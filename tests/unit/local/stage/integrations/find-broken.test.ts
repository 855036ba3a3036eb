import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import { integrationStage } from "../../../../support/stage/integration-stage.ts";
import { request, send } from "../../../../support/stage/test-stage.ts";

const json = (text: string): JsonObject => ({ "application/json": text });
const status = json('{"statusCode": 200}');

/** The stage's answer, and what it tells before any request comes. */
async function tryIntegration(settings: JsonObject) {
  const stage = integrationStage({ kind: "mock" }, settings);
  const { response } = await send(stage, request("GET /dev/items/1"));
  const told = stage.problems.map(({ code, message }) => `${code} ${message}`);
  return { status: response.status, told };
}

describe("Broken parts of an integration, told before a request comes", () => {
  it("are none of a sound one", async () => {
    const responses = {
      "4\\d{2}": { statusCode: "400" },
      default: { responseTemplates: json("$x") },
    };
    const found = await tryIntegration({ requestTemplates: status, responses });
    expect(found).to.deep.equal({ status: 200, told: [] });
  });

  it("are a pattern that is no regular expression: a fault of the document, not of the stage", async () => {
    const found = await tryIntegration({ responses: { "NotFound:(.*": {}, default: {} } });
    expect(found.status).to.equal(501);
    expect(found.told).to.have.length(1);
    expect(found.told[0]).to.match(
      /^stage\/integration-broken .*"NotFound:\(\.\*" is no regular expression: a group is not closed/,
    );
  });

  it("are a request template that cannot be read, with the line of it", async () => {
    const found = await tryIntegration({
      requestTemplates: json('{\n"a": "$util.urlEncode("x"",\n"statusCode": 200}'),
      responses: { default: {} },
    });
    expect(found.status).to.equal(500);
    expect(found.told).to.have.length(1);
    expect(found.told[0]).to.match(
      /^stage\/integration-broken The request template of application\/json of ANY .*cannot be read: "," is missing on line 3\. .*500/,
    );
  });

  it("are a response template that cannot be read, though another answers", async () => {
    const found = await tryIntegration({
      requestTemplates: status,
      responses: { "5\\d{2}": { responseTemplates: json("#if($a == )x#end") }, default: {} },
    });
    expect(found.status).to.equal(200);
    expect(found.told).to.have.length(1);
    expect(found.told[0]).to.match(/^stage\/integration-broken The response template "5/);
  });

  it("are told apart from templates the stage does not emulate", async () => {
    const found = await tryIntegration({
      requestTemplates: json("#macro(a)x#end"),
      responses: { default: {} },
    });
    expect(found.status).to.equal(501);
    expect(found.told).to.have.length(1);
    expect(found.told[0]).to.match(/^stage\/operation-not-emulated .*uses #macro/);
  });
});
