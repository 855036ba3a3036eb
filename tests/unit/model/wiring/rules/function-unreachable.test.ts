import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/function-unreachable";
const documents = { "openapi.yaml": specOf({ "get /x": "Used" }) };

function alone(resources: string, sections = ""): readonly string[] {
  const template = templateOf(functionOf("Worker") + resources, sections);
  return wiredProblems(code, { template, documents }).map(({ message }) => message);
}

describe("functionUnreachable", () => {
  it("finds a function that nothing invokes and nothing names", () => {
    const [problem, ...others] = wiredProblems(code, {
      template: templateOf(functionOf("Worker") + functionOf("Used") + apiOf("Api", include())),
      documents,
    });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ severity: "info" });
    expect(problem?.message).to.contain("invokes Worker");
    expect(problem?.location).to.include({ file: "template.yaml", line: 4 });
  });

  for (const [what, resources, sections] of [
    [
      "an event",
      functionOf("Used", "{ Job: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }"),
      "",
    ],
    [
      "a rule",
      "  Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Arn: !GetAtt Worker.Arn }] } }\n",
      "",
    ],
    [
      "a state machine",
      "  Flow: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionSubstitutions: { W: !Sub '${Worker.Alias}' } } }\n",
      "",
    ],
    [
      "a permission",
      "  Leave: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Worker } }\n",
      "",
    ],
    [
      "a hook",
      "  Other: { Type: AWS::Serverless::Function, Properties: { DeploymentPreference: { Hooks: { PreTraffic: !Ref Worker } } } }\n",
      "",
    ],
    [
      "a connector",
      "  Link: { Type: AWS::Serverless::Connector, Properties: { Destination: { Id: Worker } } }\n",
      "",
    ],
    [
      "a custom resource",
      "  Seed: { Type: Custom::Seed, Properties: { ServiceToken: !GetAtt Worker.Arn } }\n",
      "",
    ],
    [
      "a variable, by the name in AWS",
      "  Other: { Type: AWS::Serverless::Function, Properties: { Environment: { Variables: { NAME: shop-Worker } } } }\n",
      "",
    ],
    ["an output, by the name in AWS", "", "Outputs: { Name: { Value: shop-Worker } }\n"],
    ["an output", "", "Outputs: { Arn: { Value: !GetAtt Worker.Arn } }\n"],
  ] as const) {
    it(`takes ${what} for a reference`, () => {
      expect(alone(resources, sections).join("")).to.not.contain("invokes Used");
      if (what !== "an event") expect(alone(resources, sections).join("")).to.not.contain("Worker");
    });
  }

  it("takes the name in AWS in an included document for a reference", () => {
    const named = (where: string): string =>
      wiredProblems(code, {
        template: templateOf(functionOf("Worker") + apiOf("Api", include())),
        documents: { "openapi.yaml": `${specOf({ "get /x": "Other" })}${where}` },
      })
        .map(({ message }) => message)
        .join();
    expect(named("x-calls: shop-Worker\n")).to.equal("");
    expect(named("")).to.contain("Worker");
  });

  it("takes an integration, a function URL and an event for a way in", () => {
    const url =
      "  Worker: { Type: AWS::Serverless::Function, Properties: { FunctionUrlConfig: { AuthType: NONE } } }\n";
    expect(wiredProblems(code, { template: templateOf(url) })).to.deep.equal([]);
    const template = templateOf(functionOf("Used") + apiOf("Api", include()));
    expect(wiredProblems(code, { template, documents })).to.deep.equal([]);
  });

  it("takes no DependsOn for a reference", () => {
    expect(alone("  Topic: { Type: AWS::SNS::Topic, DependsOn: Worker }\n")).to.have.length(1);
  });

  it("says nothing where a part of the template is not seen", () => {
    expect(
      alone("  Fn::Transform: { Name: AWS::Include, Parameters: { Location: x } }\n"),
    ).to.deep.equal([]);
    expect(
      alone("  Flow: { Type: A::B::C, Properties: { Fn::Transform: { Name: AWS::Include } } }\n"),
    ).to.deep.equal([]);
    expect(alone(apiOf("Api", include("absent.yaml")))).to.deep.equal([]);
  });

  it("says nothing beside a loop whose list is not known, and looks into one that is", () => {
    const loop = (list: string) =>
      `  Fn::ForEach::X: [A, ${list}, { "C\${A}": { Type: AWS::SNS::Topic } }]\n`;
    expect(alone(loop("!ImportValue names"))).to.deep.equal([]);
    expect(alone(loop("[B]"))).to.have.length(1);
  });
});
