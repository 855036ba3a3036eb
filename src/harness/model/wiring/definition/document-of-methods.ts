import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type {
  ApiResource,
  TemplateModel,
  TemplateResource,
} from "../../template/template-model.ts";
import { readMethodParameter } from "./document-of-events.ts";
import {
  bodyOf,
  mapOf,
  memberOf,
  present,
  type GeneratedBody,
  type GeneratedOperation,
} from "./generated-body.ts";
import { apiKeyScheme, authorizerScheme, schemesOfGateway } from "./serverless-auth.ts";
import { linkTo, resourcesOfApi } from "./template-links.ts";

/** How the resources a method names are found. */
interface Links {
  readonly resource: ReturnType<typeof linkTo>;
  readonly authorizer: ReturnType<typeof linkTo>;
  readonly validator: ReturnType<typeof linkTo>;
  readonly model: ReturnType<typeof linkTo>;
  /** Ids of the root resource of the API, as its attribute gives it. */
  isRoot(value: JsonValue | undefined): boolean;
}

/**
 * The document of a REST API written by hand as `AWS::ApiGateway::Resource` and `Method`: the path of
 * a method is that of its chain of resources (source: CloudFormation resource reference,
 * AWS::ApiGateway::Method, AWS::ApiGateway::Resource).
 */
export function documentOfMethods(template: TemplateModel, api: ApiResource): GeneratedBody {
  const links = linksOf(template, api);
  const problems: Problem[] = [];
  const methods = resourcesOfApi(template, api.logicalId, "AWS::ApiGateway::Method", "RestApiId");
  const operations = methods.flatMap((method): readonly GeneratedOperation[] => {
    const path = pathOf(links, method.properties["ResourceId"], []);
    const { HttpMethod: verb } = method.properties;
    if (path === null || typeof verb !== "string") {
      problems.push(
        createProblem({
          code: "template/value-unknown",
          message: `The path of the method ${method.logicalId} is not known here, so its route on ${api.logicalId} is missing.`,
          location: template.source.locate(method.pointer),
        }),
      );
      return [];
    }
    const isAny = verb.toUpperCase() === "ANY";
    return [
      {
        path,
        member: memberOf(verb, isAny),
        pointer: method.pointer,
        value: operationOf(links, method),
      },
    ];
  });
  return bodyOf(template, headOf(template, api), operations, problems);
}

function linksOf(template: TemplateModel, api: ApiResource): Links {
  const root = template.resolve({ "Fn::GetAtt": [api.logicalId, "RootResourceId"] });
  return {
    resource: linkTo(template, "AWS::ApiGateway::Resource", "ResourceId"),
    authorizer: linkTo(template, "AWS::ApiGateway::Authorizer", "AuthorizerId"),
    validator: linkTo(template, "AWS::ApiGateway::RequestValidator", "RequestValidatorId"),
    model: linkTo(template, "AWS::ApiGateway::Model"),
    isRoot: (value) => root.known && value === root.value,
  };
}

/** `null` when the chain leads out of the template. */
function pathOf(
  links: Links,
  id: JsonValue | undefined,
  seen: readonly TemplateResource[],
): string | null {
  if (links.isRoot(id)) return seen.length === 0 ? "/" : "";
  const resource = links.resource(id);
  if (resource === null || seen.includes(resource)) return null;
  const { ParentId: parent, PathPart: part } = resource.properties;
  const above = pathOf(links, parent, [...seen, resource]);
  return above === null || typeof part !== "string" ? null : `${above}/${part}`;
}

function nameOf(resource: TemplateResource): string {
  const name = resource.properties["Name"];
  return typeof name === "string" ? name : resource.logicalId;
}

function headOf(template: TemplateModel, { logicalId }: ApiResource): JsonObject {
  const own = (type: string) => resourcesOfApi(template, logicalId, type, "RestApiId");
  const validators = own("AWS::ApiGateway::RequestValidator").map((each): [string, JsonValue] => [
    nameOf(each),
    {
      validateRequestBody: isTrue(each.properties["ValidateRequestBody"]),
      validateRequestParameters: isTrue(each.properties["ValidateRequestParameters"]),
    },
  ]);
  const authorizers = own("AWS::ApiGateway::Authorizer").map((each): [string, JsonValue] => [
    nameOf(each),
    authorizerScheme(textOf(each.properties["Type"])?.toLowerCase() ?? "token"),
  ]);
  return {
    swagger: "2.0",
    info: { title: logicalId, version: "1.0" },
    securityDefinitions: {
      ...Object.fromEntries(authorizers),
      ...schemesOfGateway,
    },
    "x-amazon-apigateway-request-validators": Object.fromEntries(validators),
  };
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === "true";
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function operationOf(links: Links, { properties }: TemplateResource): JsonObject {
  const integration = mapOf(properties["Integration"]);
  const validator = links.validator(properties["RequestValidatorId"]);
  const parameters = [
    ...Object.entries(mapOf(properties["RequestParameters"])).flatMap(([name, required]) => {
      const parameter = readMethodParameter(name, isTrue(required));
      return parameter === null ? [] : [parameter];
    }),
    ...bodyParameter(links, mapOf(properties["RequestModels"])),
  ];
  return present({
    operationId: properties["OperationName"],
    responses: {},
    security: securityOf(links, properties),
    parameters: parameters.length === 0 ? undefined : parameters,
    "x-amazon-apigateway-request-validator": validator === null ? undefined : nameOf(validator),
    "x-amazon-apigateway-integration":
      Object.keys(integration).length === 0 ? undefined : integrationOf(integration),
  });
}

/** A model that refers to others cannot be taken out of its place, and is left out. */
function bodyParameter(links: Links, models: JsonObject): readonly JsonObject[] {
  const model = links.model(models["application/json"]);
  const schema = model?.properties["Schema"];
  if (schema === undefined || JSON.stringify(schema).includes('"$ref"')) return [];
  return [{ in: "body", name: "body", required: true, schema }];
}

function securityOf(links: Links, properties: JsonObject): readonly JsonObject[] {
  const type = textOf(properties["AuthorizationType"])?.toUpperCase() ?? "NONE";
  const authorizer = links.authorizer(properties["AuthorizerId"]);
  const key = isTrue(properties["ApiKeyRequired"]) ? [apiKeyScheme] : [];
  const scopes = properties["AuthorizationScopes"] ?? [];
  const entries = [
    ...authorizerNames(type, authorizer).map((name): [string, JsonValue] => [name, scopes]),
    ...key.map((name): [string, JsonValue] => [name, []]),
  ];
  return entries.length === 0 ? [] : [Object.fromEntries(entries)];
}

function authorizerNames(type: string, authorizer: TemplateResource | null): readonly string[] {
  if (type === "NONE") return [];
  if (authorizer !== null) return [nameOf(authorizer)];
  return [type];
}

/** Members of a method's `Integration` that OpenAPI writes under another name. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["IntegrationHttpMethod", "httpMethod"],
  ["IntegrationResponses", "responses"],
]);

/** `Integration` of a method as `x-amazon-apigateway-integration`. */
function integrationOf(integration: JsonObject): JsonObject {
  const entries = Object.entries(integration).map(([name, value]): [string, JsonValue] => {
    const key = renamed.get(name) ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    return [key, key === "responses" ? responsesOf(value) : value];
  });
  return Object.fromEntries(entries);
}

function responsesOf(list: JsonValue): JsonObject {
  const responses: readonly JsonValue[] = Array.isArray(list) ? list : [];
  return Object.fromEntries(
    responses.map((each): [string, JsonValue] => {
      const { SelectionPattern: pattern, StatusCode: status, ...rest } = mapOf(each);
      const members = Object.entries(rest).map(([name, value]): [string, JsonValue] => [
        `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
        value,
      ]);
      return [
        textOf(pattern) ?? "default",
        present({ statusCode: status, ...Object.fromEntries(members) }),
      ];
    }),
  );
}
