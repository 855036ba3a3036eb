import type { Operation } from "../openapi/api-document.ts";
import type { ApiResource } from "../template/template-model.ts";
import type { EventRoute } from "./event-route.ts";

/** YAML for a hint, two blanks an indent, ready to be pasted. */
function indent(lines: readonly string[], depth: number): readonly string[] {
  return lines.map((line) => `${"  ".repeat(depth)}${line}`);
}

/** `getOrder` → `GetOrderFunction`; without an operationId the route gives the name. */
export function functionNameFor(operation: Operation): string {
  const words = (
    operation.operationId ?? `${operation.method.toLowerCase()} ${operation.path}`
  ).split(/[^A-Za-z0-9]+/);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return name.endsWith("Function") ? name : `${name}Function`;
}

/** `GetOrderFunction` → `get-order`. */
export function fileNameFor(functionId: string): string {
  return functionId
    .replace(/Function$/, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}

/** `x-amazon-apigateway-integration` for a function. */
export function integrationYaml(functionId: string, kind: ApiResource["kind"]): readonly string[] {
  return [
    "x-amazon-apigateway-integration:",
    ...indent(
      [
        "type: aws_proxy",
        "httpMethod: POST",
        ...(kind === "http" ? ['payloadFormatVersion: "2.0"'] : []),
        "uri:",
        `  Fn::Sub: arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${functionId}.Arn}/invocations`,
      ],
      1,
    ),
  ];
}

/** The event that lets an API invoke a function for one route. */
export function eventsYaml(
  functionId: string,
  api: ApiResource,
  route: EventRoute,
): readonly string[] {
  return ["Events:", ...indent(eventYaml(functionId.replace(/Function$/, ""), api, route), 1)];
}

/** One event by its name, to stand under the `Events` there are. */
export function eventYaml(name: string, api: ApiResource, route: EventRoute): readonly string[] {
  const [type, property] = api.kind === "rest" ? ["Api", "RestApiId"] : ["HttpApi", "ApiId"];
  return [
    `${name}:`,
    ...indent([`Type: ${type}`, "Properties:"], 1),
    ...indent(
      [
        `${property}: !Ref ${api.logicalId}`,
        `Path: ${route.path}`,
        `Method: ${route.anyMethod ? "any" : route.method.toLowerCase()}`,
      ],
      2,
    ),
  ];
}

/** A name that is not taken: the wanted one, or the first of those with a number behind it. */
export function unusedName(wanted: string, taken: readonly string[]): string {
  const names = new Set(taken);
  let name = wanted;
  for (let count = 2; names.has(name); count += 1) name = `${wanted}${String(count)}`;
  return name;
}

/** A whole function with the event of one route. */
export function functionYaml(
  functionId: string,
  api: ApiResource,
  route: EventRoute,
): readonly string[] {
  return [
    `${functionId}:`,
    ...indent(["Type: AWS::Serverless::Function", "Properties:"], 1),
    ...indent(
      [`Handler: ${fileNameFor(functionId)}.handler`, ...eventsYaml(functionId, api, route)],
      2,
    ),
  ];
}

/** A sentence, then the lines to paste. */
export function pasteHint(sentence: string, lines: readonly string[]): string {
  return [sentence, ...lines].join("\n");
}
