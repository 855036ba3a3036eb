import {
  byName,
  identified,
  named,
  regionalArn,
  type ResourceFacts,
  type ResourceKind,
} from "./resource-facts.ts";

/** API Gateway's ids are ten lower-case letters and digits. */
function apiId(facts: ResourceFacts): string {
  return facts.madeUpId(10);
}

const restApi = identified(10, {
  RestApiId: apiId,
  RootResourceId: (facts) => `${facts.madeUpId(9)}0`,
});

const httpApi = identified(10, {
  ApiId: apiId,
  ApiEndpoint: (facts) => `https://${apiId(facts)}.execute-api.${facts.region}.${facts.urlSuffix}`,
  ExecuteApiArn: (facts) => regionalArn(facts, "execute-api", apiId(facts)),
});

/** A resource whose `Ref` and one attribute are an id of six. */
function part(attribute: string): ResourceKind {
  return identified(6, { [attribute]: (facts) => facts.madeUpId(6) });
}

function regionalDomain(facts: ResourceFacts): string {
  return `d-${facts.madeUpId(10)}.execute-api.${facts.region}.${facts.urlSuffix}`;
}

const stage = named("StageName", {});

/** APIs of both generations and everything that hangs on them. */
export const apiKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::Serverless::Api": restApi,
  "AWS::Serverless::HttpApi": httpApi,
  "AWS::ApiGateway::ApiKey": identified(10, { APIKeyId: apiId }),
  "AWS::ApiGateway::Authorizer": part("AuthorizerId"),
  "AWS::ApiGateway::ClientCertificate": part("ClientCertificateId"),
  "AWS::ApiGateway::Deployment": part("DeploymentId"),
  "AWS::ApiGateway::DomainName": {
    nameProperty: "DomainName",
    ref: byName,
    attributes: {
      DistributionDomainName: (facts) => `d${facts.madeUpId(13)}.cloudfront.net`,
      RegionalDomainName: regionalDomain,
      // The zone that all distributions share (source: API reference of Route 53, AliasTarget).
      DistributionHostedZoneId: () => "Z2FDTNDATAQYW2",
    },
  },
  "AWS::ApiGateway::Model": named("Name", {}),
  "AWS::ApiGateway::RequestValidator": part("RequestValidatorId"),
  "AWS::ApiGateway::Resource": part("ResourceId"),
  "AWS::ApiGateway::RestApi": restApi,
  "AWS::ApiGateway::Stage": stage,
  "AWS::ApiGateway::UsagePlan": part("Id"),
  "AWS::ApiGateway::VpcLink": part("VpcLinkId"),
  "AWS::ApiGatewayV2::Api": httpApi,
  "AWS::ApiGatewayV2::ApiMapping": part("ApiMappingId"),
  "AWS::ApiGatewayV2::Authorizer": part("AuthorizerId"),
  "AWS::ApiGatewayV2::Deployment": part("DeploymentId"),
  "AWS::ApiGatewayV2::DomainName": named("DomainName", { RegionalDomainName: regionalDomain }),
  "AWS::ApiGatewayV2::Integration": part("IntegrationId"),
  "AWS::ApiGatewayV2::Route": part("RouteId"),
  "AWS::ApiGatewayV2::Stage": stage,
  "AWS::ApiGatewayV2::VpcLink": part("VpcLinkId"),
};
