import type { ApiDocument } from "./api-document.ts";

/** True for a document that says of itself that it is imported as an HTTP API; `false` is no proof of the contrary. */
export function isHttpApi({ root, operations }: Pick<ApiDocument, "root" | "operations">): boolean {
  if (root["x-amazon-apigateway-importexport-version"] !== undefined) return true;
  if (root["x-amazon-apigateway-cors"] !== undefined) return true;
  return operations.some(
    ({ integration }) => integration?.raw["payloadFormatVersion"] !== undefined,
  );
}
