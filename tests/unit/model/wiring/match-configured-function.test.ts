import { expect } from "chai";
import {
  keyOfReference,
  matchConfiguredFunction,
} from "../../../../src/harness/model/wiring/match-configured-function.ts";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:session";

describe("A function the configuration answers for", () => {
  const found: readonly (readonly [what: string, reference: string, key: string])[] = [
    ["by its ARN", arn, arn],
    ["by its name", arn, "session"],
    ["by its ARN without the alias", `${arn}:live`, arn],
    ["by its ARN with the alias", `${arn}:live`, `${arn}:live`],
    ["by name and alias", `${arn}:live`, "session:live"],
    ["a plain name by its ARN", "session", arn],
    [
      "by the export its ARN is taken from",
      '{"Fn::Sub":["…/${fn}/invocations",{"fn":{"Fn::ImportValue":"session-arn"}}]}',
      "session-arn",
    ],
    ["by the export in a placeholder", "${ImportValue session-arn}", "session-arn"],
    ["by the parameter in a placeholder", "${SessionArn}", "SessionArn"],
    [
      "by a dynamic reference",
      '"…/{{resolve:ssm:/session}}/invocations"',
      "{{resolve:ssm:/session}}",
    ],
    [
      "by a parameter",
      '{"Fn::Sub":"arn:${AWS::Partition}:…/${SessionArn}/invocations"}',
      "SessionArn",
    ],
    [
      "by the output of a nested stack",
      '{"Fn::Join":["",["…/",{"Fn::GetAtt":["Users","Outputs.SessionArn"]},"/invocations"]]}',
      "Users.Outputs.SessionArn",
    ],
    ["by the placeholder as it stands", "${ImportValue auth-arn}", "ImportValue auth-arn"],
    [
      "by the output its name is taken from",
      arn.replace("session", "${OAuth.Outputs.Name}:live"),
      "OAuth.Outputs.Name",
    ],
    ["by the export its name is taken from", arn.replace("session", "${ImportValue fn}"), "fn"],
    ["by the uri as it stands", '{"Fn::ImportValue":"x"}', '{"Fn::ImportValue":"x"}'],
  ];
  for (const [what, reference, key] of found)
    it(`is found ${what}`, () => {
      expect(matchConfiguredFunction(reference, ["other", key])).to.equal(key);
    });

  const other: readonly (readonly [what: string, reference: string, key: string])[] = [
    ["another name", arn, "sessions"],
    ["another alias", `${arn}:live`, `${arn}:beta`],
    ["an alias where the uri has none", arn, `${arn}:live`],
    ["another account", arn, arn.replace("123456789012", "999999999999")],
    ["another region", arn, arn.replace("us-east-1", "eu-west-1")],
    ["one of several names in a uri", '{"Fn::Sub":"…/${A}${B}"}', "A"],
    ["a text that is no JSON", "{oops", "oops"],
  ];
  for (const [what, reference, key] of other)
    it(`is not ${what}`, () => {
      expect(matchConfiguredFunction(reference, [key])).to.equal(null);
    });

  it("is the most exact one of several", () => {
    const keys = ["session", `${arn}:live`, arn];
    expect(matchConfiguredFunction(`${arn}:live`, keys)).to.equal(`${arn}:live`);
    expect(matchConfiguredFunction(arn, ["session", arn])).to.equal(arn);
  });

  it("goes by the shortest text that names it", () => {
    expect(keyOfReference(arn)).to.equal(arn);
    expect(keyOfReference('{"Fn::ImportValue":"session-arn"}')).to.equal("session-arn");
    expect(keyOfReference('{"Fn::Sub":"…/${A}${B}"}')).to.equal('{"Fn::Sub":"…/${A}${B}"}');
  });
});
