import {
  byName,
  named,
  namedByArn,
  regionalArn,
  type ResourceFacts,
  type ResourceKind,
} from "./resource-facts.ts";

function functionArn(facts: ResourceFacts): string {
  return regionalArn(facts, "lambda", `function:${facts.name}`);
}

const lambdaFunction = named("FunctionName", { Arn: functionArn });

function stateMachineArn(facts: ResourceFacts): string {
  return regionalArn(facts, "states", `stateMachine:${facts.name}`);
}

const stateMachineAttributes = { Arn: stateMachineArn, Name: byName };

function layerArn(facts: ResourceFacts): string {
  return regionalArn(facts, "lambda", `layer:${facts.name}:1`);
}

const layerVersion = namedByArn("LayerName", layerArn, { LayerVersionArn: layerArn });

/** `FunctionName` of an alias, a version or a URL may be a name or an ARN. */
function qualifiedArn(facts: ResourceFacts, qualifier: string | null): string | null {
  const name = functionOf(facts, "FunctionName");
  return name === null || qualifier === null
    ? null
    : regionalArn(facts, "lambda", `function:${name}:${qualifier}`);
}

function functionOf(facts: ResourceFacts, property: string): string | null {
  return facts.text(property)?.split(":function:").at(-1) ?? null;
}

function urlFunctionArn(facts: ResourceFacts): string | null {
  const name = functionOf(facts, "TargetFunctionArn");
  if (name === null) return null;
  const qualifier = facts.text("Qualifier");
  const suffix = qualifier === null ? "" : `:${qualifier}`;
  return regionalArn(facts, "lambda", `function:${name}${suffix}`);
}

/** The first version a stack publishes. */
const firstVersion = "1";

function mappingArn(facts: ResourceFacts): string {
  return regionalArn(facts, "lambda", `event-source-mapping:${facts.madeUpUuid()}`);
}

function graphQlArn(facts: ResourceFacts): string {
  return regionalArn(facts, "appsync", `apis/${facts.madeUpId(26)}`);
}

function graphQlHost(facts: ResourceFacts): string {
  return `${facts.madeUpId(26)}.appsync-api.${facts.region}.${facts.urlSuffix}`;
}

/** Functions, layers, state machines, GraphQL APIs and what deploys and configures them. */
export const computeKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::Lambda::Function": lambdaFunction,
  "AWS::Serverless::Function": lambdaFunction,
  "AWS::Lambda::Alias": {
    nameProperty: "Name",
    ref: (facts) => qualifiedArn(facts, facts.name) ?? facts.name,
    attributes: { AliasArn: (facts) => qualifiedArn(facts, facts.name) },
  },
  "AWS::Lambda::Version": {
    nameProperty: null,
    ref: (facts) => qualifiedArn(facts, firstVersion) ?? facts.name,
    attributes: {
      FunctionArn: (facts) => qualifiedArn(facts, firstVersion),
      Version: () => firstVersion,
    },
  },
  "AWS::Lambda::Url": {
    nameProperty: null,
    ref: (facts) => urlFunctionArn(facts) ?? facts.name,
    attributes: {
      FunctionArn: urlFunctionArn,
      FunctionUrl: (facts) => `https://${facts.madeUpId(32)}.lambda-url.${facts.region}.on.aws/`,
    },
  },
  "AWS::Lambda::EventSourceMapping": {
    nameProperty: null,
    ref: (facts) => facts.madeUpUuid(),
    attributes: { Id: (facts) => facts.madeUpUuid(), EventSourceMappingArn: mappingArn },
  },
  "AWS::Lambda::LayerVersion": layerVersion,
  "AWS::Serverless::LayerVersion": layerVersion,
  "AWS::StepFunctions::StateMachine": namedByArn(
    "StateMachineName",
    stateMachineArn,
    stateMachineAttributes,
  ),
  "AWS::Serverless::StateMachine": namedByArn("Name", stateMachineArn, stateMachineAttributes),
  "AWS::StepFunctions::Activity": namedByArn(
    "Name",
    (facts) => regionalArn(facts, "states", `activity:${facts.name}`),
    { Arn: (facts) => regionalArn(facts, "states", `activity:${facts.name}`), Name: byName },
  ),
  "AWS::CodeDeploy::Application": named("ApplicationName", {}),
  "AWS::CodeDeploy::DeploymentConfig": named("DeploymentConfigName", {}),
  "AWS::CodeDeploy::DeploymentGroup": named("DeploymentGroupName", {}),
  "AWS::AppConfig::Application": {
    nameProperty: null,
    ref: (facts) => facts.madeUpId(7),
    attributes: { ApplicationId: (facts) => facts.madeUpId(7) },
  },
  "AWS::AppConfig::ConfigurationProfile": {
    nameProperty: null,
    ref: (facts) => facts.madeUpId(7),
    attributes: { ConfigurationProfileId: (facts) => facts.madeUpId(7) },
  },
  "AWS::AppConfig::Environment": {
    nameProperty: null,
    ref: (facts) => facts.madeUpId(7),
    attributes: { EnvironmentId: (facts) => facts.madeUpId(7) },
  },
  "AWS::AppConfig::DeploymentStrategy": {
    nameProperty: null,
    ref: (facts) => facts.madeUpId(7),
    attributes: { Id: (facts) => facts.madeUpId(7) },
  },
  "AWS::AppSync::GraphQLApi": {
    nameProperty: null,
    ref: graphQlArn,
    attributes: {
      ApiId: (facts) => facts.madeUpId(26),
      Arn: graphQlArn,
      GraphQLDns: graphQlHost,
      GraphQLUrl: (facts) => `https://${graphQlHost(facts)}/graphql`,
    },
  },
  "AWS::ECR::Repository": named("RepositoryName", {
    Arn: (facts) => regionalArn(facts, "ecr", `repository/${facts.name}`),
    RepositoryUri: (facts) =>
      `${facts.accountId}.dkr.ecr.${facts.region}.${facts.urlSuffix}/${facts.name}`,
  }),
  "AWS::ECS::Cluster": named("ClusterName", {
    Arn: (facts) => regionalArn(facts, "ecs", `cluster/${facts.name}`),
  }),
};
