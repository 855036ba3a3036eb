import type { JsonObject } from "../../core/json.ts";
import type { ApiDocument } from "./api-document.ts";

/** The version of a document as far as it matters here. */
export interface DocumentVersion {
  readonly version: ApiDocument["version"];
  readonly dialect: ApiDocument["dialect"];
  /** As written, `null` when the document names none. */
  readonly written: string | null;
  /** False when the document was read by the rules of 3.0 for want of a version we know. */
  readonly supported: boolean;
}

/**
 * Reads `openapi` or `swagger`, also as an unquoted number (`3.0` is then the number 3).
 * An unknown version is read by the rules of 3.0.
 */
export function readVersion(root: JsonObject): DocumentVersion {
  const value = root["openapi"] ?? root["swagger"];
  const written = typeof value === "string" || typeof value === "number" ? String(value) : null;
  if (written !== null && /^2(\.0)?$/.test(written)) {
    return { version: "2.0", dialect: "openapi-3.0", written, supported: true };
  }
  if (written !== null && /^3\.1(\.\d+)?$/.test(written)) {
    return { version: "3.1", dialect: "openapi-3.1", written, supported: true };
  }
  const supported = written !== null && /^3(\.0(\.\d+)?)?$/.test(written);
  return { version: "3.0", dialect: "openapi-3.0", written, supported };
}
