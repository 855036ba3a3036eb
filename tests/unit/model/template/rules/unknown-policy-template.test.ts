import { expect } from "chai";
import { describe, it } from "mocha";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/unknown-policy-template";
const withPolicies = (policies: string): string =>
  `Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Policies: ${policies}
`;

describe("rule unknown-policy-template", () => {
  for (const policies of [
    "[{ DynamoDBCRUDPolicy: { TableName: a } }]",
    "{ DynamoDBCrudPolcy: { TableName: a } }",
  ]) {
    it(`reports ${policies}`, () => {
      const [problem, ...others] = problemsWith(code, withPolicies(policies));
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ severity: "error", hint: "Did you mean DynamoDBCrudPolicy?" });
      expect(problem?.location).to.include({ line: 6 });
    });
  }

  for (const policies of [
    "[{ DynamoDBCrudPolicy: { TableName: a } }, S3ReadPolicy, !Ref Policy]",
    "[{ Statement: [] }, { Version: '2012-10-17', Statement: [] }]",
    "[{ KMSEncryptPolicy_v3: { KeyId: a } }, { BrandNewPolicy: {} }]",
    "!If [A, [], []]",
  ]) {
    it(`lets ${policies} be`, () => {
      expect(problemsWith(code, withPolicies(policies))).to.deep.equal([]);
    });
  }
});
