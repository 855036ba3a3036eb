import {
  byName,
  named,
  regionalArn,
  type ResourceFacts,
  type ResourceKind,
} from "./resource-facts.ts";

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

const tableAttributes = { Arn: tableArn, StreamArn: streamArn };

const table = named("TableName", tableAttributes);

function bucketHost(facts: ResourceFacts, service: string): string {
  return `${facts.name}.${service}.${facts.urlSuffix}`;
}

/** Regions whose website endpoint is written with a hyphen (source: S3 user guide, "Website endpoints"). */
const hyphenated = new Set([
  "ap-northeast-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-west-1",
  "sa-east-1",
  "us-east-1",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
]);

function websiteUrl(facts: ResourceFacts): string {
  const sign = hyphenated.has(facts.region) ? "-" : ".";
  return `http://${bucketHost(facts, `s3-website${sign}${facts.region}`)}`;
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
    WebsiteURL: websiteUrl,
  },
};

function secretArn(facts: ResourceFacts): string {
  return regionalArn(facts, "secretsmanager", `secret:${facts.name}-${facts.madeUpId(6)}`);
}

function keyArn(facts: ResourceFacts): string {
  return regionalArn(facts, "kms", `key/${facts.madeUpUuid()}`);
}

const key: ResourceKind = {
  nameProperty: null,
  ref: (facts) => facts.madeUpUuid(),
  attributes: { Arn: keyArn, KeyId: (facts) => facts.madeUpUuid() },
};

/** `parameter/NAME`, one slash whether the name begins with one or not. */
function parameterArn(facts: ResourceFacts): string {
  return regionalArn(facts, "ssm", `parameter/${facts.name.replace(/^\//, "")}`);
}

/** Attributes that repeat properties. */
function given(...properties: readonly string[]): ResourceKind["attributes"] {
  return Object.fromEntries(
    properties.map((name) => [name, (facts: ResourceFacts) => facts.text(name)]),
  );
}

/** `NAME.ID.REGION.rds.amazonaws.com`; of a cluster, `NAME.cluster-ID…`. */
function databaseHost(facts: ResourceFacts, role: string): string {
  const id = `${role}${facts.madeUpId(12)}`;
  return `${facts.name.toLowerCase()}.${id}.${facts.region}.rds.${facts.urlSuffix}`;
}

/** Database identifiers are lower case as deployed. */
function databaseName(facts: ResourceFacts): string {
  return facts.name.toLowerCase();
}

/** Tables, buckets, databases, parameters, secrets and keys. */
export const storageKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::DynamoDB::Table": table,
  "AWS::DynamoDB::GlobalTable": named("TableName", {
    ...tableAttributes,
    TableId: (facts) => facts.madeUpUuid(),
  }),
  "AWS::Serverless::SimpleTable": table,
  "AWS::S3::Bucket": bucket,
  "AWS::S3::AccessPoint": named("Name", {
    Arn: (facts) => regionalArn(facts, "s3", `accesspoint/${facts.name}`),
    Name: byName,
  }),
  "AWS::SSM::Parameter": named("Name", {
    ...given("AllowedPattern", "Description", "Tier", "Type", "Value"),
    Arn: parameterArn,
    Name: byName,
  }),
  "AWS::SecretsManager::Secret": {
    nameProperty: "Name",
    ref: secretArn,
    attributes: { Id: secretArn },
  },
  "AWS::KMS::Key": key,
  "AWS::KMS::ReplicaKey": key,
  "AWS::KMS::Alias": named("AliasName", {}),
  "AWS::RDS::DBCluster": {
    nameProperty: "DBClusterIdentifier",
    ref: databaseName,
    attributes: {
      DBClusterArn: (facts) => regionalArn(facts, "rds", `cluster:${databaseName(facts)}`),
      "Endpoint.Address": (facts) => databaseHost(facts, "cluster-"),
      "Endpoint.Port": (facts) => facts.text("Port"),
      "ReadEndpoint.Address": (facts) => databaseHost(facts, "cluster-ro-"),
    },
  },
  "AWS::RDS::DBInstance": {
    nameProperty: "DBInstanceIdentifier",
    ref: databaseName,
    attributes: {
      DBInstanceArn: (facts) => regionalArn(facts, "rds", `db:${databaseName(facts)}`),
      "Endpoint.Address": (facts) => databaseHost(facts, ""),
      "Endpoint.Port": (facts) => facts.text("Port"),
    },
  },
  "AWS::RDS::DBSubnetGroup": named("DBSubnetGroupName", {}),
  "AWS::ElastiCache::SubnetGroup": named("CacheSubnetGroupName", {}),
};
