import { listOpenSchemes } from "../enforced-security.ts";
import { count, problemAt, type ImportRule } from "../rule.ts";

/** The document says an operation is protected; API Gateway lets every request through. */
export const reportSchemesNotEnforced: ImportRule = (context) =>
  listOpenSchemes(context)
    .filter(({ enforcement }) => enforcement === "documentation")
    .map(({ scheme, operations }) =>
      problemAt(context.document, scheme.pointer, {
        code: "gateway/scheme-not-enforced",
        message: `API Gateway does not enforce the security scheme ${scheme.name}, which has no authorizer: requests to ${count(operations.length, "operation")} relying on it are let through unchecked.`,
        related: operations.slice(0, 4).map(({ key, pointer }) => ({
          message: `${key} asks for it`,
          location: context.document.source.locate(pointer),
        })),
      }),
    );
