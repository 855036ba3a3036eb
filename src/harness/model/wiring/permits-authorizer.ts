import type { ApiResource, TemplateModel } from "../template/template-model.ts";
import type { FunctionReference } from "./function-lookup.ts";
import {
  matchesArn,
  matchesShortArn,
  mayBePermittedElsewhere,
  type Permissions,
} from "./permissions.ts";

/**
 * Whether API Gateway may invoke a function as an authorizer: the source is `<api>/authorizers/<id>`
 * (source: API Gateway developer guide, "Use API Gateway Lambda authorizers"). Region and account are
 * not compared, nor an id that is written out: those of the deployment are not known here.
 */
export function permitsAuthorizer(
  target: FunctionReference,
  api: ApiResource,
  permissions: Permissions,
  template: TemplateModel,
): boolean {
  if (mayBePermittedElsewhere(target, permissions)) return true;
  const id = template.resolve({ Ref: api.logicalId });
  const own = id.known && typeof id.value === "string" ? id.value : api.logicalId;
  return permissions.list.some(
    ({ functionId, qualifier, sourceArn }) =>
      functionId === target.functionId &&
      qualifier === target.qualifier &&
      (sourceArn === null || covers(sourceArn, own)),
  );
}

function covers(pattern: string, apiId: string): boolean {
  const resource = /^arn:[^:]*:execute-api:[^:]*:[^:]*:(.+)$/.exec(pattern)?.[1];
  // Something else than an ARN of an API may still match any, as `*` does.
  if (resource === undefined)
    return matchesShortArn(pattern, `arn:aws:execute-api:region:account:${apiId}/authorizers/x`);
  const [named = "", ...rest] = resource.split("/");
  // A pattern that spells out one authorizer's id cannot be judged.
  const tail = rest[0] === "authorizers" ? "authorizers/*" : rest.join("/");
  if (/[*?]/.test(named))
    return matchesArn(`${named}/${tail}`, `${apiId}/authorizers/x`) || named === "*";
  return (named === apiId || /^[a-z0-9]{10}$/.test(named)) && matchesArn(tail, "authorizers/x");
}
