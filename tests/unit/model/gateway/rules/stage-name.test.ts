import { expect } from "chai";
import { describe, it } from "mocha";
import type { GatewayApi } from "../../../../../src/harness/model/gateway/gateway-api.ts";
import { httpApi, lintFor, restApi } from "../../../../support/model/lint-document.ts";

const code = "gateway/stage-name";
const location = { file: "template.yaml", line: 5, column: 7 };
const text = "openapi: 3.0.3\npaths: {}\n";

function staged(api: GatewayApi, name: string | null): GatewayApi {
  return { ...api, stage: { name, location, variables: [] } };
}

describe("import rule stage-name", () => {
  it("reports other characters, and names too long, at their place", () => {
    expect(lintFor(code, text, staged(restApi, "v1.0"))[0]?.location).to.deep.equal(location);
    expect(lintFor(code, text, staged(restApi, "a".repeat(129)))).to.have.length(1);
    expect(lintFor(code, text, staged(restApi, "$default"))).to.have.length(1);
  });

  it("takes letters, digits, - and _, of HTTP APIs $default, and what is not known", () => {
    expect(lintFor(code, text, staged(restApi, "v1_a-B"))).to.deep.equal([]);
    expect(lintFor(code, text, staged(httpApi, "$default"))).to.deep.equal([]);
    expect(lintFor(code, text, staged(restApi, null))).to.deep.equal([]);
    expect(lintFor(code, text)).to.deep.equal([]);
  });
});
