import {
  byName,
  globalArn,
  regionalArn,
  type ResourceFacts,
  type ResourceKind,
} from "./resource-facts.ts";

function functionArn(facts: ResourceFacts): string {
  return regionalArn(facts, "lambda", `function:${facts.name}`);
}

const lambdaFunction: ResourceKind = {
  nameProperty: "FunctionName",
  ref: byName,
  attributes: { Arn: functionArn },
};

function stateMachineArn(facts: ResourceFacts): string {
  return regionalArn(facts, "states", `stateMachine:${facts.name}`);
}

const serverlessStateMachine: ResourceKind = {
  nameProperty: "Name",
  ref: stateMachineArn,
  attributes: { Arn: stateMachineArn, Name: byName },
};

const layerVersion: ResourceKind = {
  nameProperty: "LayerName",
  ref: (facts) => regionalArn(facts, "lambda", `layer:${facts.name}:1`),
  attributes: { LayerVersionArn: (facts) => regionalArn(facts, "lambda", `layer:${facts.name}:1`) },
};

/** `FunctionName` of an alias or version may be a name or an ARN. */
function qualifiedArn(facts: ResourceFacts, qualifier: string | null): string | null {
  const name = facts.text("FunctionName")?.split(":function:").at(-1);
  return name === undefined || qualifier === null
    ? null
    : regionalArn(facts, "lambda", `function:${name}:${qualifier}`);
}

function iamPath(facts: ResourceFacts): string {
  return facts.text("Path") ?? "/";
}

const role: ResourceKind = {
  nameProperty: "RoleName",
  ref: byName,
  attributes: { Arn: (facts) => globalArn(facts, "iam", `role${iamPath(facts)}${facts.name}`) },
};

const managedPolicy: ResourceKind = {
  nameProperty: "ManagedPolicyName",
  ref: (facts) => globalArn(facts, "iam", `policy${iamPath(facts)}${facts.name}`),
  attributes: {
    PolicyArn: (facts) => globalArn(facts, "iam", `policy${iamPath(facts)}${facts.name}`),
  },
};

/** Functions, layers, state machines and the roles they run with. */
export const computeKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::Lambda::Function": lambdaFunction,
  "AWS::Serverless::Function": lambdaFunction,
  "AWS::Lambda::Alias": {
    nameProperty: "Name",
    ref: (facts) => qualifiedArn(facts, facts.name) ?? facts.name,
    attributes: { AliasArn: (facts) => qualifiedArn(facts, facts.name) },
  },
  // The number is known after the deployment only; the first is as good as any.
  "AWS::Lambda::Version": {
    nameProperty: null,
    ref: (facts) => qualifiedArn(facts, "1") ?? facts.name,
    attributes: { FunctionArn: (facts) => qualifiedArn(facts, "1"), Version: () => "1" },
  },
  "AWS::Lambda::LayerVersion": layerVersion,
  "AWS::Serverless::LayerVersion": layerVersion,
  "AWS::StepFunctions::StateMachine": {
    ...serverlessStateMachine,
    nameProperty: "StateMachineName",
  },
  "AWS::Serverless::StateMachine": serverlessStateMachine,
  "AWS::IAM::Role": role,
  "AWS::IAM::ManagedPolicy": managedPolicy,
};
