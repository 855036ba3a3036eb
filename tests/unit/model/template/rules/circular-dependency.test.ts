import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/circular-dependency";

describe("template/circular-dependency", () => {
  it("reports resources that wait for each other, with every step", () => {
    const [problem, ...others] = problemsWith(
      code,
      `Resources:
  One: { Type: AWS::SQS::Queue, Properties: { KmsMasterKeyId: !Ref Two } }
  Two: { Type: AWS::KMS::Key, Properties: { Description: !Sub "for \${Three}" } }
  Three: { Type: AWS::SNS::Topic, DependsOn: [One] }
  Aside: { Type: AWS::SNS::Topic, DependsOn: One }
`,
    );
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.equal("Resources wait for each other: One → Two → Three → One.");
    expect(problem?.location?.line).to.equal(2);
    expect(problem?.related.map(({ location }) => location.line)).to.deep.equal([3, 4]);
  });

  it("reports a resource that waits for itself", () => {
    const text = `Resources:
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: !GetAtt Group.GroupId } }
`;
    expect(problemsWith(code, text)[0]?.message).to.contain("Group waits for itself");
  });

  it("reports a function and a state machine that name each other", () => {
    const text = `Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Environment: { Variables: { MACHINE: !Ref Machine } } } }
  Machine: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionSubstitutions: { Fn: !GetAtt Fn.Arn } } }
`;
    expect(problemsWith(code, text)).to.have.length(1);
  });

  it("reports a function whose own policy names it", () => {
    const text = `Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Policies: [{ LambdaInvokePolicy: { FunctionName: !Ref Fn } }] } }
`;
    expect(problemsWith(code, text)).to.have.length(1);
  });

  it("reports an API whose own body names a function that knows its address", () => {
    const text = `Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev, DefinitionBody: { paths: { /x: { get: { x-amazon-apigateway-integration: { uri: !GetAtt Fn.Arn } } } } } } }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Environment: { Variables: { API: !Ref Api } } } }
`;
    expect(problemsWith(code, text)[0]?.message).to.contain("Api → Fn → Api");
  });

  const fine: Readonly<Record<string, string>> = {
    "an event that names a queue the function is told of": `
  Queue: { Type: AWS::SQS::Queue }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Environment: { Variables: { Q: !Ref Queue } }, Events: { E: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } } } } }`,
    "an API whose events stand in the function that knows its address": `
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Environment: { Variables: { URL: !Ref Api } }, Events: { E: { Type: Api, Properties: { Path: /x, Method: get, RestApiId: !Ref Api } } } } }`,
    "hooks of a deployment that name the version they test": `
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, AutoPublishAlias: live, DeploymentPreference: { Type: AllAtOnce, Hooks: { PreTraffic: !Ref Hook } } } }
  Hook: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Environment: { Variables: { V: !Ref Fn.Version } } } }`,
    "policies that a role of the function's own makes idle": `
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Role: r, Policies: [{ LambdaInvokePolicy: { FunctionName: !Ref Fn } }] } }`,
    "a branch that is not taken": `
  One: { Type: AWS::SQS::Queue, Properties: { KmsMasterKeyId: !If [Never, !Ref Two, x] } }
  Two: { Type: AWS::KMS::Key, DependsOn: One }`,
    "a row of references": `
  One: { Type: AWS::SQS::Queue, DependsOn: Two }
  Two: { Type: AWS::SQS::Queue, DependsOn: Three }
  Three: { Type: AWS::SQS::Queue }`,
  };
  for (const [what, resources] of Object.entries(fine)) {
    it(`lets ${what} be`, () => {
      const text = `Conditions: { Never: !Equals [a, b] }\nResources:${resources}\n`;
      expect(problemsWith(code, text)).to.deep.equal([]);
    });
  }
});
