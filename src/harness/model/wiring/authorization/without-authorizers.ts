import type { WiredApi } from "../project-model.ts";
import type { RouteAuthorizer } from "./route-authorizer.ts";

/** An API none of whose authorizers is asked (`--disable-authorizer`); API keys are asked for as ever. */
export function withoutAuthorizers(api: WiredApi): WiredApi {
  return {
    ...api,
    operations: api.operations.map((operation) => {
      const { authorization } = operation;
      const authorizer = disable(authorization.authorizer);
      return { ...operation, authorization: { ...authorization, authorizer } };
    }),
  };
}

function disable(authorizer: RouteAuthorizer): RouteAuthorizer {
  switch (authorizer.kind) {
    case "none":
      return authorizer;
    case "iam":
      return { kind: "disabled", name: "AWS_IAM" };
    case "unknown":
      return { kind: "disabled", name: authorizer.reason };
    default:
      return { kind: "disabled", name: authorizer.name };
  }
}
