import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/placeholder-in-plain-text";

describe("rule placeholder-in-plain-text", () => {
  it("reports what only Fn::Sub would substitute, and tells once of what the import resolves", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: "\${AWS::StackName}", version: "1" }
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        uri: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations"
        credentials: "arn:aws:iam::\${AWS::AccountId}:role/r"
`);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:2:9`,
      `${code} openapi.yaml:7:9`,
      // At the line above there is nothing to be left to the import.
      `${code} openapi.yaml:8:9`,
    ]);
  });

  it("leaves alone what is substituted, is for people or in a language of its own", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      description: uses \${AWS::StackName} and \${Fn.Arn}
      x-amazon-apigateway-integration:
        uri: { Fn::Sub: "\${Fn.Arn}/\${stageVariables.x}" }
        credentials: { Fn::Sub: ["\${Role}", { Role: { Ref: Role } }] }
        requestParameters: { overwrite:path: "\${request.path.id}/\${stageVariables.x}" }
        requestTemplates: { application/json: "{ \\"a\\": \\"\${Fn.Arn}$context.stage\\" }" }
        connectionId: "\${!Literal}"
components:
  schemas:
    A: { pattern: "^\${x}$", example: "\${AWS::StackName}", default: "\${Fn.Arn}" }
servers: [{ url: "https://\${host}/" }]
x-amazon-apigateway-policy: { Statement: [{ Resource: "\${aws:username}" }] }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });

  it("reports the variables of Fn::Sub that hold placeholders themselves", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        uri:
          Fn::Sub:
            - "\${Uri}"
            - Uri: "\${Fn.Arn}"
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:10:15`]);
  });
});
