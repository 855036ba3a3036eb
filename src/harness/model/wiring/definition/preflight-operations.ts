import { isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiDocument, Operation } from "../../openapi/api-document.ts";
import { readRequestValidator } from "../../openapi/read-gateway-extensions.ts";
import type { ApiResource, TemplateModel } from "../../template/template-model.ts";
import { mapOf, present } from "./generated-body.ts";
import { isRemovedRoute } from "./removed-route.ts";
import { preflightAuthOf, securityOf } from "./serverless-auth.ts";

/**
 * The OPTIONS routes SAM adds for `Cors`: one for every path of the document that has none, also
 * where any method is routed. It sees inline and included bodies, not files of DefinitionUri (source:
 * SAM translator, Cors of AWS::Serverless::Api).
 */
export function preflightOperations(
  template: TemplateModel,
  api: ApiResource,
  document: ApiDocument,
  operations: readonly Operation[],
): readonly Operation[] {
  const cors = corsOf(template, api);
  if (cors === null || api.definition.kind === "uri") return [];
  const written = Object.keys(mapOf(document.root["paths"])).filter((path) => path.startsWith("/"));
  const paths = new Set([...written, ...operations.map(({ path }) => path)]);
  // Of two spellings of a path, with and without a slash at its end, SAM looks at the first alone.
  const seen = new Set<string>();
  return [...paths].flatMap((path) => {
    const plain = path === "/" ? path : path.replace(/\/+$/, "");
    if (seen.has(plain)) return [];
    seen.add(plain);
    const own = operations.filter((operation) => operation.path === path);
    // An OPTIONS that a condition removes still keeps SAM from writing one.
    const options = { method: "OPTIONS", anyMethod: false, path } as const;
    return own.some((each) => !each.anyMethod && each.method === "OPTIONS") ||
      isRemovedRoute(template, api, options)
      ? []
      : [operationOf(api, cors, path, own, document.root)];
  });
}

/** `Cors` as a map; a text or an intrinsic is the origin. `null` when there is none. */
function corsOf(template: TemplateModel, api: ApiResource): JsonObject | null {
  const cors = api.properties["Cors"];
  const isServerless = template.resources.get(api.logicalId)?.type === "AWS::Serverless::Api";
  if (!isServerless || cors === undefined || cors === null || cors === false || cors === "")
    return null;
  return isObject(cors) && !isIntrinsic(cors) ? cors : { AllowOrigin: cors };
}

function isIntrinsic(value: JsonObject): boolean {
  return Object.keys(value).every((key) => key === "Ref" || key.startsWith("Fn::"));
}

/** `Cors` with a part only AWS knows: the routes are there all the same. */
export function reportUnknownCors(template: TemplateModel, api: ApiResource): readonly Problem[] {
  const cors = corsOf(template, api);
  if (cors === null || !holdsIntrinsic(cors)) return [];
  return [
    createProblem({
      code: "template/value-unknown",
      message: `Cors of ${api.logicalId} is not known here in full; its OPTIONS routes are read all the same.`,
      location: template.source.locate(joinPointer(api.pointer, "Properties", "Cors")),
    }),
  ];
}

function holdsIntrinsic(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((item: JsonValue) => holdsIntrinsic(item));
  return Object.entries(value).some(
    ([key, member]: [string, JsonValue]) =>
      key === "Ref" || key.startsWith("Fn::") || holdsIntrinsic(member),
  );
}

const allMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Without `AllowMethods`, those of the path and OPTIONS. */
function allowedMethods(own: readonly Operation[]): string {
  const methods = own.some(({ anyMethod }) => anyMethod)
    ? allMethods
    : [...new Set([...own.map(({ method }) => method), "OPTIONS"])].toSorted();
  return `'${methods.join(",")}'`;
}

function operationOf(
  api: ApiResource,
  cors: JsonObject,
  path: string,
  own: readonly Operation[],
  root: JsonObject,
): Operation {
  const pointer = joinPointer("/paths", path, "options");
  const headers = present({
    "Access-Control-Allow-Origin": cors["AllowOrigin"],
    "Access-Control-Allow-Methods": cors["AllowMethods"] ?? allowedMethods(own),
    "Access-Control-Allow-Headers": cors["AllowHeaders"],
    "Access-Control-Max-Age": cors["MaxAge"],
    "Access-Control-Allow-Credentials": cors["AllowCredentials"] === true ? "'true'" : undefined,
  });
  const responseParameters = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value]),
  );
  const raw: JsonObject = {
    type: "mock",
    requestTemplates: { "application/json": '{\n  "statusCode" : 200\n}\n' },
    responses: {
      default: {
        statusCode: "200",
        responseParameters,
        responseTemplates: { "application/json": "{}\n" },
      },
    },
  };
  return {
    key: `OPTIONS ${path}`,
    operationId: null,
    method: "OPTIONS",
    anyMethod: false,
    path,
    pointer,
    parameters: [],
    requestBody: null,
    responses: [],
    integration: {
      pointer: joinPointer(pointer, "x-amazon-apigateway-integration"),
      type: "mock",
      uri: null,
      raw,
    },
    requestValidator: readRequestValidator(root, { pointer, value: {} }),
    security: securityOf(preflightAuthOf(api)).map((each) => Object.keys(each)),
    deprecated: false,
  };
}
