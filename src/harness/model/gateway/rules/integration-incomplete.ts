import type { IntegrationObject } from "../../openapi/api-document.ts";
import { listIntegrations } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable } from "../unknowable.ts";

const httpTypes = new Set(["http", "http_proxy"]);

/** A Lambda integration without `httpMethod`, one without a uri and an unknown type are told by `wiring`. */
function missingMember({ type, raw, uri }: IntegrationObject): "httpMethod" | "uri" | null {
  // A private integration of VPC links V2 names its target elsewhere.
  if (httpTypes.has(type) && uri === null && raw["integrationTarget"] === undefined) return "uri";
  const needsMethod = httpTypes.has(type) || (type === "aws" && isServiceUri(uri));
  return needsMethod && raw["httpMethod"] === undefined ? "httpMethod" : null;
}

function isServiceUri(uri: IntegrationObject["uri"]): boolean {
  const text = typeof uri === "string" ? uri : JSON.stringify(uri);
  return /:(action|path)\//.test(text) && !text.includes(":lambda:");
}

/** An integration that calls something without saying what, or how. */
export const reportIncompleteIntegrations: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) => {
    if (isUnknowable(integration.raw["type"])) return [];
    const member = missingMember(integration);
    if (member === null) return [];
    return [
      problemAt(document, integration.pointer, {
        code: "gateway/integration-incomplete",
        message: `The ${integration.type} integration of ${operation.key} has no ${member}; API Gateway refuses to import it.`,
        operation: operation.key,
        expected: member,
        actual: "(absent)",
      }),
    ];
  });
