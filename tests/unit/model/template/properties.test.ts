import { expect } from "chai";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { knownProperties } from "../../../../src/harness/model/template/known-properties.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function misspelt(text: string): readonly Problem[] {
  return readTemplate(text).problems.filter(({ code }) => code === "template/unknown-property");
}

const resource = (type: string, property: string): string =>
  `Resources:\n  Own:\n    Type: ${type}\n    Properties:\n      ${property}: x\n`;

describe("Properties of a template", () => {
  for (const [type, wrong, meant] of [
    ["AWS::Serverless::Function", "Hander", "Handler"],
    ["AWS::Serverless::Function", "CodeUrl", "CodeUri"],
    ["AWS::Serverless::Function", "Enviroment", "Environment"],
    ["AWS::Serverless::Function", "handler", "Handler"],
    ["AWS::Serverless::Api", "DefinitonBody", "DefinitionBody"],
    ["AWS::Serverless::Api", "AccessLogSettings", "AccessLogSetting"],
    ["AWS::Serverless::HttpApi", "StageVariable", "StageVariables"],
  ] as const) {
    it(`that are misspelt are reported: ${wrong} of ${type}`, () => {
      const [problem, ...others] = misspelt(resource(type, wrong));
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ severity: "error", hint: `Did you mean ${meant}?` });
      expect(problem?.message).to.equal(
        `Own has a property ${wrong}, which ${type} does not have.`,
      );
      expect(problem?.location).to.include({ file: "template.yaml", line: 5, column: 7 });
    });
  }

  it("are looked at in Globals that reach a resource, once", () => {
    const own = "Resources: { Own: { Type: AWS::Serverless::Function } }\n";
    const [problem, ...others] = misspelt(`Globals:\n  Function:\n    Timeot: 3\n${own}`);
    expect(others).to.deep.equal([]);
    expect(problem?.location).to.include({ line: 3, pointer: "/Globals/Function/Timeot" });
    expect(problem?.message).to.contain("Globals.Function has a property Timeot");
    expect(misspelt(`Globals: { Api: { Cor: x } }\n${own}`)).to.deep.equal([]);
  });

  it("that are unlike every known one may be newer, and are let be", () => {
    for (const name of ["QuantumConfig", "Rate", "Time"])
      expect(misspelt(resource("AWS::Serverless::Function", name)), name).to.deep.equal([]);
  });

  it("that begin with a small letter are no properties, unless a macro takes them", () => {
    const text = resource("AWS::Serverless::Api", "tableName");
    const [problem, ...others] = misspelt(text);
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.contain("begin with a capital letter");
    expect(misspelt(`Transform: Mine\n${text}`)).to.deep.equal([]);
  });

  it("of other types are let be", () => {
    expect(misspelt(resource("AWS::Lambda::Function", "Hander"))).to.deep.equal([]);
  });

  it("that SAM knows are accepted", () => {
    for (const [type, names] of knownProperties)
      for (const name of names) expect(misspelt(resource(type, name)), name).to.deep.equal([]);
  });
});
