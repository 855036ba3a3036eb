import { expect } from "chai";
import { readDomainMappings } from "../../../../src/harness/app/project/read-domain-mappings.ts";
import { openSmallProject } from "../../../support/app/small-project.ts";

const api = (type: string, id: string, properties: string): string => `  ${id}:
    Type: AWS::Serverless::${type}
    Properties: { ${properties} }
`;
const call = (type: string, id: string): string =>
  `        ${id}: { Type: ${type}, Properties: { ${type === "Api" ? "RestApiId" : "ApiId"}: !Ref ${id}, Path: /x, Method: get } }\n`;

async function mappingsOf(
  apis: string,
  events: string,
): Promise<readonly (readonly [string, string | null, string])[]> {
  const template = `Transform: AWS::Serverless-2016-10-31
Parameters: { Key: { Type: String, Default: admin } }
Resources:
${apis}  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      CodeUri: src
      Handler: list.handler
      Events:
${events}`;
  return openSmallProject({ "template.yaml": template }, async (project) =>
    readDomainMappings(project).map(({ api: { wired }, domain, base }) => [
      wired.resource.logicalId,
      domain,
      base,
    ]),
  );
}

describe("custom domains of a template", () => {
  it("lead where `Domain` of SAM's APIs says, one mapping for each base path", async () => {
    const certificate = "CertificateArn: arn";
    const found = await mappingsOf(
      api("Api", "A", `StageName: dev, Domain: { DomainName: API.example.com, ${certificate} }`) +
        api(
          "Api",
          "B",
          `StageName: dev, Domain: { DomainName: api.example.com, ${certificate}, BasePath: [/b, b-2] }`,
        ) +
        api(
          "Api",
          "C",
          `StageName: dev, Domain: { DomainName: api.example.com, ${certificate}, BasePath: [c-1], NormalizeBasePath: false }`,
        ) +
        api(
          "HttpApi",
          "D",
          `Domain: { DomainName: api.example.com, ${certificate}, BasePath: [shop/v1] }`,
        ),
      call("Api", "A") + call("Api", "B") + call("Api", "C") + call("HttpApi", "D"),
    );
    expect(found).to.deep.equal([
      ["A", "api.example.com", ""],
      ["B", "api.example.com", "/b"],
      ["B", "api.example.com", "/b2"],
      ["C", "api.example.com", "/c-1"],
      ["D", "api.example.com", "/shop/v1"],
    ]);
  });

  it("lead where mappings of their own say, values of the template resolved", async () => {
    const mapping = (type: string, properties: string): string =>
      `  M${type.length}:\n    Type: ${type}\n    Properties: { DomainName: api.example.com, ${properties} }\n`;
    const found = await mappingsOf(
      api("Api", "A", "StageName: dev") +
        api("HttpApi", "B", "StageName: live") +
        mapping(
          "AWS::ApiGateway::BasePathMapping",
          "RestApiId: !Ref A, BasePath: !Ref Key, Stage: dev",
        ) +
        mapping(
          "AWS::ApiGatewayV2::ApiMapping",
          "ApiId: !Ref B, ApiMappingKey: shop/v1, Stage: live",
        ),
      call("Api", "A") + call("HttpApi", "B"),
    );
    expect(found).to.deep.equal([
      ["A", "api.example.com", "/admin"],
      ["B", "api.example.com", "/shop/v1"],
    ]);
  });

  it("are left out where the name or the API is not known", async () => {
    const found = await mappingsOf(
      api(
        "Api",
        "A",
        "StageName: dev, Domain: { DomainName: !ImportValue name, CertificateArn: arn }",
      ) +
        "  M:\n    Type: AWS::ApiGateway::BasePathMapping\n    Properties: { DomainName: api.example.com, RestApiId: !ImportValue api }\n",
      call("Api", "A"),
    );
    expect(found).to.deep.equal([]);
  });
});
