import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/template-variable";

describe("import rule template-variable", () => {
  it("reports a misspelt variable at its line, and tells of one that is like none", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set($context.reponseOverride.status = 404)
            { "ip": "$context.identity.sourceIP", "x": "$context.weather" }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 9:18", "warning 10:22", "info 10:57"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "$context.reponseOverride in the request template of GET /a sets nothing: API Gateway has no such variable; did you mean $context.responseOverride?",
    );
  });

  it("reports a root that is misspelt and has no value", () => {
    const found = (template: string): readonly string[] =>
      lintFor(
        code,
        `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            ${template}
`,
      ).map(({ expected }) => expected ?? "");
    expect(found('{ "id": "$contxt.requestId", "b": ${inputs.body} }')).to.deep.equal([
      "$context",
      "$input",
    ]);
    expect(found("$!{Utils.urlEncode('x')} $stageVariable.x")).to.deep.equal([
      "$util",
      "$stageVariables",
    ]);
    for (const own of [
      "#set($inputs = $input.path('$')) $inputs.body",
      "#foreach($inputs in $input.path('$')) $inputs.body #end",
      "#macro(show $inputs $contxt) $inputs.body $contxt.x #end",
      "#parse('x') $inputs.body",
      "\\$inputs.body $payload.x $inputs $inputRoot.x ## $inputs.body",
    ])
      expect(found(own), own).to.deep.equal([]);
  });

  it("knows those of the guide, free members, local variables, comments and escapes", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set($responseOverride = $context.responseOverride.header)
            #set($context.requestOverride.header.X = 'a')
            { "a": "\${context.authorizer.anything}", "b": $context.identity.clientCert.validity.notBefore, "c": "https://$context.domainName.x" }
            ## $context.nothing
            \\$context.nothing #* $context.nothing *# $contextual.nothing
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("takes placeholders of Fn::Sub for CloudFormation's, and ${!…} for the template's", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json:
            Fn::Sub: "{ \\"a\\": \\"\${context.stag}\\", \\"b\\": \\"\${!context.stag}\\", \\"c\\": \\"$context.stag\\" }"
`;
    expect(lintFor(code, text).map(({ actual }) => actual)).to.deep.equal([
      "$context.stag",
      "$context.stag",
    ]);
  });

  it("warns of setting what an override does not have", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: "#set($context.responseOverride.statusCode = 404)"
`;
    const [found] = lintFor(code, text);
    expect(found).to.include({ severity: "warning", expected: "one of header, status" });
  });

  it("looks at gateway responses as well", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-gateway-responses:
  DEFAULT_4XX:
    responseTemplates:
      application/json: '{ "message": $context.error.messageStrin, "type": "$context.error.responseType" }'
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 5:39"]);
  });
});
