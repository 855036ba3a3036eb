import { listOpenSchemes } from "../enforced-security.ts";
import { count, problemAt, type ImportRule } from "../rule.ts";

/** API Gateway looks for its key in the header `x-api-key` alone. */
export const reportApiKeyNames: ImportRule = (context) =>
  listOpenSchemes(context)
    .filter(({ enforcement }) => enforcement === "other-key")
    .map(({ scheme, operations }) =>
      problemAt(context.document, scheme.pointer, {
        code: "gateway/api-key-name",
        message: `API Gateway does not enforce the security scheme ${scheme.name}, an API key that is not in the header x-api-key: requests to ${count(operations.length, "operation")} relying on it are let through unchecked.`,
        expected: "in: header, name: x-api-key",
        related: operations.slice(0, 4).map(({ key, pointer }) => ({
          message: `${key} asks for it`,
          location: context.document.source.locate(pointer),
        })),
      }),
    );
