import type { JsonPointer } from "../../core/json-pointer.ts";
import type { Operation } from "../openapi/api-document.ts";
import type {
  ApiResource,
  FunctionEvent,
  FunctionResource,
  TemplateModel,
} from "../template/template-model.ts";
import { apiOfEvent, isDefaultEvent, routeOfEvent, type EventRoute } from "./event-route.ts";
import { findFunctionByName, type FunctionReference } from "./function-lookup.ts";
import { permissionsElsewhere } from "./permissions-elsewhere.ts";

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
  /** Functions that something outside the template may give leave for, by logical id. */
  readonly undecidedFunctions: ReadonlySet<string>;
}

/** Collects permissions from events, `AWS::Lambda::Permission` and connectors. */
export function collectPermissions(template: TemplateModel): Permissions {
  const explicit = [...template.resources.values()]
    .filter(({ type }) => type === "AWS::Lambda::Permission")
    .map((resource) => readPermission(resource.properties, resource.pointer, template));
  const fromEvents = template.functions.flatMap((resource) =>
    resource.events.flatMap((event) => permissionOfEvent(event, resource, template)),
  );
  const elsewhere = permissionsElsewhere(template);
  return {
    list: [
      ...fromEvents,
      ...explicit.filter((permission) => permission !== null && permission !== "undecided"),
    ],
    undecided: explicit.includes("undecided") || elsewhere.anywhere,
    undecidedFunctions: elsewhere.functions,
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
  // The account of an ARN that is written out may be the one the template is deployed to.
  const reference = findFunctionByName(template, name);
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
  const tail = tailOfEvent(event, route);
  return [
    {
      functionId: resource.logicalId,
      qualifier: typeof alias === "string" ? alias : null,
      sourceArn: `${executeApiArn(template, apiId)}/*${tail}`,
      pointer: event.pointer,
    },
  ];
}

/**
 * What SAM writes after the stage (source: SAM translator, `_get_permission` of Api and HttpApi
 * events): an event on `$default` lets its function be called for every route of the API; of a REST
 * API it takes `any` for any method, and other spellings of it as they stand.
 */
function tailOfEvent(event: FunctionEvent, route: EventRoute): string {
  const { Path: path, Method: given } = event.properties;
  if (isDefaultEvent(event) || typeof given !== "string") return "/*";
  const isWritten = /^any$/i.test(given);
  const isAny = event.type === "Api" ? isWritten : route.anyMethod;
  const method = isAny ? "*" : given.toUpperCase();
  if (event.type === "HttpApi" && path === "$default") return `/${method}`;
  if (event.type === "HttpApi" && path === defaultRoute && isWritten) return defaultRoute;
  return `/${method}${wildcardPath(route.path)}`;
}

const defaultRoute = "/$default";

/** A document may write it with or without a slash. */
function isDefaultRoute(path: string): boolean {
  return path === defaultRoute || path === "$default";
}

/** What `Ref` gives for an API. */
function apiIdOf(template: TemplateModel, apiLogicalId: string): string {
  const value = template.resolve({ Ref: apiLogicalId });
  return value.known && typeof value.value === "string" ? value.value : apiLogicalId;
}

function executeApiArn(template: TemplateModel, apiLogicalId: string): string {
  const { region, accountId } = template.context;
  const partition = template.resolve({ Ref: "AWS::Partition" });
  const name = partition.known && typeof partition.value === "string" ? partition.value : "aws";
  return `arn:${name}:execute-api:${region}:${accountId}:${apiIdOf(template, apiLogicalId)}`;
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

/**
 * Whether nobody can be accused of lacking leave: it may be given where it is not seen, and what
 * belongs to a function of a nested stack may stand there.
 */
export function mayBePermittedElsewhere(
  { functionId }: FunctionReference,
  { undecided, undecidedFunctions }: Permissions,
): boolean {
  return undecided || undecidedFunctions.has(functionId) || functionId.includes("/");
}

/**
 * An ARN of an API's call for a pattern of fewer than six parts, whose wildcard may run over the
 * colons: partition, region and account are the pattern's own where it names them.
 */
export function matchesShortArn(pattern: string, arn: string): boolean {
  const named = pattern.split(":").map((part) => part.replace(/[*?].*$/, ""));
  const own = arn.split(":").map((part, index) => {
    const isPlace = index === 1 || index === 3 || index === 4;
    return isPlace && named[index] ? named[index] : part;
  });
  return matchesArn(pattern, own.join(":"));
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
  const isUndecided = mayBePermittedElsewhere(target, permissions);
  // With a role of its own the integration needs no leave of the function.
  if (isUndecided || operation.integration?.raw["credentials"] !== undefined) return [];
  const own = permissions.list.filter(
    ({ functionId, qualifier }) =>
      functionId === target.functionId && qualifier === target.qualifier,
  );
  const asked = operation.anyMethod ? methods : [operation.method];
  return asked.filter(
    (method) =>
      !own.some(
        ({ sourceArn }) =>
          sourceArn === null ||
          routesOf(operation, method).some((route) => allows(sourceArn, route, api, template)),
      ),
  );
}

/** What comes after the stage in the ARN of a call; the path as declared, and with a value in it. */
function routesOf({ path }: Operation, method: string): readonly string[] {
  const plain = withoutTrailingSlash(path);
  if (isDefaultRoute(plain)) return ["$default", `${method}/$default`];
  return [`${method}${plain.replaceAll(/\{[^}]*\}/g, "x")}`, `${method}${plain}`];
}

/**
 * Does a `SourceArn` cover a route of the API? Region and account are not compared, nor an API id that
 * is written out: those the template is deployed to are not known here. A stage whose name is unknown
 * is whatever stage the pattern names.
 */
function allows(
  pattern: string,
  route: string,
  api: ApiResource,
  template: TemplateModel,
): boolean {
  const id = apiIdOf(template, api.logicalId);
  const [, resource] = /^arn:[^:]*:execute-api:[^:]*:[^:]*:(.+)$/.exec(pattern) ?? [];
  const known = api.stageName.known ? api.stageName.value : null;
  if (resource === undefined)
    return matchesShortArn(
      pattern,
      `${executeApiArn(template, api.logicalId)}/${known ?? "x"}/${route}`,
    );
  const [named = "", ...rest] = resource.split("/");
  const stage = known ?? rest[0] ?? "x";
  if (/[*?]/.test(named)) return matchesArn(resource, `${id}/${stage}/${route}`);
  const isOwn = named === id || (isApiId(named) && !isOtherApi(named, api, template));
  return isOwn && matchesArn(rest.join("/"), `${stage}/${route}`);
}

/** An id as API Gateway gives them: written out, it may be that of any API. */
function isApiId(text: string): boolean {
  return /^[a-z0-9]{10}$/.test(text);
}

function isOtherApi(id: string, api: ApiResource, template: TemplateModel): boolean {
  return template.apis.some(
    ({ logicalId }) => logicalId !== api.logicalId && apiIdOf(template, logicalId) === id,
  );
}
