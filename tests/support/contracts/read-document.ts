import { createHash } from "node:crypto";
import type { ApiDocument } from "../../../src/harness/model/openapi/api-document.ts";
import { loadApiDocument } from "../../../src/harness/model/openapi/load-api-document.ts";

/** An OpenAPI text as a document. */
export function readDocument(text: string, file = "openapi.yaml"): ApiDocument {
  return loadApiDocument({
    file,
    text,
    hashing: { sha256: (given) => createHash("sha256").update(given).digest("hex") },
  });
}
