import type { ProjectFiles } from "./small-project.ts";

const code = "export const handler = async () => ({ statusCode: 200 });\n";

/**
 * A sound project of a stack in a stack in a stack: parameters go down, outputs come up, and the API of
 * the outermost calls a function of the innermost.
 */
export const nestedProject = {
  "template.yaml": `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
Resources:
  Orders:
    Type: AWS::Serverless::Application
    Properties:
      Location: orders/template.yaml
      Parameters: { Stage: !Ref Stage, Table: !Ref Table }
  Table:
    Type: AWS::Serverless::SimpleTable
  Caller:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: src/caller.handler
      Environment: { Variables: { URL: !GetAtt Orders.Outputs.Url, ITEMS: !GetAtt Orders.Outputs.ItemsArn } }
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref Stage
      DefinitionBody:
        openapi: 3.0.3
        info: { title: Front, version: "1" }
        paths:
          /items:
            get:
              responses: { "200": { description: ok } }
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Orders.Outputs.ItemsArn}/invocations"
`,
  "src/caller.mjs": code,
  "orders/template.yaml": `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String }
  Table: { Type: String }
Resources:
  Items:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: items/template.yaml
      Parameters: { Name: !Sub "items-\${Stage}" }
  OrdersApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref Stage
      DefinitionBody:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } }
  ListOrders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: src/list.handler
      Environment: { Variables: { TABLE: !Ref Table } }
      Layers: [!Ref L]
      Events:
        List: { Type: Api, Properties: { RestApiId: !Ref OrdersApi, Path: /orders, Method: get } }
  L: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: src } }
Outputs:
  Url: { Value: !Sub "https://\${OrdersApi}.execute-api.\${AWS::Region}.amazonaws.com/\${Stage}" }
  ItemsArn: { Value: !GetAtt Items.Outputs.Arn }
`,
  "orders/openapi.yaml": `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses: { "200": { description: ok } }
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: { "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${ListOrders.Arn}/invocations" }
  /orders/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: integer }, example: 7 } } }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: https://example.com/
`,
  "orders/src/list.mjs": code,
  "orders/items/template.yaml": `Transform: AWS::Serverless-2016-10-31
Parameters:
  Name: { Type: String }
Resources:
  ItemsFunction:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Ref Name
      Runtime: nodejs24.x
      Handler: src/items.handler
Outputs:
  Arn: { Value: !GetAtt ItemsFunction.Arn }
`,
  "orders/items/src/items.mjs": code,
} as const satisfies ProjectFiles;
