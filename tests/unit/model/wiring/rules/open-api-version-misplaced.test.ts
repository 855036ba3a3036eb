import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/open-api-version-misplaced";

function found(properties: string, kind: "Api" | "HttpApi" = "Api"): string {
  const template = templateOf(apiOf("A", properties, kind) + functionOf("Fn"));
  return wiredProblems(code, {
    template,
    documents: { "openapi.yaml": specOf({ "get /x": "Fn" }) },
  })
    .map(({ message, hint }) => `${message} ${hint ?? ""}`)
    .join();
}

const beside =
  'DefinitionBody: { OpenApiVersion: "3.0.3", "Fn::Transform": { Name: AWS::Include, Parameters: { Location: openapi.yaml } } }';

describe("openApiVersionMisplaced", () => {
  it("finds the property inside the document, where it means nothing", () => {
    expect(found(beside))
      .to.contain("stands inside the DefinitionBody of A")
      .and.contain("Properties of A:\nOpenApiVersion: 3.0.3");
    expect(found(`${beside}, OpenApiVersion: 3.0.1`)).to.contain("has the property already");
    expect(found(beside, "HttpApi")).to.contain("no such property");
  });

  it("accepts it as a property of the API", () => {
    expect(found(`${include()}, OpenApiVersion: 3.0.1`)).to.equal("");
  });
});
