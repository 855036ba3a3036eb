import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/property-needs-body";

function names(properties: string, kind: "Api" | "HttpApi" = "Api"): readonly string[] {
  const template = templateOf(apiOf("Api", properties, kind) + functionOf("Fn"));
  const documents = { "openapi.yaml": specOf({ "get /x": "Fn" }) };
  return wiredProblems(code, { template, documents }).map(
    ({ message }) => / has (\w+) beside/.exec(message)?.[1] ?? message,
  );
}

describe("propertyNeedsBody", () => {
  it("finds every property that SAM refuses beside DefinitionUri", () => {
    const rest = `DefinitionUri: openapi.yaml, Cors: "'*'", Auth: { ApiKeyRequired: true }, GatewayResponses: { DEFAULT_4XX: {} }, Models: { A: {} }, MergeDefinitions: true, DisableExecuteApiEndpoint: true`;
    expect(names(rest)).to.deep.equal([
      "Cors",
      "Auth",
      "GatewayResponses",
      "Models",
      "MergeDefinitions",
      "DisableExecuteApiEndpoint",
    ]);
    const http =
      "DefinitionUri: openapi.yaml, CorsConfiguration: true, Auth: { EnableIamAuthorizer: true }, Name: x, Description: y";
    expect(names(http, "HttpApi")).to.deep.equal([
      "CorsConfiguration",
      "Auth",
      "Name",
      "Description",
    ]);
  });

  it("finds a file in S3 too, and points at Globals where the property stands there", () => {
    expect(names(`DefinitionUri: { Bucket: b, Key: k }, Cors: "'*'"`)).to.deep.equal(["Cors"]);
    const template = `Globals: { Api: { Cors: "'*'" } }\nResources:\n${apiOf("Api", "DefinitionUri: openapi.yaml")}`;
    const [problem] = wiredProblems(code, { template, documents: { "openapi.yaml": specOf({}) } });
    expect(problem?.location?.line).to.equal(1);
    expect(problem?.hint).to.contain("Location: openapi.yaml");
  });

  it("accepts them beside a body, what is switched off, and what SAM does not write into the file", () => {
    expect(names(`${include()}, Cors: "'*'", Auth: { ApiKeyRequired: true }`)).to.deep.equal([]);
    expect(
      names("DefinitionUri: openapi.yaml, Auth: {}, MergeDefinitions: false, Variables: { a: b }"),
    ).to.deep.equal([]);
  });
});
