import {
  globalArn,
  named,
  regionalArn,
  type ResourceFacts,
  type ResourceKind,
} from "./resource-facts.ts";

function iamArn(kind: string): (facts: ResourceFacts) => string {
  return (facts) => globalArn(facts, "iam", `${kind}${facts.text("Path") ?? "/"}${facts.name}`);
}

function userPoolId(facts: ResourceFacts): string {
  return `${facts.region}_${facts.madeUpId(9)}`;
}

function providerName(facts: ResourceFacts): string {
  return `cognito-idp.${facts.region}.${facts.urlSuffix}/${userPoolId(facts)}`;
}

function clientId(facts: ResourceFacts): string {
  return facts.madeUpId(26);
}

function identityPoolId(facts: ResourceFacts): string {
  return `${facts.region}:${facts.madeUpUuid()}`;
}

/** Roles, policies and users of IAM; pools of Cognito. */
export const identityKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::IAM::Group": named("GroupName", { Arn: iamArn("group") }),
  "AWS::IAM::InstanceProfile": named("InstanceProfileName", { Arn: iamArn("instance-profile") }),
  "AWS::IAM::ManagedPolicy": {
    nameProperty: "ManagedPolicyName",
    ref: iamArn("policy"),
    attributes: { PolicyArn: iamArn("policy") },
  },
  "AWS::IAM::Role": named("RoleName", {
    Arn: iamArn("role"),
    RoleId: (facts) => `AROA${facts.madeUpId(17).toUpperCase()}`,
  }),
  "AWS::IAM::User": named("UserName", { Arn: iamArn("user") }),
  "AWS::Cognito::IdentityPool": {
    nameProperty: null,
    ref: identityPoolId,
    attributes: { Id: identityPoolId, Name: (facts) => facts.text("IdentityPoolName") },
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
    ref: clientId,
    attributes: { ClientId: clientId, Name: (facts) => facts.text("ClientName") },
  },
  "AWS::Cognito::UserPoolDomain": named("Domain", {}),
  "AWS::Cognito::UserPoolGroup": named("GroupName", {}),
};
