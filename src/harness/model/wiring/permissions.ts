import type { JsonPointer } from "../../core/json-pointer.ts";
import type { Operation } from "../openapi/api-document.ts";
import type {
  ApiResource,
  FunctionEvent,
  FunctionResource,
  TemplateModel,
} from "../template/template-model.ts";
import { apiOfEvent, routeOfEvent } from "./event-route.ts";
import { findFunction, type FunctionReference } from "./function-lookup.ts";

/** Leave for API Gateway to invoke a function. */
export interface Permission {
  readonly functionId: string;
  readonly qualifier: string | null;
  /** Pattern of what may invoke, `*` and `?` as wildcards; `null` for everything. */
  readonly sourceArn: string | null;
  readonly pointer: JsonPointer;
}

/** All permissions of a template. */
export interface Permissions {
  readonly list: readonly Permission[];
  /** True when a permission names a function that cannot be told, so nobody can be accused of lacking one. */
  readonly undecided: boolean;
}

/** Collects permissions from Api and HttpApi events and from AWS::Lambda::Permission. */
export function collectPermissions(template: TemplateModel): Permissions {
  const explicit = [...template.resources.values()]
    .filter(({ type }) => type === "AWS::Lambda::Permission")
    .map((resource) => readPermission(resource.properties, resource.pointer, template));
  const fromEvents = template.functions.flatMap((resource) =>
    resource.events.flatMap((event) => permissionOfEvent(event, resource, template)),
  );
  return {
    list: [
      ...fromEvents,
      ...explicit.filter((permission) => permission !== null && permission !== "undecided"),
    ],
    undecided: explicit.includes("undecided"),
  };
}

type Properties = { readonly [name: string]: unknown };

function readPermission(
  properties: Properties,
  pointer: JsonPointer,
  template: TemplateModel,
): Permission | "undecided" | null {
  const {
    Principal: principal,
    FunctionName: name,
    SourceArn: source,
    Action: action,
  } = properties;
  // Leave to call the function's URL, or to read it, is no leave to invoke it.
  if (typeof action === "string" && !matchesArn(action.toLowerCase(), "lambda:invokefunction"))
    return null;
  // Another service's permission lets API Gateway do nothing.
  if (
    typeof principal === "string" &&
    principal !== "*" &&
    !principal.startsWith("apigateway.amazonaws.com")
  )
    return null;
  if (typeof name !== "string") return "undecided";
  const reference = findFunction(template, name);
  if (reference === null) return null;
  return { ...reference, sourceArn: typeof source === "string" ? source : null, pointer };
}

/** SAM puts the permission on the alias when there is one (`AutoPublishAlias`). */
function permissionOfEvent(
  event: FunctionEvent,
  resource: FunctionResource,
  template: TemplateModel,
): readonly Permission[] {
  const route = routeOfEvent(event);
  const apiId = apiOfEvent(event);
  if (route === null || apiId === null) return [];
  const alias = template.resources.get(resource.logicalId)?.properties["AutoPublishAlias"];
  const method = route.anyMethod ? "*" : route.method;
  const path = route.path === "/$default" ? "/$default" : wildcardPath(route.path);
  return [
    {
      functionId: resource.logicalId,
      qualifier: typeof alias === "string" ? alias : null,
      sourceArn: `${executeApiArn(template, apiId)}/*/${method}${path}`,
      pointer: event.pointer,
    },
  ];
}

function executeApiArn(template: TemplateModel, apiLogicalId: string): string {
  const { region, accountId } = template.context;
  const text = (name: string, fallback: string): string => {
    const value = template.resolve({ Ref: name });
    return value.known && typeof value.value === "string" ? value.value : fallback;
  };
  return `arn:${text("AWS::Partition", "aws")}:execute-api:${region}:${accountId}:${text(apiLogicalId, apiLogicalId)}`;
}

/** `/orders/{id}/` → `/orders/*`: what SAM writes into the permission. */
function wildcardPath(path: string): string {
  return withoutTrailingSlash(path).replaceAll(/\{[^}]*\}/g, "*");
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/**
 * Matches as `ArnLike` does: `*` is any text, `?` any one character. A regular expression would take
 * for ever on a pattern of many wildcards; this goes back to the last one only.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  let at = 0;
  let wildcard = -1;
  let resume = 0;
  for (let index = 0; index < arn.length;) {
    if (pattern[at] === "*") {
      wildcard = at;
      resume = index;
      at += 1;
    } else if (pattern[at] === "?" || pattern[at] === arn[index]) {
      at += 1;
      index += 1;
    } else if (wildcard >= 0) {
      resume += 1;
      index = resume;
      at = wildcard + 1;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/** The methods of an operation that API Gateway has no leave to invoke its function for; empty when it has. */
export function refusedMethods(
  operation: Operation,
  target: FunctionReference,
  api: ApiResource,
  permissions: Permissions,
  template: TemplateModel,
): readonly string[] {
  if (permissions.undecided || operation.integration?.raw["credentials"] !== undefined) return [];
  const own = permissions.list.filter(
    ({ functionId, qualifier }) =>
      functionId === target.functionId && qualifier === target.qualifier,
  );
  const path = withoutTrailingSlash(operation.path).replaceAll(/\{[^}]*\}/g, "x");
  const asked = operation.anyMethod ? methods : [operation.method];
  return asked.filter((method) => {
    const tail = `${method}${path}`;
    return !own.some(
      ({ sourceArn }) => sourceArn === null || allows(sourceArn, tail, api, template),
    );
  });
}

/** A stage whose name is unknown matches whatever stage the pattern names. */
function allows(pattern: string, tail: string, api: ApiResource, template: TemplateModel): boolean {
  const base = executeApiArn(template, api.logicalId);
  if (api.stageName.known) return matchesArn(pattern, `${base}/${api.stageName.value}/${tail}`);
  const [head = "", stage = "*"] = pattern.split("/");
  return (
    matchesArn(pattern, `${base}/${stage}/${tail}`) ||
    (matchesArn(head, base) && !pattern.includes("/"))
  );
}
