import { joinPointer } from "../../../core/json-pointer.ts";
import { listIntegrations } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainText } from "../unknowable.ts";

/** An HTTP integration calls a URL; a private one of an HTTP API names a listener or service by its ARN. */
export const reportUrisNotHttp: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) => {
    const { type, raw } = integration;
    const uri = plainText(integration.uri);
    if ((type !== "http" && type !== "http_proxy") || uri === null) return [];
    if (raw["connectionType"] !== undefined || /^https?:\/\//i.test(uri)) return [];
    return [
      problemAt(document, joinPointer(integration.pointer, "uri"), {
        code: "gateway/integration-uri-not-http",
        message: `The uri of the ${type} integration of ${operation.key} is no URL.`,
        operation: operation.key,
        expected: "http://… or https://…",
        actual: uri,
      }),
    ];
  });
