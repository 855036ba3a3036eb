import { joinPointer } from "../../../core/json-pointer.ts";
import { listIntegrations } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainText } from "../unknowable.ts";

const restOnly = new Set(["aws", "http", "mock"]);

/** HTTP APIs have proxy integrations alone. */
export const reportIntegrationTypesNotInHttp: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) => {
    const type = plainText(integration.raw["type"]);
    if (type === null || !restOnly.has(type.toLowerCase())) return [];
    return [
      problemAt(document, joinPointer(integration.pointer, "type"), {
        code: "gateway/integration-type-not-in-http",
        message: `The integration of ${operation.key} is of type ${type}, which an HTTP API does not have.`,
        operation: operation.key,
        expected: "aws_proxy or http_proxy",
        actual: type,
      }),
    ];
  });
