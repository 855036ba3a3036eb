import type { JsonObject, JsonValue } from "../../../src/harness/core/json.ts";
import { joinPointer } from "../../../src/harness/core/json-pointer.ts";
import { parseSourceDocument } from "../../../src/harness/core/source-document.ts";
import type {
  ApiDocument,
  GatewayResponseObject,
  HttpMethod,
  IntegrationObject,
  Operation,
  Parameter,
  RequestValidatorChoice,
} from "../../../src/harness/model/openapi/api-document.ts";
import type { ApiResource } from "../../../src/harness/model/template/template-model.ts";
import { authorizeRoute } from "../../../src/harness/model/wiring/authorization/authorize-route.ts";
import { collectPermissions } from "../../../src/harness/model/wiring/permissions.ts";
import type {
  WiredApi,
  WiredIntegration,
  WiredOperation,
} from "../../../src/harness/model/wiring/project-model.ts";

import { readTemplate } from "../wiring/read-template.ts";

/** An operation in few words. */
export interface OperationSketch {
  readonly method: HttpMethod | "ANY";
  readonly path: string;
  readonly operationId?: string;
  /** Logical id; `Fn` by default. */
  readonly functionId?: string;
  readonly wiring?: WiredIntegration;
  readonly permitted?: boolean;
  readonly added?: WiredOperation["added"];
  /** Extra members of `x-amazon-apigateway-integration`; `null` leaves the integration out. */
  readonly integration?: JsonObject | null;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: Parameter["in"];
    readonly required?: boolean;
    readonly schema?: JsonObject;
  }[];
  /** Media type → schema. */
  readonly body?: Readonly<Record<string, JsonObject>>;
  readonly validate?: "all" | "parameters" | "body";
  readonly security?: Operation["security"];
  /** Extra members of the operation object. */
  readonly raw?: JsonObject;
}

/** An API in few words. */
export interface ApiSketch {
  readonly operations: readonly OperationSketch[];
  readonly gatewayResponses?: Readonly<
    Record<string, Partial<Omit<GatewayResponseObject, "type" | "pointer">>>
  >;
  readonly binaryMediaTypes?: readonly string[];
  readonly kind?: ApiResource["kind"];
  /** Properties of the SAM resource. */
  readonly properties?: JsonObject;
  readonly definition?: ApiResource["definition"];
  /** The template authorizers are looked up in; one with the function `Auth` by default. */
  readonly template?: string;
  /** Extra members of the document. */
  readonly root?: JsonObject;
}

/** An authorizer's function, which anything may invoke. */
const authorizerTemplate = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Auth:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: auth, Handler: auth.handler, Runtime: nodejs24.x, CodeUri: . }
  Permission:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Auth, Principal: apigateway.amazonaws.com }
`;

function operationPointer({ path, method }: OperationSketch): string {
  const key = method === "ANY" ? "x-amazon-apigateway-any-method" : method.toLowerCase();
  return joinPointer("/paths", path, key);
}

function readValidator(validate: OperationSketch["validate"]): RequestValidatorChoice | null {
  if (validate === undefined) return null;
  return {
    name: validate,
    defined: true,
    validateBody: validate !== "parameters",
    validateParameters: validate !== "body",
  };
}

function toOperation(sketch: OperationSketch): Operation {
  const pointer = operationPointer(sketch);
  const raw: JsonObject = { type: "aws_proxy", httpMethod: "POST", ...sketch.integration };
  const integration: IntegrationObject = {
    pointer: joinPointer(pointer, "x-amazon-apigateway-integration"),
    type: typeof raw["type"] === "string" ? raw["type"] : "",
    uri: null,
    raw,
  };
  return {
    key: `${sketch.method} ${sketch.path}`,
    operationId: sketch.operationId ?? null,
    method: sketch.method === "ANY" ? "GET" : sketch.method,
    anyMethod: sketch.method === "ANY",
    path: sketch.path,
    pointer,
    parameters: (sketch.parameters ?? []).map((parameter, index) => ({
      name: parameter.name,
      in: parameter.in,
      required: parameter.required ?? true,
      style: "simple",
      explode: false,
      pointer: joinPointer(pointer, "parameters", index),
      schemaPointer: null,
    })),
    requestBody:
      sketch.body === undefined
        ? null
        : {
            required: true,
            pointer: joinPointer(pointer, "requestBody"),
            content: Object.keys(sketch.body).map((mediaType) => ({
              mediaType,
              pointer: joinPointer(pointer, "requestBody", "content", mediaType),
              schemaPointer: joinPointer(pointer, "requestBody", "content", mediaType, "schema"),
              examples: [],
            })),
          },
    responses: [],
    integration: sketch.integration === null ? null : integration,
    requestValidator: readValidator(sketch.validate),
    security: sketch.security ?? [],
    deprecated: false,
  };
}

function rawOperation(sketch: OperationSketch): JsonObject {
  const content = Object.fromEntries(
    Object.entries(sketch.body ?? {}).map(([mediaType, schema]) => [mediaType, { schema }]),
  );
  return { ...sketch.raw, requestBody: { content } };
}

function toRoot({ operations, root }: ApiSketch): JsonObject {
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const sketch of operations) {
    const key = operationPointer(sketch).split("/").at(-1) ?? "";
    paths[sketch.path] = { ...paths[sketch.path], [key]: rawOperation(sketch) };
  }
  return { openapi: "3.0.3", info: { title: "Test", version: "1" }, ...root, paths };
}

/** Builds an API as the wiring layer would, from a sketch. */
export function wiredApi(sketch: ApiSketch): WiredApi {
  const root = toRoot(sketch);
  const operations = sketch.operations.map((operation): Omit<WiredOperation, "authorization"> => {
    const functionId = operation.functionId ?? "Fn";
    return {
      operation: toOperation(operation),
      integration: operation.wiring ?? { kind: "lambda", functionId, qualifier: null },
      function: null,
      permitted: operation.permitted ?? true,
      added: operation.added ?? null,
    };
  });
  const document: ApiDocument = {
    written: "file",
    file: "openapi.yaml",
    source: parseSourceDocument({ file: "openapi.yaml", text: JSON.stringify(root, null, 2) }),
    root,
    version: "3.0",
    dialect: "openapi-3.0",
    title: "Test",
    digest: "0",
    operations: operations.map(({ operation }) => operation),
    gatewayResponses: Object.entries(sketch.gatewayResponses ?? {}).map(([type, response]) => ({
      type,
      pointer: joinPointer("/x-amazon-apigateway-gateway-responses", type),
      statusCode: null,
      responseTemplates: {},
      responseParameters: {},
      ...response,
    })),
    binaryMediaTypes: sketch.binaryMediaTypes ?? [],
    problems: [],
  };
  const resource: ApiResource = {
    logicalId: "OrderApi",
    kind: sketch.kind ?? "rest",
    pointer: "/Resources/OrderApi",
    stageName: { known: true, value: "dev" },
    stageVariables: {},
    definition: sketch.definition ?? {
      kind: "include",
      location: "openapi.yaml",
      pointer: "/Resources/OrderApi/Properties/DefinitionBody",
      siblings: [],
    },
    binaryMediaTypes: [],
    undecided: null,
    properties: sketch.properties ?? {},
  };
  const template = readTemplate(sketch.template ?? authorizerTemplate);
  const permissions = collectPermissions(template);
  const setting = { template, permissions, configured: [], api: resource, document };
  return {
    resource,
    document,
    operations: operations.map((each) => ({
      ...each,
      authorization: authorizeRoute(setting, { ...each, event: null }),
    })),
    problems: [],
  };
}
