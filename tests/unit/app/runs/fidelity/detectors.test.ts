import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { formatLocation } from "../../../../../src/harness/core/problem.ts";
import type { FidelityReport } from "../../../../../src/harness/app/report/fidelity-report.ts";
import { detectors } from "../../../../../src/harness/app/runs/fidelity/detectors.ts";
import { listFidelity } from "../../../../../src/harness/app/runs/fidelity/report-fidelity.ts";
import { httpTemplate } from "../../../../support/app/http-template.ts";
import {
  openSmallProject,
  smallProject,
  type ProjectFiles,
} from "../../../../support/app/small-project.ts";
import { virtualEnvironment } from "../../../../support/app/virtual-environment.ts";
import { repositoryRoot } from "../../../../support/scenarios/order-project.ts";

const template = smallProject["template.yaml"];
const spec = smallProject["openapi.yaml"];
const machine = { nodeMajor: 24, architecture: "x86_64" };

const report = (files: ProjectFiles): Promise<FidelityReport> =>
  openSmallProject(files, (project) => listFidelity(project, machine));

/** The template with properties added to the API, to ListFunction, or with more resources. */
const api = (text: string): ProjectFiles => ({
  "template.yaml": template.replace(
    "      StageName: dev\n",
    `      StageName: dev\n      ${text}\n`,
  ),
});
const fn = (text: string): ProjectFiles => ({
  "template.yaml": template.replace(
    "      Handler: list.handler\n",
    `      Handler: list.handler\n      ${text}\n`,
  ),
});
const event = (type: string): ProjectFiles => ({
  "template.yaml": template.replace(
    "      Events:\n",
    `      Events:\n        Other: { Type: ${type}, Properties: {} }\n`,
  ),
});
const resource = (type: string, properties = "{}"): ProjectFiles => ({
  "template.yaml": `${template}  Extra: { Type: "${type}", Properties: ${properties} }\n`,
});
const scheme = (text: string): ProjectFiles => ({
  "openapi.yaml": `${spec.replace("operationId: listNotes", "operationId: listNotes\n      security: [{ guard: [] }]")}components:
  securitySchemes:
    guard: ${text}
`,
});
/** A resource policy of one statement. */
const policy = (members: string): ProjectFiles => ({
  "openapi.yaml": `${spec}x-amazon-apigateway-policy: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: "execute-api:Invoke", Resource: "*", ${members} }] }\n`,
});
/** Members of the integration of GET /notes. */
const integration = (text: string): ProjectFiles => ({
  "openapi.yaml": spec.replace("type: aws_proxy\n        httpMethod: POST", text),
});
const authorizer = (type: string): ProjectFiles =>
  scheme(
    `{ type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authorizer: { type: ${type} } }`,
  );

const positives: readonly (readonly [anchor: string, files: ProjectFiles, what: RegExp])[] = [
  [
    "lambda-authorizers",
    authorizer("request"),
    /^the authorizer "guard", which leads to no function \(it has no uri\), of NotesApi$/,
  ],
  [
    "lambda-authorizers",
    {
      "template.yaml": `${api("Auth: { DefaultAuthorizer: My, Authorizers: { My: { FunctionArn: !GetAtt Extra.Arn } } }")["template.yaml"] ?? ""}  Extra: { Type: "AWS::Serverless::Function", Properties: { Runtime: java21, CodeUri: src, Handler: a.B } }\n`,
    },
    /^the authorizer "My", whose function Extra runs on java21, .*NotesApi$/,
  ],
  [
    "lambda-authorizers",
    api("Auth: { DefaultAuthorizer: My, Authorizers: { My: { FunctionArn: !ImportValue far } } }"),
    /^the authorizer "My", a function outside the template \(.*far.*\), of NotesApi$/,
  ],
  ["cognito-authorizers", authorizer("cognito_user_pools"), /^the Cognito authorizer "guard"/],
  ["jwt-authorizers", authorizer("jwt"), /^the JWT authorizer "guard"/],
  [
    "iam-authorization",
    scheme(
      "{ type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4 }",
    ),
    /^authorization by signature \(IAM\) of NotesApi$/,
  ],
  [
    "iam-authorization",
    {
      "openapi.yaml": spec.replace(
        "operationId: listNotes",
        "x-amazon-apigateway-auth: { type: AWS_IAM }",
      ),
    },
    /^authorization by signature \(IAM\) of NotesApi$/,
  ],
  ["iam-authorization", api("Auth: { DefaultAuthorizer: AWS_IAM }"), /signature/],
  [
    "api-keys",
    scheme("{ type: apiKey, in: header, name: X-Api-Key }"),
    /^values of API keys of NotesApi, .* no usage plan for the stage$/,
  ],
  ["api-keys", api("Auth: { ApiKeyRequired: true }"), /^values of API keys of NotesApi/],
  [
    "api-keys",
    api("Auth: { ApiKeyRequired: true, UsagePlan: { CreateUsagePlan: PER_API } }"),
    /^values of API keys of NotesApi, which AWS makes up$/,
  ],
  [
    "resource-policies",
    api("Auth: { ResourcePolicy: { IpRangeBlacklist: [10.0.0.0/8] } }"),
    /NotesApi$/,
  ],
  ["resource-policies", policy("NotPrincipal: { AWS: '111122223333' }"), /NotesApi$/],
  [
    "resource-policies",
    policy("Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': o } }"),
    /NotesApi$/,
  ],
  [
    "resource-policies",
    { "openapi.yaml": `${spec}x-amazon-apigateway-policy: { Statement: [] }\n` },
    /NotesApi$/,
  ],
  [
    "mutual-tls",
    api("Domain: { MutualTlsAuthentication: { TruststoreUri: s3://a/b } }"),
    /NotesApi$/,
  ],
  [
    "mutual-tls",
    resource(
      "AWS::ApiGateway::DomainName",
      "{ MutualTlsAuthentication: { TruststoreUri: s3://a/b } }",
    ),
    /^mutual TLS of the custom domain Extra$/,
  ],
  ["web-application-firewall", resource("AWS::WAFv2::WebACLAssociation"), /\(Extra\)$/],
  [
    "parameter-mapping",
    {
      "template.yaml": httpTemplate(),
      "openapi.yaml": spec.replace(
        "type: aws_proxy",
        "type: aws_proxy\n        requestParameters: { 'append:header.host': b }",
      ),
    },
    /^parameter mapping of the reserved header host, .* of NotesApi$/,
  ],
  ["websocket-apis", resource("AWS::ApiGatewayV2::Api", "{ ProtocolType: WEBSOCKET }"), /Extra$/],
  [
    "service-integrations",
    {
      "openapi.yaml": spec.replace(
        /type: aws_proxy\n(.*)\n.*ListFunction.*/,
        'type: aws\n$1\n        uri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/queue"',
      ),
    },
    /^the service integration sqs of NotesApi$/,
  ],
  [
    "service-integrations",
    {
      "openapi.yaml": spec.replace(
        /type: aws_proxy\n(.*)\n.*ListFunction.*/,
        'type: aws\n$1\n        uri: "arn:aws:apigateway:us-east-1:states:action/StartExecution"',
      ),
    },
    /^the service integration states:StartExecution of NotesApi$/,
  ],
  [
    "service-integrations",
    {
      "openapi.yaml": spec.replace(
        /type: aws_proxy\n(.*)\n.*ListFunction.*/,
        'type: aws\n$1\n        uri: "arn:aws:apigateway:us-east-1:dynamodb:action/GetItm"',
      ),
    },
    /^the action GetItm, .*GetItem.* of NotesApi$/,
  ],
  [
    "service-integrations",
    {
      "template.yaml": httpTemplate(),
      "openapi.yaml": spec.replace(
        /type: aws_proxy\n(.*)\n.*ListFunction.*/,
        "type: aws_proxy\n        integrationSubtype: EventBridge-PutEvents\n        credentials: 'arn:aws:iam::123456789012:role/r'",
      ),
    },
    /^the service integration EventBridge-PutEvents of NotesApi$/,
  ],
  [
    "http-integrations",
    {
      "openapi.yaml": spec.replace(
        /type: aws_proxy\n(.*)\n.*ListFunction.*/,
        'type: http_proxy\n$1\n        uri: "https://api.example.com/v1"',
      ),
    },
    /^the HTTP integration with https:\/\/api\.example\.com of NotesApi$/,
  ],
  [
    "mapping-templates",
    integration(
      "type: aws\n        requestTemplates: { application/json: { 'Fn::ImportValue': gone } }\n        httpMethod: POST",
    ),
    /^an integration whose requestTemplates hang on a value that is not known here of NotesApi$/,
  ],
  [
    "vpc-links",
    integration("type: http_proxy\n        connectionType: VPC_LINK\n        httpMethod: GET"),
    /^the VPC link/,
  ],
  [
    "response-streaming",
    integration("type: aws_proxy\n        responseTransferMode: STREAM\n        httpMethod: POST"),
    /^response streaming .* with a uri that ends in \/invocations of NotesApi$/,
  ],
  [
    "content-handling",
    integration(
      "type: aws_proxy\n        contentHandling: CONVERT_TO_BINARY\n        httpMethod: POST",
    ),
    /^contentHandling of NotesApi$/,
  ],
  ["caching", api("CacheClusterEnabled: true"), /NotesApi$/],
  [
    "throttling",
    api("MethodSettings: [{ ResourcePath: /*, HttpMethod: '*', ThrottlingRateLimit: 5 }]"),
    /NotesApi$/,
  ],
  [
    "throttling",
    resource("AWS::ApiGatewayV2::Stage", "{ DefaultRouteSettings: { ThrottlingBurstLimit: 1 } }"),
    /Extra$/,
  ],
  [
    "throttling",
    resource("AWS::ApiGateway::UsagePlan", "{ Quota: { Limit: 5, Period: DAY } }"),
    /^throttling and quotas of the usage plan Extra$/,
  ],
  [
    "throttling",
    resource(
      "AWS::ApiGateway::UsagePlan",
      "{ ApiStages: [{ ApiId: !Ref NotesApi, Stage: dev, Throttle: { /notes/GET: { RateLimit: 1 } } }] }",
    ),
    /^throttling and quotas of the usage plan Extra$/,
  ],
  [
    "throttling",
    api("Auth: { UsagePlan: { CreateUsagePlan: PER_API, Throttle: { RateLimit: 1 } } }"),
    /^throttling and quotas of the usage plan of NotesApi$/,
  ],
  ["canary", api("CanarySetting: { PercentTraffic: 10 }"), /NotesApi$/],
  [
    "custom-domains",
    api("Domain: { DomainName: api.example.org, CertificateArn: x }"),
    /NotesApi$/,
  ],
  ["custom-domains", resource("AWS::ApiGateway::DomainName"), /Extra$/],
  ["private-endpoints", api("EndpointConfiguration: { Type: PRIVATE }"), /NotesApi$/],
  [
    "private-endpoints",
    resource("AWS::ApiGateway::RestApi", "{ EndpointConfiguration: { Types: [PRIVATE] } }"),
    /Extra$/,
  ],
  ["edge-endpoints", api("EndpointConfiguration: EDGE"), /NotesApi$/],
  ["default-endpoint", api("DisableExecuteApiEndpoint: true"), /NotesApi$/],
  [
    "default-endpoint",
    resource("AWS::ApiGatewayV2::Api", "{ DisableExecuteApiEndpoint: true }"),
    /Extra$/,
  ],
  ["access-logs", api("AccessLogSetting: { DestinationArn: x, Format: y }"), /NotesApi$/],
  ["compression", api("MinimumCompressionSize: 0"), /NotesApi$/],
  ["runtimes", fn("Runtime: java21"), /^the runtime java21 of ListFunction$/],
  ["runtimes", fn("Runtime: provided.al2023"), /^the runtime provided\.al2023 of ListFunction$/],
  [
    "runtime-programs",
    { ...fn("Runtime: python3.12"), ...virtualEnvironment },
    /^the runtime python3\.12 of ListFunction$/,
  ],
  ["container-images", fn("PackageType: Image"), /ListFunction$/],
  ["code-elsewhere", fn("InlineCode: exports.handler = 1"), /^the code of ListFunction: .*inline/],
  ["node-versions", fn("Runtime: nodejs20.x"), /^the runtime nodejs20\.x of ListFunction$/],
  ["architectures", fn("Architectures: [arm64]"), /^the architecture arm64 of ListFunction$/],
  ["layers", fn("Layers: [arn]"), /ListFunction$/],
  ["private-networks", fn("VpcConfig: { SubnetIds: [a] }"), /ListFunction$/],
  [
    "provisioned-concurrency",
    fn("ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 }"),
    /ListFunction$/,
  ],
  ["durable-functions", fn("DurableConfig: { ExecutionTimeout: 60 }"), /ListFunction$/],
  ["snapstart", fn("SnapStart: { ApplyOn: PublishedVersions }"), /ListFunction$/],
  ["function-urls", fn("FunctionUrlConfig: { AuthType: NONE }"), /ListFunction$/],
  ["file-systems", fn("FileSystemConfigs: [{ Arn: a, LocalMountPath: /mnt/a }]"), /ListFunction$/],
  ["dead-letter-queues", fn("DeadLetterQueue: { Type: SQS, TargetArn: a }"), /ListFunction$/],
  ["destinations", fn("EventInvokeConfig: { MaximumRetryAttempts: 1 }"), /ListFunction$/],
  ["aliases", fn("AutoPublishAlias: live"), /ListFunction$/],
  ["x-ray", fn("Tracing: Active"), /ListFunction$/],
  ["function-policies", fn("Policies: [AWSLambdaBasicExecutionRole]"), /ListFunction$/],
  ["queue-events", event("SQS"), /^SQS messages \(ListFunction\)$/],
  ["topic-events", event("SNS"), /^SNS/],
  ["topic-events", resource("AWS::SNS::Subscription", "{ Protocol: lambda }"), /\(Extra\)$/],
  ["bucket-events", event("S3"), /^S3/],
  ["table-streams", event("DynamoDB"), /^DynamoDB/],
  ["data-streams", event("Kinesis"), /^Kinesis/],
  ["event-source-mappings", resource("AWS::Lambda::EventSourceMapping"), /\(Extra\)$/],
  ["event-rules", event("EventBridgeRule"), /^EventBridge rules/],
  ["event-rules", resource("AWS::Events::Rule", "{ EventPattern: { source: [a] } }"), /\(Extra\)$/],
  ["schedules", event("ScheduleV2"), /^schedules/],
  ["schedules", resource("AWS::Events::Rule", "{ ScheduleExpression: rate(1 day) }"), /\(Extra\)$/],
  ["user-pool-triggers", event("Cognito"), /^Cognito/],
  ["log-subscriptions", event("CloudWatchLogs"), /^log/],
  ["broker-events", event("MSK"), /^Kafka/],
  ["device-events", event("IoTRule"), /^IoT/],
  ["pipes", resource("AWS::Pipes::Pipe"), /\(Extra\)$/],
  ["services", resource("AWS::SQS::Queue"), /^SQS \(Extra\)$/],
  ["global-tables", resource("AWS::DynamoDB::GlobalTable"), /Extra$/],
  [
    "macros",
    {
      "template.yaml": template.replace(
        "Transform: AWS::Serverless-2016-10-31",
        "Transform: [AWS::Serverless-2016-10-31, Mine]",
      ),
    },
    /^The transform Mine/,
  ],
  [
    "imports",
    fn("Environment: { Variables: { A: !ImportValue shared-name } }"),
    /^values of other stacks: shared-name$/,
  ],
  [
    "dynamic-references",
    fn("Environment: { Variables: { A: '{{resolve:ssm:/a}}' } }"),
    /^dynamic references: \{\{resolve:ssm:\/a\}\}$/,
  ],
  [
    "nested-stacks",
    resource("AWS::CloudFormation::Stack", "{ TemplateURL: https://s3/x.yaml }"),
    /Extra$/,
  ],
  ["custom-resources", resource("Custom::Thing", "{ ServiceToken: arn }"), /Extra$/],
];

const negatives: readonly (readonly [what: string, anchor: string, files: ProjectFiles])[] = [
  [
    "a scheme no operation asks for",
    "lambda-authorizers",
    {
      "openapi.yaml": `${spec}components: { securitySchemes: { guard: { type: apiKey, x-amazon-apigateway-authorizer: { type: token } } } }\n`,
    },
  ],
  [
    "an authorizer that is a function of the template",
    "lambda-authorizers",
    api(
      "Auth: { DefaultAuthorizer: My, Authorizers: { My: { FunctionArn: !GetAtt ListFunction.Arn } } }",
    ),
  ],
  ["a scheme without an extension", "lambda-authorizers", scheme("{ type: http, scheme: bearer }")],
  ["a key in another header", "api-keys", scheme("{ type: apiKey, in: header, name: X-Tenant }")],
  [
    "a key that an authorizer reads",
    "api-keys",
    scheme(
      "{ type: apiKey, in: header, name: x-api-key, x-amazon-apigateway-authorizer: { type: request } }",
    ),
  ],
  [
    "an operation open to all",
    "iam-authorization",
    {
      "openapi.yaml": spec.replace(
        "operationId: listNotes",
        "x-amazon-apigateway-auth: { type: NONE }",
      ),
    },
  ],
  ["an endpoint that is not written out", "edge-endpoints", {}],
  ["a Regional endpoint", "edge-endpoints", api("EndpointConfiguration: { Type: REGIONAL }")],
  [
    "method settings without limits",
    "throttling",
    api("MethodSettings: [{ ResourcePath: /*, HttpMethod: '*', LoggingLevel: INFO }]"),
  ],
  [
    "a usage plan without limits",
    "throttling",
    resource("AWS::ApiGateway::UsagePlan", "{ ApiStages: [{ ApiId: !Ref NotesApi, Stage: dev }] }"),
  ],
  ["a policy without conditions", "resource-policies", policy("Principal: '*'")],
  [
    "conditions that every request tells",
    "resource-policies",
    policy("Principal: '*', Condition: { Bool: { 'aws:SecureTransport': true } }"),
  ],
  ["a switch that is off", "default-endpoint", api("DisableExecuteApiEndpoint: false")],
  ["an empty list", "layers", fn("Layers: []")],
  [
    "a layer whose folder lies here",
    "layers",
    {
      "template.yaml": `${fn("Layers: [!Ref Extra]")["template.yaml"] ?? ""}  Extra: { Type: "AWS::Serverless::LayerVersion", Properties: { ContentUri: src } }\n`,
    },
  ],
  ["this process's version", "node-versions", fn("Runtime: nodejs24.x")],
  ["this machine's architecture", "architectures", fn("Architectures: [x86_64]")],
  ["passive tracing", "x-ray", fn("Tracing: PassThrough")],
  [
    "a subscription of a server",
    "topic-events",
    resource("AWS::SNS::Subscription", "{ Protocol: https }"),
  ],
  ["a bucket without notifications", "bucket-events", resource("AWS::S3::Bucket")],
  [
    "a schedule",
    "event-rules",
    resource("AWS::Events::Rule", "{ ScheduleExpression: rate(1 day) }"),
  ],
  ["a user pool without triggers", "user-pool-triggers", resource("AWS::Cognito::UserPool")],
  ["a resource no handler calls", "services", resource("AWS::CloudWatch::Alarm")],
  [
    "an export in a false condition",
    "imports",
    {
      "template.yaml": `Conditions: { Never: !Equals [a, b] }\n${template}  Extra: { Type: AWS::SQS::Queue, Condition: Never, Properties: { QueueName: !ImportValue a } }\n`,
    },
  ],
  [
    "a Python function the configuration answers for",
    "runtimes",
    {
      ...fn("Runtime: java21"),
      "lockstep.config.json": '{"functions":{"ListFunction":{"result":{}}}}',
    },
  ],
];

describe("lockstep fidelity", () => {
  it("finds nothing in a project that is emulated whole", async () => {
    expect(await report({})).to.deep.equal({ template: "template.yaml", rows: [], unread: [] });
  });

  for (const [anchor, files, what] of positives)
    it(`finds ${anchor}: ${String(what)}`, async () => {
      const { rows } = await report(files);
      const row = rows.find((each) => each.anchor === anchor);
      expect(row?.what, JSON.stringify(rows)).to.match(what);
      expect(row?.location.line, row && formatLocation(row.location)).to.be.greaterThan(0);
      expect(row?.instead).to.not.equal("");
    });

  for (const [what, anchor, files] of negatives)
    it(`finds no ${anchor} in ${what}`, async () => {
      const { rows } = await report(files);
      expect(rows.filter((each) => each.anchor === anchor)).to.deep.equal([]);
    });

  it("names the routes that an authorizer of the template covers by default, and none it does not cover", async () => {
    const instead = async (properties: string) => {
      const authorizers = "Authorizers: { My: { UserPoolArn: !ImportValue pool } }";
      const { rows } = await report(api(`Auth: { ${authorizers}${properties} }`));
      return rows.find(({ anchor }) => anchor === "cognito-authorizers")?.instead;
    };
    expect(await instead(", DefaultAuthorizer: My")).to.equal(
      "GET /notes and POST /notes are answered with 501",
    );
    expect(await instead("")).to.equal(undefined);
  });

  it("tries every detector here", () => {
    const tried = new Set(positives.map(([anchor]) => anchor));
    expect(
      detectors.map(({ anchor }) => anchor).filter((anchor) => !tried.has(anchor)),
    ).to.deep.equal([]);
  });

  it("has a row of the same state in docs/fidelity.md for every detector", () => {
    const docs = readFileSync(join(repositoryRoot, "docs/fidelity.md"), "utf8");
    for (const { anchor, state } of detectors) {
      const rows = docs.split("\n").filter((line) => line.includes(`<a id="${anchor}"></a>`));
      expect(rows, anchor).to.have.length(1);
      const [, , cell = ""] = rows[0]?.split(/(?<!\\)\|/) ?? [];
      expect(cell.trim(), anchor).to.match(new RegExp(`^${state}`));
    }
  });
});
