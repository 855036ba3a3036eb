import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/unknown-mapping";
const template = (value: string): string => `
Parameters: { Stage: { Type: String, Default: nowhere } }
Mappings: { Settings: { dev: { Level: debug } } }
Resources: { A: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: ${value} } } }
`;

describe("template/unknown-mapping", () => {
  for (const [value, path, hint] of [
    ["!FindInMap [Setings, dev, Level]", "Setings", "Did you mean Settings?"],
    ["!FindInMap [Setings, !Ref Stage, Level]", "Setings", "Did you mean Settings?"],
    ["!FindInMap [Settings, prod, Level]", "Settings.prod", "Add Settings.prod to Mappings"],
    ["!FindInMap [Settings, dev, Levl]", "Settings.dev.Levl", "Did you mean Level?"],
  ] as const) {
    it(`reports ${value}`, () => {
      const [problem, ...others] = problemsWith(code, template(value));
      expect(others).to.deep.equal([]);
      expect(problem?.message).to.equal(`A looks up ${path}, which Mappings does not have.`);
      expect(problem?.hint).to.contain(hint);
    });
  }

  for (const value of [
    "!FindInMap [Settings, dev, Level]",
    "!FindInMap [Settings, !Ref Stage, Level]",
    "!FindInMap [!Ref Stage, dev, Level]",
    "!FindInMap [Settings, prod, Level, { DefaultValue: x }]",
  ]) {
    it(`lets ${value} be`, () => {
      expect(problemsWith(code, template(value))).to.deep.equal([]);
    });
  }
});
