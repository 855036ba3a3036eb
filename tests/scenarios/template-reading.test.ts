import { expect } from "chai";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadProject } from "../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../src/harness/app/project/resolve-config.ts";
import { inspectProject, type Inspection } from "../corpus/inspect-project.ts";
import { writeEntry } from "../hostile/hostile-case.ts";

// What a template means when it is deployed, where tools that run it locally are known to read something else.

const head = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs24.x, CodeUri: src, Handler: index.handler }
`;

const sub = (fn: string): string =>
  `{ Fn::Sub: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${fn}.Arn}/invocations" }`;

const join = (fn: string): string =>
  `{ Fn::Join: ["", ["arn:aws:apigateway:", { Ref: "AWS::Region" }, ":lambda:path/2015-03-31/functions/", { Fn::GetAtt: [${fn}, Arn] }, "/invocations"]] }`;

const operation = (uri: string): string =>
  `{ responses: { "200": { description: fine } }, x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: ${uri} } }`;

/** Runs work in a folder with these files, and a handler. */
async function withProject<T>(
  files: Readonly<Record<string, string>>,
  work: (root: string) => Promise<T>,
): Promise<T> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "lockstep-reading-")));
  try {
    const all = {
      "src/index.js": "exports.handler = async () => ({ statusCode: 200 });\n",
      ...files,
    };
    for (const [file, text] of Object.entries(all)) writeEntry(root, file, text);
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function inspect(template: string): Promise<Inspection> {
  return withProject({ "template.yaml": template }, (root) =>
    inspectProject({
      name: "",
      root,
      template: "template.yaml",
      deployedRoutes: null,
      described: false,
      remarks: 0,
    }),
  );
}

function routesOf({ routes }: Inspection, api: string): readonly string[] {
  return (routes[api] ?? []).map(({ key }) => key).toSorted();
}

function routeText({ routes }: Inspection, api: string, key: string): string {
  return (routes[api] ?? []).find((route) => route.key === key)?.json ?? "";
}

describe("Reading a template as it is deployed", function () {
  this.timeout(30_000);

  it("follows an integration written with Fn::Join, and a path item behind a $ref", async () => {
    const said = await inspect(`${head}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.1
        info: { title: t, version: "1" }
        paths:
          /joined: { get: ${operation(join("Fn"))} }
          /shared: { $ref: "#/x-items/shared" }
        x-items:
          shared: { post: ${operation(sub("Fn"))} }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /joined, Method: get } }
        B: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /shared, Method: post } }
`);
    expect(routesOf(said, "Api")).to.deep.equal(["GET /joined", "POST /shared"]);
    expect(routeText(said, "Api", "GET /joined")).to.include('"Fn"');
    expect(routeText(said, "Api", "POST /shared")).to.include('"Fn"');
    expect(said.findings.filter(({ severity }) => severity === "error")).to.deep.equal([]);
  });

  it("keeps stage, routes and CORS of two APIs apart", async () => {
    const said = await inspect(`${head}Resources:
  One: { Type: AWS::Serverless::Api, Properties: { StageName: first, Cors: "'*'" } }
  Two: { Type: AWS::Serverless::Api, Properties: { StageName: second } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: Api, Properties: { RestApiId: !Ref One, Path: /x, Method: get } }
  Other:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        B: { Type: Api, Properties: { RestApiId: !Ref Two, Path: /x, Method: get } }
`);
    expect(routesOf(said, "One")).to.deep.equal(["GET /x", "OPTIONS /x"]);
    expect(routesOf(said, "Two")).to.deep.equal(["GET /x"]);
    expect(routeText(said, "One", "GET /x"))
      .to.include('"first"')
      .and.to.include('"Fn"');
    expect(routeText(said, "Two", "GET /x"))
      .to.include('"second"')
      .and.to.include('"Other"');
  });

  it("leaves out a function whose condition is false, and its routes", async () => {
    const template = (value: string): string => `${head}Conditions:
  Wanted: !Equals [${value}, "yes"]
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: Api, Properties: { Path: /always, Method: get } }
  Extra:
    Type: AWS::Serverless::Function
    Condition: Wanted
    Properties:
      Events:
        B: { Type: Api, Properties: { Path: /sometimes, Method: get } }
`;
    expect(routesOf(await inspect(template('"no"')), "ServerlessRestApi")).to.deep.equal([
      "GET /always",
    ]);
    expect(routesOf(await inspect(template('"yes"')), "ServerlessRestApi")).to.deep.equal([
      "GET /always",
      "GET /sometimes",
    ]);
  });

  it("gives every kind of resource the value that Ref and GetAtt have for it", async () => {
    const template = `${head}Resources:
  Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders-table } }
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
  Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: files } }
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
  Role: { Type: AWS::IAM::Role, Properties: { RoleName: worker } }
  Named: { Type: AWS::Serverless::Function, Properties: { FunctionName: real-name, AutoPublishAlias: live } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Environment:
        Variables:
          TABLE: !Ref Orders
          TABLE_ARN: !GetAtt Orders.Arn
          TOPIC: !Ref Topic
          BUCKET: !Ref Bucket
          BUCKET_ARN: !GetAtt Bucket.Arn
          QUEUE_ARN: !GetAtt Queue.Arn
          QUEUE_NAME: !GetAtt Queue.QueueName
          ROLE_ARN: !GetAtt Role.Arn
          NAME: !Ref Named
          ALIAS: !Ref Named.Alias
          LITERAL: !Sub "\${!Literal}"
          SUFFIX: !Sub "sqs.\${AWS::Region}.\${AWS::URLSuffix}"
          SECRET: "{{resolve:ssm:/a/b}}"
`;
    const variables = await withProject({ "template.yaml": template }, async (root) => {
      const { config } = await resolveConfig({ root, region: "eu-west-1" });
      const found = loadProject(config).template.functions.find(
        ({ logicalId }) => logicalId === "Fn",
      );
      return Object.entries(found?.environment ?? {}).map(
        ([name, value]) => [name, value.known ? value.value : null] as const,
      );
    });
    const account = "123456789012";
    expect(Object.fromEntries(variables)).to.deep.equal({
      TABLE: "orders-table",
      TABLE_ARN: `arn:aws:dynamodb:eu-west-1:${account}:table/orders-table`,
      TOPIC: `arn:aws:sns:eu-west-1:${account}:news`,
      BUCKET: "files",
      BUCKET_ARN: "arn:aws:s3:::files",
      QUEUE_ARN: `arn:aws:sqs:eu-west-1:${account}:jobs`,
      QUEUE_NAME: "jobs",
      ROLE_ARN: `arn:aws:iam::${account}:role/worker`,
      NAME: "real-name",
      ALIAS: `arn:aws:lambda:eu-west-1:${account}:function:real-name:live`,
      LITERAL: "${Literal}",
      SUFFIX: "sqs.eu-west-1.amazonaws.com",
      SECRET: null,
    });
  });

  it("reports an operation that leads nowhere, at its place", async () => {
    const said = await inspect(`${head}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.1
        info: { title: t, version: "1" }
        paths:
          /nowhere:
            get: { responses: { "200": { description: fine } } }
`);
    const found = said.findings.find(({ code }) => code === "wiring/operation-without-integration");
    expect(found?.severity).to.equal("error");
    expect(found?.place).to.match(/^template\.yaml:1[45]$/u);
    expect(found?.operation).to.equal("GET /nowhere");
  });

  it("reports an authorizer whose function is not there", async () => {
    const said = await inspect(`${head}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Auth:
        DefaultAuthorizer: Guard
        Authorizers: { Guard: { FunctionArn: !GetAtt Gone.Arn } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /x, Method: get } }
`);
    const errors = said.findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ message }) => message).join("\n")).to.include("Gone");
    expect(errors.some(({ place }) => place.startsWith("template.yaml:11"))).to.equal(true);
  });
});
