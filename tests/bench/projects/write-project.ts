import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The request the project's one route takes. */
export const projectRequest = {
  path: "/orders",
  body: JSON.stringify({ customerId: "CUST-001", items: [{ productId: "PROD-A", quantity: 2 }] }),
} as const;

/** The same code wherever it runs: what is measured is not the function. */
const handler = `exports.handler = async (event) => ({
  statusCode: 201,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ orderId: "ORD-BENCH00001", status: "created" }),
});
`;

const validated = {
  type: "object",
  required: ["customerId", "items"],
  properties: {
    customerId: { type: "string", pattern: "^CUST-[0-9]{3}$" },
    items: {
      type: "array",
      items: {
        type: "object",
        required: ["productId", "quantity"],
        properties: {
          productId: { type: "string" },
          quantity: { type: "integer", minimum: 1 },
        },
      },
    },
  },
};

const answered = {
  type: "object",
  required: ["orderId", "status"],
  properties: { orderId: { type: "string" }, status: { type: "string" } },
};

const uri =
  "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${OrderFunction.Arn}/invocations";

function documentOf(kind: "rest" | "http"): object {
  return {
    openapi: "3.0.1",
    info: { title: "Orders", version: "1.0.0" },
    ...(kind === "rest"
      ? {
          "x-amazon-apigateway-request-validators": {
            all: { validateRequestBody: true, validateRequestParameters: true },
          },
          "x-amazon-apigateway-request-validator": "all",
        }
      : {}),
    paths: {
      [projectRequest.path]: {
        post: {
          operationId: "createOrder",
          requestBody: { required: true, content: { "application/json": { schema: validated } } },
          responses: {
            "201": {
              description: "Created",
              content: { "application/json": { schema: answered } },
            },
          },
          "x-amazon-apigateway-integration": {
            type: "aws_proxy",
            httpMethod: "POST",
            uri: { "Fn::Sub": uri },
            ...(kind === "rest" ? {} : { payloadFormatVersion: "2.0" }),
          },
        },
      },
    },
  };
}

function templateOf(kind: "rest" | "http"): object {
  const api = { Ref: "OrderApi" };
  const location = { Path: projectRequest.path, Method: "post" };
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Transform: "AWS::Serverless-2016-10-31",
    Resources: {
      OrderApi: {
        Type: kind === "rest" ? "AWS::Serverless::Api" : "AWS::Serverless::HttpApi",
        Properties: { StageName: "dev", DefinitionBody: documentOf(kind) },
      },
      OrderFunction: {
        Type: "AWS::Serverless::Function",
        Properties: {
          Runtime: "nodejs24.x",
          Handler: "orders.handler",
          CodeUri: ".",
          MemorySize: 256,
          Events: {
            Order:
              kind === "rest"
                ? { Type: "Api", Properties: { ...location, RestApiId: api } }
                : { Type: "HttpApi", Properties: { ...location, ApiId: api } },
          },
        },
      },
    },
  };
}

function serverlessOf(kind: "rest" | "http"): object {
  const event = { path: projectRequest.path, method: "post" };
  return {
    service: "orders",
    frameworkVersion: ">=3",
    plugins: ["serverless-offline"],
    provider: { name: "aws", runtime: "nodejs22.x", stage: "dev", region: "us-east-1" },
    functions: {
      order: {
        handler: "orders.handler",
        memorySize: 256,
        events: [kind === "rest" ? { http: event } : { httpApi: event }],
      },
    },
  };
}

/**
 * Writes a project of one function, as Lockstep and as serverless-offline read it.
 *
 * @param folder absolute path of an empty folder
 * @param modules folder of the packages serverless-offline is made of; `null` where it is not compared
 */
export function writeProject(folder: string, kind: "rest" | "http", modules: string | null): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string): void =>
    writeFileSync(path.join(folder, name), content);
  const writeJson = (name: string, value: object): void =>
    write(name, JSON.stringify(value, null, 2));
  writeJson("package.json", { name: "orders", version: "1.0.0", private: true });
  write("orders.js", handler);
  // JSON is YAML, too.
  writeJson("template.yaml", templateOf(kind));
  if (modules === null) return;
  writeJson("serverless.yml", serverlessOf(kind));
  symlinkSync(modules, path.join(folder, "node_modules"), "junction");
}
