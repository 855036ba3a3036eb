import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/title-set-twice";

function found(properties: string, kind: "Api" | "HttpApi" = "HttpApi"): readonly string[] {
  const template = templateOf(apiOf("A", properties, kind) + functionOf("Fn"));
  const documents = { "openapi.yaml": specOf({ "get /x": "Fn" }) };
  return wiredProblems(code, { template, documents }).map(
    ({ severity, message }) => `${severity} ${message}`,
  );
}

const inline = (info: string): string =>
  `DefinitionBody: { openapi: 3.0.1, info: ${info}, paths: {} }`;

describe("titleSetTwice", () => {
  it("finds a name beside a title, and a description beside a description", () => {
    expect(
      found(`${inline("{ title: x, description: y }")}, Name: a, Description: b`),
    ).to.deep.equal([
      "error A has Name, and its document has info.title as well; SAM refuses both together.",
      "error A has Description, and its document has info.description as well; SAM refuses both together.",
    ]);
    expect(found(`${include()}, Name: a`).join()).to.match(/^warning A has Name/);
  });

  it("accepts one of the two, and REST APIs", () => {
    expect(found(`${inline("{ version: a }")}, Name: a`)).to.deep.equal([]);
    expect(found(include())).to.deep.equal([]);
    expect(found(`${include()}, Description: a`)).to.deep.equal([]);
    expect(found(`${include()}, Name: a`, "Api")).to.deep.equal([]);
  });
});
