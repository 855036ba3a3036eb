import type { WiredApi } from "../project-model.ts";
import type { RouteAuthorizer } from "./route-authorizer.ts";

/**
 * An API whose Lambda authorizers are refused by name where their function cannot be run.
 *
 * @param reasonOf why a function is not run, as words after its name; `null` where it is
 */
export function withRefusedAuthorizers(
  api: WiredApi,
  reasonOf: (functionId: string) => string | null,
): WiredApi {
  const refuse = (authorizer: RouteAuthorizer): RouteAuthorizer => {
    if (authorizer.kind !== "lambda" || authorizer.functionId === null) return authorizer;
    const { name, functionId } = authorizer;
    const reason = reasonOf(functionId);
    return reason === null
      ? authorizer
      : {
          kind: "unknown",
          reason: `the authorizer "${name}", whose function ${functionId} ${reason}`,
        };
  };
  return {
    ...api,
    operations: api.operations.map((operation) => {
      const { authorization } = operation;
      const authorizer = refuse(authorization.authorizer);
      return { ...operation, authorization: { ...authorization, authorizer } };
    }),
  };
}
