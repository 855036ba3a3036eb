import { expect } from "chai";
import { evaluateInTemplate } from "../../../../support/wiring/read-template.ts";

const account = "eu-west-1:123456789012";
const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Type and properties of a resource, an attribute (`null` for Ref), and what AWS gives for it. */
type Vector = readonly [string, string, string | null, string | RegExp];

const vectors: readonly Vector[] = [
  ["AWS::Lambda::Version", "FunctionName: fn", null, `arn:aws:lambda:${account}:function:fn:1`],
  ["AWS::Lambda::Version", "FunctionName: fn", "Version", "1"],
  [
    "AWS::Lambda::Alias",
    "FunctionName: fn, Name: live",
    "AliasArn",
    `arn:aws:lambda:${account}:function:fn:live`,
  ],
  ["AWS::Lambda::LayerVersion", "LayerName: deps", null, `arn:aws:lambda:${account}:layer:deps:1`],
  [
    "AWS::Lambda::Url",
    "TargetFunctionArn: fn, Qualifier: live",
    "FunctionArn",
    `arn:aws:lambda:${account}:function:fn:live`,
  ],
  [
    "AWS::Lambda::Url",
    "TargetFunctionArn: fn",
    "FunctionUrl",
    /^https:\/\/[0-9a-f]{32}\.lambda-url\.eu-west-1\.on\.aws\/$/,
  ],
  ["AWS::Lambda::EventSourceMapping", "", null, new RegExp(`^${uuid}$`)],
  ["AWS::ApiGateway::RestApi", "", "RootResourceId", /^[0-9a-f]{10}$/],
  ["AWS::ApiGateway::Resource", "", "ResourceId", /^[0-9a-f]{6}$/],
  ["AWS::ApiGateway::Stage", "StageName: v1", null, "v1"],
  ["AWS::ApiGateway::DomainName", "DomainName: api.example.com", null, "api.example.com"],
  [
    "AWS::ApiGateway::DomainName",
    "DomainName: api.example.com",
    "RegionalDomainName",
    /^d-[0-9a-f]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/,
  ],
  [
    "AWS::ApiGatewayV2::Api",
    "",
    "ApiEndpoint",
    /^https:\/\/[0-9a-f]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/,
  ],
  ["AWS::ApiGatewayV2::Stage", "StageName: $default", null, "$default"],
  ["AWS::DynamoDB::GlobalTable", "TableName: t", "Arn", `arn:aws:dynamodb:${account}:table/t`],
  ["AWS::S3::Bucket", "BucketName: b", "RegionalDomainName", "b.s3.eu-west-1.amazonaws.com"],
  ["AWS::S3::Bucket", "BucketName: b", "WebsiteURL", "http://b.s3-website-eu-west-1.amazonaws.com"],
  ["AWS::SNS::Topic", "TopicName: t", "TopicArn", `arn:aws:sns:${account}:t`],
  ["AWS::Events::Rule", "Name: r", null, "r"],
  ["AWS::Events::Rule", "Name: r, EventBusName: orders", null, "orders|r"],
  [
    "AWS::Events::Rule",
    `Name: r, EventBusName: "arn:aws:events:${account}:event-bus/orders"`,
    "Arn",
    `arn:aws:events:${account}:rule/orders/r`,
  ],
  [
    "AWS::Events::Rule",
    "Name: r, EventBusName: default",
    "Arn",
    `arn:aws:events:${account}:rule/r`,
  ],
  [
    "AWS::Events::Connection",
    "Name: c",
    "Arn",
    new RegExp(`^arn:aws:events:${account}:connection/c/${uuid}$`),
  ],
  [
    "AWS::Events::ApiDestination",
    "Name: d",
    "ArnForPolicy",
    `arn:aws:events:${account}:api-destination/d`,
  ],
  ["AWS::Events::Archive", "ArchiveName: a", "Arn", `arn:aws:events:${account}:archive/a`],
  ["AWS::Scheduler::Schedule", "Name: s", "Arn", `arn:aws:scheduler:${account}:schedule/default/s`],
  [
    "AWS::Scheduler::ScheduleGroup",
    "Name: g",
    "Arn",
    `arn:aws:scheduler:${account}:schedule-group/g`,
  ],
  ["AWS::Pipes::Pipe", "Name: p", "Arn", `arn:aws:pipes:${account}:pipe/p`],
  [
    "AWS::StepFunctions::StateMachine",
    "StateMachineName: m",
    null,
    `arn:aws:states:${account}:stateMachine:m`,
  ],
  ["AWS::StepFunctions::StateMachine", "StateMachineName: m", "Name", "m"],
  ["AWS::KMS::Key", "", null, new RegExp(`^${uuid}$`)],
  ["AWS::KMS::Key", "", "Arn", new RegExp(`^arn:aws:kms:${account}:key/${uuid}$`)],
  ["AWS::KMS::Alias", "AliasName: alias/k", null, "alias/k"],
  [
    "AWS::SecretsManager::Secret",
    "Name: s",
    null,
    /^arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-[0-9a-f]{6}$/,
  ],
  ["AWS::SSM::Parameter", "Name: /a/b, Type: String, Value: v", "Type", "String"],
  [
    "AWS::SSM::Parameter",
    "Name: /a/b, Type: String, Value: v",
    "Arn",
    `arn:aws:ssm:${account}:parameter/a/b`,
  ],
  ["AWS::Logs::LogGroup", "LogGroupName: /g", "Arn", `arn:aws:logs:${account}:log-group:/g:*`],
  ["AWS::IAM::ManagedPolicy", "ManagedPolicyName: p", null, "arn:aws:iam::123456789012:policy/p"],
  ["AWS::IAM::User", "UserName: u", "Arn", "arn:aws:iam::123456789012:user/u"],
  [
    "AWS::IAM::InstanceProfile",
    "InstanceProfileName: i",
    "Arn",
    "arn:aws:iam::123456789012:instance-profile/i",
  ],
  ["AWS::Cognito::UserPool", "", null, /^eu-west-1_[0-9a-f]{9}$/],
  [
    "AWS::Cognito::UserPool",
    "",
    "ProviderURL",
    /^https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_/,
  ],
  ["AWS::Cognito::UserPoolClient", "", null, /^[0-9a-f]{26}$/],
  ["AWS::Kinesis::Stream", "Name: s", "Arn", `arn:aws:kinesis:${account}:stream/s`],
  [
    "AWS::KinesisFirehose::DeliveryStream",
    "DeliveryStreamName: f",
    "Arn",
    `arn:aws:firehose:${account}:deliverystream/f`,
  ],
  ["AWS::CloudWatch::Alarm", "AlarmName: a", "Arn", `arn:aws:cloudwatch:${account}:alarm:a`],
  ["AWS::EC2::SecurityGroup", "VpcId: vpc-1", "VpcId", "vpc-1"],
  ["AWS::EC2::SecurityGroup", "", null, /^sg-[0-9a-f]{17}$/],
  ["AWS::EC2::Subnet", "", "SubnetId", /^subnet-[0-9a-f]{17}$/],
  [
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "Name: lb",
    null,
    /^arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer\/app\/lb\/[0-9a-f]{16}$/,
  ],
  [
    "AWS::RDS::DBCluster",
    "DBClusterIdentifier: Main",
    "Endpoint.Address",
    /^main\.cluster-[0-9a-f]{12}\.eu-west-1\.rds\.amazonaws\.com$/,
  ],
  ["AWS::CloudFront::Distribution", "", "DomainName", /^d[0-9a-f]{13}\.cloudfront\.net$/],
  [
    "AWS::CertificateManager::Certificate",
    "",
    null,
    new RegExp(`^arn:aws:acm:${account}:certificate/${uuid}$`),
  ],
  [
    "AWS::WAFv2::WebACL",
    "Name: w, Scope: REGIONAL",
    "Arn",
    new RegExp(`^arn:aws:wafv2:${account}:regional/webacl/w/${uuid}$`),
  ],
  ["AWS::CodeDeploy::Application", "ApplicationName: c", null, "c"],
  ["AWS::AppConfig::Application", "", null, /^[0-9a-f]{7}$/],
  [
    "AWS::AppSync::GraphQLApi",
    "",
    "GraphQLUrl",
    /\.appsync-api\.eu-west-1\.amazonaws\.com\/graphql$/,
  ],
  [
    "AWS::ECR::Repository",
    "RepositoryName: r",
    "RepositoryUri",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/r",
  ],
];

describe("values of resources", () => {
  for (const [type, properties, attribute, expected] of vectors) {
    const expression = attribute === null ? "!Ref R" : `!GetAtt R.${attribute}`;
    it(`${attribute === null ? "Ref" : attribute} of ${type} { ${properties} }`, () => {
      const sections = `Resources: { R: { Type: "${type}", Properties: { ${properties} } } }`;
      const value = evaluateInTemplate(sections, expression);
      if (typeof expected === "string") expect(value).to.equal(expected);
      else expect(value).to.match(expected);
    });
  }

  it("are told to be not modelled, with the type and the attribute", () => {
    const sections = "Resources: { R: { Type: AWS::ApiGateway::DomainName } }";
    expect(evaluateInTemplate(sections, "!GetAtt R.RegionalHostedZoneId")).to.equal(
      "unknown: the attribute RegionalHostedZoneId of AWS::ApiGateway::DomainName (R) is not modelled",
    );
  });

  it("of what SAM generates are those of its own types", () => {
    const sections = `Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, AutoPublishAlias: live, FunctionUrlConfig: { AuthType: NONE } } }
  Machine: { Type: AWS::Serverless::StateMachine, Properties: { Name: m } }
  Given: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Role: r } }
`;
    const value = (expression: string): string | undefined =>
      evaluateInTemplate(sections, expression);
    expect(value("!Ref FnRole")).to.equal("shop-FnRole");
    expect(value("!GetAtt MachineRole.Arn")).to.equal(
      "arn:aws:iam::123456789012:role/shop-MachineRole",
    );
    expect(value("!Ref FnAliaslive")).to.equal(`arn:aws:lambda:${account}:function:shop-Fn:live`);
    expect(value("!GetAtt FnUrl.FunctionUrl")).to.match(/^https:\/\/[0-9a-f]{32}\.lambda-url\./);
    expect(value("!Ref Fn.Version")).to.equal(`arn:aws:lambda:${account}:function:shop-Fn:1`);
    expect(value("!GetAtt GivenRole.Arn")).to.match(/^unknown: /);
  });
});
