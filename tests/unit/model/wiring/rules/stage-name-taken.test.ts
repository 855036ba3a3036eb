import { expect } from "chai";
import {
  functionOf,
  include,
  messagesOf,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/stage-name-taken";

function found(properties: string, kind: "Api" | "HttpApi" = "Api"): string {
  const resource = `  A:\n    Type: AWS::Serverless::${kind}\n    Properties: { ${include()}, ${properties} }\n`;
  const documents = { "openapi.yaml": specOf({ "get /x": "Fn" }) };
  return messagesOf(
    wiredProblems(code, { template: templateOf(resource + functionOf("Fn")), documents }),
  );
}

describe("stageNameTaken", () => {
  it("finds a stage that has the name of the extra one", () => {
    expect(found("StageName: Stage")).to.contain("The stage of A is named Stage");
  });

  it("accepts other names, OpenApiVersion, which removes the extra one, and HTTP APIs", () => {
    expect(found("StageName: dev")).to.equal("");
    expect(found("StageName: Stage, OpenApiVersion: 3.0.1")).to.equal("");
    expect(found("StageName: Stage", "HttpApi")).to.equal("");
  });
});
