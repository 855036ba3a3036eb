import { regionalArn, type ResourceFacts, type ResourceKind } from "./resource-facts.ts";

/** API Gateway's ids are ten lower-case letters and digits. */
function apiId(facts: ResourceFacts): string {
  return facts.madeUpId(10);
}

const restApi: ResourceKind = {
  nameProperty: null,
  ref: apiId,
  attributes: { RestApiId: apiId, RootResourceId: (facts) => `${facts.madeUpId(9)}0` },
};

const httpApi: ResourceKind = {
  nameProperty: null,
  ref: apiId,
  attributes: {
    ApiId: apiId,
    ApiEndpoint: (facts) =>
      `https://${apiId(facts)}.execute-api.${facts.region}.${facts.urlSuffix}`,
  },
};

function userPoolId(facts: ResourceFacts): string {
  return `${facts.region}_${facts.madeUpId(9)}`;
}

function providerName(facts: ResourceFacts): string {
  return `cognito-idp.${facts.region}.${facts.urlSuffix}/${userPoolId(facts)}`;
}

/** APIs, their stages, and the user pools they ask. */
export const apiKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::Serverless::Api": restApi,
  "AWS::ApiGateway::RestApi": restApi,
  "AWS::Serverless::HttpApi": httpApi,
  "AWS::ApiGatewayV2::Api": httpApi,
  "AWS::ApiGateway::Stage": {
    nameProperty: "StageName",
    ref: (facts) => facts.name,
    attributes: {},
  },
  "AWS::ApiGatewayV2::Stage": {
    nameProperty: "StageName",
    ref: (facts) => facts.name,
    attributes: {},
  },
  "AWS::Cognito::UserPool": {
    nameProperty: null,
    ref: userPoolId,
    attributes: {
      UserPoolId: userPoolId,
      Arn: (facts) => regionalArn(facts, "cognito-idp", `userpool/${userPoolId(facts)}`),
      ProviderName: providerName,
      ProviderURL: (facts) => `https://${providerName(facts)}`,
    },
  },
  "AWS::Cognito::UserPoolClient": {
    nameProperty: null,
    ref: (facts) => facts.madeUpId(26),
    attributes: { ClientId: (facts) => facts.madeUpId(26) },
  },
};
