import { expect } from "chai";
import {
  keysOf,
  readDefinition,
  wireTemplate,
} from "../../../../support/wiring/read-definition.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

const uri =
  '!Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations"';
const resources = `
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: shop } }
  Fn: { Type: AWS::Lambda::Function, Properties: { Handler: a.b, Runtime: provided.al2023, Code: . } }
  Orders: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders } }
  Order: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !Ref Orders, PathPart: "{id}" } }
  Both: { Type: AWS::ApiGateway::RequestValidator, Properties: { RestApiId: !Ref Api, Name: both, ValidateRequestBody: true, ValidateRequestParameters: true } }
  Pool: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Api, Name: pool, Type: COGNITO_USER_POOLS } }
  Leave: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: apigateway.amazonaws.com, SourceArn: !Sub "arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/*/orders/*" } }
  GetOrder:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Order
      HttpMethod: GET
      AuthorizationType: COGNITO_USER_POOLS
      AuthorizerId: !Ref Pool
      RequestValidatorId: !Ref Both
      RequestParameters: { method.request.path.id: true, method.request.querystring.page: false }
      Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: ${uri} }
  AnyOrder:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Orders
      HttpMethod: ANY
      AuthorizationType: NONE
      ApiKeyRequired: true
      Integration: { Type: MOCK, IntegrationResponses: [{ StatusCode: 200, ResponseTemplates: { application/json: "{}" } }, { StatusCode: 400, SelectionPattern: "4.*" }] }
  Root:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: AWS_IAM, Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: "https://example.com" } }
`;

describe("documentOfMethods", () => {
  const template = readTemplate(resources);
  const { document, problems } = readDefinition(template, "Api");

  it("makes paths of chains of resources, and routes of methods", () => {
    expect(document?.operations.map(({ key }) => key)).to.deep.equal([
      "GET /orders/{id}",
      "ANY /orders",
      "GET /",
    ]);
    expect(problems).to.deep.equal([]);
    expect(document?.source.locate("/paths/~1/get").pointer).to.equal("/Resources/Root");
  });

  it("has validator, authorizer, key and parameters of a method", () => {
    const [get, any, root] = document?.operations ?? [];
    expect(get).to.deep.include({ security: [["pool"]] });
    expect(get?.requestValidator).to.include({ name: "both", validateParameters: true });
    expect(get?.parameters.map(({ in: place, name }) => `${place} ${name}`)).to.deep.equal([
      "path id",
      "query page",
    ]);
    expect(any?.security).to.deep.equal([["api_key"]]);
    expect(root?.security).to.deep.equal([["AWS_IAM"]]);
  });

  it("has the model of a method's body, unless that refers to others", () => {
    const withModel = (schema: string) => {
      const text = resources
        .replace(
          "HttpMethod: GET\n",
          "HttpMethod: GET\n      RequestModels: { application/json: !Ref Shape }\n",
        )
        .replace(
          "  Root:",
          `  Shape: { Type: AWS::ApiGateway::Model, Properties: { RestApiId: !Ref Api, ContentType: application/json, Name: Shape, Schema: ${schema} } }\n  Root:`,
        );
      const read = readDefinition(readTemplate(text), "Api").document;
      const operation = read?.operations.find(({ key }) => key === "GET /orders/{id}");
      return { body: operation?.requestBody ?? null, text: JSON.stringify(read?.root) };
    };
    const own = withModel("{ type: object, required: [quantity] }");
    expect(own.body?.content.map(({ mediaType }) => mediaType)).to.deep.equal(["application/json"]);
    expect(own.text).to.contain('"schema":{"type":"object","required":["quantity"]}');
    const others = withModel("{ $ref: 'https://apigateway.amazonaws.com/restapis/a/models/B' }");
    expect(others.body).to.equal(null);
  });

  it("writes the integration as a document does", () => {
    const any = document?.operations.find(({ anyMethod }) => anyMethod);
    expect(any?.integration?.raw["responses"]).to.deep.equal({
      default: { statusCode: 200, responseTemplates: { "application/json": "{}" } },
      "4.*": { statusCode: 400 },
    });
  });

  it("is followed to the function and its permission", () => {
    const project = wireTemplate(template);
    const [get] = project.apis[0]?.operations ?? [];
    expect(get).to.deep.include({ permitted: true, added: null });
    expect(get?.function?.resource.logicalId).to.equal("Fn");
    expect(project.problems.map(({ code }) => code)).to.deep.equal(["wiring/spec-not-wired"]);
  });

  it("says that a path leads out of the template", () => {
    const read = readDefinition(
      readTemplate(
        resources.replace("ParentId: !GetAtt Api.RootResourceId", "ParentId: !ImportValue root"),
      ),
      "Api",
    );
    expect(keysOf(read)).to.deep.equal(["GET /"]);
    expect(read.problems.map(({ code }) => code)).to.deep.equal([
      "template/value-unknown",
      "template/value-unknown",
    ]);
  });

  it("is not asked beside a Body, which alone is read", () => {
    const body = "Body: { openapi: 3.0.1, paths: { /own: { get: { responses: {} } } } }";
    const both = resources.replace("{ Name: shop }", `{ Name: shop, ${body} }`);
    expect(keysOf(readDefinition(readTemplate(both), "Api"))).to.deep.equal(["GET /own"]);
  });

  it("stops at resources that are their own parents", () => {
    const circle = resources.replace(
      "ParentId: !GetAtt Api.RootResourceId",
      "ParentId: !Ref Order",
    );
    expect(keysOf(readDefinition(readTemplate(circle), "Api"))).to.deep.equal(["GET /"]);
  });
});
