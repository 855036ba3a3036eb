import { createHash } from "node:crypto";
import { headerValue, type HttpRequest } from "../../core/http-message.ts";
import { failGateway, type CustomisableFailure } from "./gateway-failure.ts";

const parts = ["Credential", "Signature", "SignedHeaders"] as const;

/**
 * An unknown route, and a method that asks for a signature, are looked at as signed calls of the service: without a
 * signature the token is missing, and an Authorization header of another kind is a broken signature.
 */
export function missingToken(request: HttpRequest, detail: string): CustomisableFailure {
  const authorization = headerValue(request.headers, "authorization")?.trim();
  if (authorization === undefined || authorization === "") {
    return failGateway("MISSING_AUTHENTICATION_TOKEN", { detail });
  }
  const scheme = authorization.split(" ", 1)[0] ?? "";
  const rest = authorization.slice(scheme.length).trim();
  const pairs = rest === "" ? [] : rest.split(",").map((pair) => pair.trim());
  if (!pairs.every((pair) => pair.includes("=")) || (pairs.length === 0 && !isSigned(scheme))) {
    const hash = createHash("sha256").update(authorization).digest("base64");
    return incompleteSignature(
      detail,
      `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
    );
  }
  const given = new Set(pairs.map((pair) => pair.slice(0, pair.indexOf("="))));
  const missing = parts
    .filter((part) => !given.has(part))
    .map((part) => `Authorization header requires '${part}' parameter.`);
  const dated = ["x-amz-date", "date"].some(
    (name) => headerValue(request.headers, name) !== undefined,
  );
  if (!dated) {
    missing.push(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  if (missing.length === 0) return failGateway("MISSING_AUTHENTICATION_TOKEN", { detail });
  return incompleteSignature(detail, `${missing.join(" ")} Authorization=${scheme}`);
}

function isSigned(scheme: string): boolean {
  return scheme.toUpperCase().startsWith("AWS4-");
}

function incompleteSignature(detail: string, message: string): CustomisableFailure {
  return failGateway("DEFAULT_4XX", {
    detail,
    status: 403,
    message,
    errorType: "IncompleteSignatureException",
  });
}
