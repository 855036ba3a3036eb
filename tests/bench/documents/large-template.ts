/** A template and the document it includes. */
export interface LargeProject {
  readonly template: string;
  readonly spec: string;
}

const head = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, staging, prod] }
Mappings:
  Sizes:
    dev: { Memory: 128 }
    staging: { Memory: 256 }
    prod: { Memory: 1024 }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: nodejs24.x
    Timeout: 10
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref Stage
      DefinitionBody:
        Fn::Transform:
          Name: AWS::Include
          Parameters:
            Location: openapi.yaml
`;

function part(at: number): string {
  const id = String(at);
  return `  Read${id}:
    Type: AWS::Serverless::Function
    Metadata:
      BuildMethod: esbuild
      BuildProperties:
        EntryPoints:
          - handlers/read.js
    Properties:
      FunctionName: !Sub "\${AWS::StackName}-read-${id}-\${Stage}"
      CodeUri: src/
      Handler: handlers/read.handler
      MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]
      AutoPublishAlias: live
      Environment:
        Variables:
          TABLE: !Ref Table${id}
          QUEUE: !Ref Queue${id}
          TABLE_ARN: !GetAtt Table${id}.Arn
          NAME: !Join ["-", [!Ref AWS::StackName, !Ref Stage, "${id}"]]
          LEVEL: !If [IsProd, warn, debug]
      Policies:
        - DynamoDBCrudPolicy:
            TableName: !Ref Table${id}
        - Statement:
            - Effect: Allow
              Action:
                - sqs:SendMessage
              Resource: !GetAtt Queue${id}.Arn
      Events:
        Read:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /things${id}/{id}
            Method: get
        Write:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /things${id}
            Method: post
  Table${id}:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      TableName: !Sub "things-${id}-\${Stage}"
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: pk
          AttributeType: S
        - AttributeName: sk
          AttributeType: S
      KeySchema:
        - AttributeName: pk
          KeyType: HASH
        - AttributeName: sk
          KeyType: RANGE
  Queue${id}:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "things-${id}-\${Stage}"
      VisibilityTimeout: 60
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead${id}.Arn
        maxReceiveCount: 3
  Dead${id}:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  Alarm${id}:
    Type: AWS::CloudWatch::Alarm
    Condition: IsProd
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Read${id}
      Threshold: 1
`;
}

const integration = (at: number): string => `      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri:
          Fn::Sub: arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Read${String(at)}.Alias}/invocations
`;

function paths(at: number): string {
  const id = String(at);
  return `  /things${id}/{id}:
    get:
      operationId: readThing${id}
      parameters:
        - name: id
          in: path
          required: true
          schema: { type: string, pattern: "^[a-z0-9]+$" }
          example: abc
      responses:
        "200":
          description: found
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Thing" }
${integration(at)}  /things${id}:
    post:
      operationId: writeThing${id}
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Thing" }
            example: { name: ball, size: 3 }
      responses:
        "201":
          description: made
${integration(at)}`;
}

/**
 * A sound SAM project of at least so many lines of template: functions with alias, tables, queues and alarms, two
 * operations of one REST API each.
 */
export function buildLargeTemplate(lines: number): LargeProject {
  const perPart = part(0).split("\n").length - 1;
  const count = Math.ceil((lines - head.split("\n").length) / perPart);
  const numbers = Array.from({ length: count }, (_, at) => at);
  const spec = `openapi: 3.0.1
info: { title: things, version: "1" }
x-amazon-apigateway-request-validators:
  all: { validateRequestBody: true, validateRequestParameters: true }
x-amazon-apigateway-request-validator: all
paths:
${numbers.map(paths).join("")}components:
  schemas:
    Thing:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1 }
        size: { type: integer, minimum: 0 }
        parts: { type: array, items: { $ref: "#/components/schemas/Thing" } }
`;
  return { template: head + numbers.map(part).join(""), spec };
}
