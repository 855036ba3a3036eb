import { byName, regionalArn, type ResourceFacts, type ResourceKind } from "./resource-facts.ts";

function tableArn(facts: ResourceFacts): string {
  return regionalArn(facts, "dynamodb", `table/${facts.name}`);
}

/** The moment a stream is created is part of its ARN; here it is always this one. */
const streamLabel = "2024-01-01T00:00:00.000";

function streamArn(facts: ResourceFacts): string | null {
  return facts.property("StreamSpecification").known
    ? `${tableArn(facts)}/stream/${streamLabel}`
    : null;
}

const table: ResourceKind = {
  nameProperty: "TableName",
  ref: byName,
  attributes: { Arn: tableArn, StreamArn: streamArn },
};

function bucketHost(facts: ResourceFacts, service: string): string {
  return `${facts.name}.${service}.${facts.urlSuffix}`;
}

const bucket: ResourceKind = {
  nameProperty: "BucketName",
  unnamed: (facts) => `${facts.stackName}-${facts.logicalId}`.toLowerCase().slice(0, 63),
  ref: byName,
  attributes: {
    Arn: (facts) => `arn:${facts.partition}:s3:::${facts.name}`,
    DomainName: (facts) => bucketHost(facts, "s3"),
    RegionalDomainName: (facts) => bucketHost(facts, `s3.${facts.region}`),
    DualStackDomainName: (facts) => bucketHost(facts, `s3.dualstack.${facts.region}`),
  },
};

function secretArn(facts: ResourceFacts): string {
  return regionalArn(facts, "secretsmanager", `secret:${facts.name}-${facts.madeUpId(6)}`);
}

function keyArn(facts: ResourceFacts): string {
  return regionalArn(facts, "kms", `key/${keyId(facts)}`);
}

function keyId(facts: ResourceFacts): string {
  const digits = facts.madeUpId(32);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join("-");
}

/** Tables, buckets, parameters, secrets and keys. */
export const storageKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::DynamoDB::Table": table,
  "AWS::DynamoDB::GlobalTable": table,
  "AWS::Serverless::SimpleTable": table,
  "AWS::S3::Bucket": bucket,
  "AWS::SSM::Parameter": {
    nameProperty: "Name",
    ref: byName,
    attributes: { Type: (facts) => facts.text("Type"), Value: (facts) => facts.text("Value") },
  },
  "AWS::SecretsManager::Secret": {
    nameProperty: "Name",
    ref: secretArn,
    attributes: { Id: secretArn },
  },
  "AWS::KMS::Key": { nameProperty: null, ref: keyId, attributes: { Arn: keyArn, KeyId: keyId } },
  "AWS::KMS::Alias": {
    nameProperty: "AliasName",
    ref: byName,
    attributes: {},
  },
};
