import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/endpoint-configuration";

describe("import rule endpoint-configuration", () => {
  it("reports unknown members, at the root and in servers", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-endpoint-configuration: { vpcEndpointId: [a] }
servers:
  - { url: /, x-amazon-apigateway-endpoint-configuration: [] }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 2:47", "warning 4:15"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "x-amazon-apigateway-endpoint-configuration has vpcEndpointId, which API Gateway does not know; did you mean vpcEndpointIds?",
    );
  });

  it("takes the three members", () => {
    const text = `openapi: 3.0.3
servers:
  - { url: /, x-amazon-apigateway-endpoint-configuration: { disableExecuteApiEndpoint: true, vpcEndpointIds: [{ Ref: E }] } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
