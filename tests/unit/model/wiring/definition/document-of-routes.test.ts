import { expect } from "chai";
import {
  keysOf,
  readDefinition,
  wireTemplate,
} from "../../../../support/wiring/read-definition.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

const template = (more: string, properties = "ProtocolType: HTTP") =>
  readTemplate(`
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: shop, ${properties} } }
  Fn: { Type: AWS::Lambda::Function, Properties: { Handler: a.b, Runtime: provided.al2023, Code: . } }
  Leave: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: apigateway.amazonaws.com } }
${more}`);

const routes = `  Call: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Fn.Arn, PayloadFormatVersion: "2.0" } }
  Web: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationMethod: ANY, IntegrationUri: "https://example.com" } }
  Jwt: { Type: AWS::ApiGatewayV2::Authorizer, Properties: { ApiId: !Ref Api, Name: jwt, AuthorizerType: JWT } }
  Get: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: "GET /orders/{id}", Target: !Sub "integrations/\${Call}", AuthorizationType: JWT, AuthorizerId: !Ref Jwt } }
  Any: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: ANY /web, Target: !Join ["/", [integrations, !Ref Web]] } }
  Rest: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: $default, Target: !Sub "integrations/\${Call}" } }
`;

describe("documentOfRoutes", () => {
  it("makes routes of Route resources with their integrations and authorizers", () => {
    const project = wireTemplate(template(routes));
    expect(
      project.apis[0]?.operations.map(({ operation, integration, function: fn }) => [
        operation.key,
        fn?.resource.logicalId ?? integration.kind,
        operation.security,
      ]),
    ).to.deep.equal([
      ["GET /orders/{id}", "Fn", [["jwt"]]],
      ["ANY /web", "http", []],
      ["ANY /$default", "Fn", []],
    ]);
    expect(project.problems.map(({ code }) => code)).to.deep.equal(["wiring/spec-not-wired"]);
  });

  it("asks nothing of a route whose authorization is NONE", () => {
    const open = routes.replace("AuthorizationType: JWT", "AuthorizationType: NONE");
    expect(
      wireTemplate(template(open)).apis[0]?.operations.map(({ operation }) => operation.security),
    ).to.deep.equal([[], [], []]);
    const signed = routes.replace(
      "AuthorizationType: JWT, AuthorizerId: !Ref Jwt",
      "AuthorizationType: AWS_IAM",
    );
    expect(wireTemplate(template(signed)).apis[0]?.operations[0]?.operation.security).to.deep.equal(
      [["AWS_IAM"]],
    );
  });

  it("places a route at its resource", () => {
    const { document } = readDefinition(template(routes), "Api");
    expect(document?.source.locate("/paths/~1web/x-amazon-apigateway-any-method").pointer).to.equal(
      "/Resources/Any",
    );
  });

  it("knows quick create of a function and of a URL", () => {
    const quick = (target: string, more = "") =>
      wireTemplate(template("", `ProtocolType: HTTP, Target: ${target}${more}`)).apis[0];
    const fn = quick("!GetAtt Fn.Arn");
    expect(fn?.resource.stageName).to.deep.equal({ known: true, value: "$default" });
    expect(fn?.operations[0]?.operation.key).to.equal("ANY /$default");
    expect(fn?.operations[0]?.function?.resource.logicalId).to.equal("Fn");
    const url = quick("https://example.com", ", RouteKey: GET /a");
    expect(url?.operations[0]?.operation.key).to.equal("GET /a");
    expect(url?.operations[0]?.integration).to.deep.include({
      kind: "http",
      proxy: true,
      uri: "https://example.com",
    });
  });

  it("does not accuse a route whose integration is of another template", () => {
    const project = wireTemplate(
      template(
        "  Get: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /a, Target: !ImportValue target } }\n",
      ),
    );
    expect(project.problems.filter(({ severity }) => severity === "error")).to.deep.equal([]);
  });

  it("reads no WebSocket API", () => {
    expect(template("", "ProtocolType: WEBSOCKET").apis).to.deep.equal([]);
  });

  it("says that a route key is not known", () => {
    const read = readDefinition(
      template(
        "  Get: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: !ImportValue key } }\n",
      ),
      "Api",
    );
    expect(keysOf(read)).to.deep.equal([]);
    expect(read.problems.map(({ code }) => code)).to.deep.equal(["template/value-unknown"]);
  });
});
