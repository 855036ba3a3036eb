import { listOpenSchemes } from "../enforced-security.ts";
import { count, problemAt, type ImportRule } from "../rule.ts";

/** The document says an operation is protected; API Gateway lets every request through. */
export const reportSchemesNotEnforced: ImportRule = (context) =>
  listOpenSchemes(context)
    .filter(({ enforcement }) => enforcement === "documentation")
    .map(({ scheme, operations }) =>
      problemAt(context.document, scheme.pointer, {
        code: "gateway/scheme-not-enforced",
        message: `API Gateway does not enforce the security scheme ${scheme.name}, which has no authorizer: ${count(operations.length, "operation")} that rely on it let every request through.`,
        related: operations.slice(0, 4).map(({ key, pointer }) => ({
          message: `${key} asks for it`,
          location: context.document.source.locate(pointer),
        })),
      }),
    );
