import type { WiredApi } from "../project-model.ts";
import type { GivenCaller, GivenLambdaResult } from "./given-caller.ts";
import type { LambdaRouteAuthorizer, RouteAuthorizer } from "./route-authorizer.ts";

/** An API whose authorizers are not asked, as far as the caller is given. */
export function withGivenCaller(api: WiredApi, caller: GivenCaller): WiredApi {
  return {
    ...api,
    operations: api.operations.map((operation) => {
      const { authorization } = operation;
      const authorizer = give(authorization.authorizer, caller);
      return { ...operation, authorization: { ...authorization, authorizer } };
    }),
  };
}

function give(authorizer: RouteAuthorizer, { lambda, token }: GivenCaller): RouteAuthorizer {
  switch (authorizer.kind) {
    case "lambda":
      return lambda === null ? authorizer : giveResult(authorizer, lambda);
    case "cognito":
    case "jwt":
      return token === null ? authorizer : { kind: "given", name: authorizer.name, says: token };
    default:
      return authorizer;
  }
}

/** Lists and maps are for format 2.0 alone; with the others the function itself would end in 500. */
function giveResult(
  { name, format }: LambdaRouteAuthorizer,
  says: GivenLambdaResult,
): RouteAuthorizer {
  const bad = Object.entries(says.context).find(
    ([, value]) => !["string", "number", "boolean"].includes(typeof value),
  );
  return format === "2.0" || bad === undefined
    ? { kind: "given", name, says }
    : {
        kind: "unknown",
        reason: `a caller whose context.${bad[0]} is no text, number or boolean, which the authorizer "${name}" may not return`,
      };
}
