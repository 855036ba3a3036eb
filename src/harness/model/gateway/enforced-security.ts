import type { ApiDocument, Operation } from "../openapi/api-document.ts";
import { isJsonMap } from "../openapi/read-members.ts";
import { listMethods } from "./list-methods.ts";
import { listSecuritySchemes, type SecurityScheme } from "./list-security-schemes.ts";
import type { ImportContext } from "./rule.ts";
import { isUnknowable, plainText } from "./unknowable.ts";

/** How API Gateway takes a security scheme. */
export type Enforcement =
  /** An authorizer, IAM, or the API key in `x-api-key`. */
  | "enforced"
  /** An API key under another name, which is not looked at. */
  | "other-key"
  /** `http`, `oauth2`, `openIdConnect` without an authorizer: documentation alone. */
  | "documentation"
  | "unknown";

/** What API Gateway does about a scheme (guide: "x-amazon-apigateway-authorizer", "important notes"). */
export function enforcementOf({ value }: SecurityScheme): Enforcement {
  if (value["x-amazon-apigateway-authorizer"] !== undefined) return "enforced";
  if (value["x-amazon-apigateway-authtype"] !== undefined) return "enforced";
  const type = plainText(value["type"]);
  if (type === null) return "unknown";
  if (type !== "apiKey") return "documentation";
  if (isUnknowable(value["name"]) || isUnknowable(value["in"])) return "unknown";
  const isKey = value["in"] === "header" && plainText(value["name"])?.toLowerCase() === "x-api-key";
  return isKey ? "enforced" : "other-key";
}

/** A scheme that API Gateway does not enforce, with the operations that rely on it alone. */
export interface OpenScheme {
  readonly scheme: SecurityScheme;
  readonly enforcement: "other-key" | "documentation";
  readonly operations: readonly Operation[];
}

/** The schemes that leave operations open. Where the template sets authorization of its own, nothing is said. */
export function listOpenSchemes({ document, api }: ImportContext): readonly OpenScheme[] {
  if (api.authorizedOutside || isUnknowable(document.root["security"])) return [];
  const schemes = new Map(listSecuritySchemes(document).map((each) => [each.name, each]));
  const open = new Map<string, Operation[]>();
  for (const operation of openOperations(document, schemes)) {
    for (const name of new Set(operation.security.flat())) {
      open.set(name, [...(open.get(name) ?? []), operation]);
    }
  }
  return [...open].flatMap(([name, operations]) => {
    const scheme = schemes.get(name);
    if (scheme === undefined) return [];
    const enforcement = enforcementOf(scheme);
    return enforcement === "other-key" || enforcement === "documentation"
      ? [{ scheme, enforcement, operations }]
      : [];
  });
}

/** Operations that ask for security in each alternative, all of it by schemes that are not enforced. */
function openOperations(
  document: ApiDocument,
  schemes: ReadonlyMap<string, SecurityScheme>,
): readonly Operation[] {
  return listMethods(document)
    .filter(({ operation: { security, integration }, raw }) => {
      const own = raw["x-amazon-apigateway-auth"];
      const isNone = isJsonMap(own) && plainText(own["type"])?.toUpperCase() === "NONE";
      const isOther = own !== undefined && !isNone;
      const written = raw["security"] ?? document.root["security"];
      const isWrittenOut =
        Array.isArray(written) && written.length === security.length && integration !== null;
      if (isOther || !isWrittenOut || security.length === 0) return false;
      return security.every(
        (names) => names.length > 0 && names.every((name) => isOpen(schemes.get(name))),
      );
    })
    .map(({ operation }) => operation);
}

function isOpen(scheme: SecurityScheme | undefined): boolean {
  if (scheme === undefined) return false;
  const enforcement = enforcementOf(scheme);
  return enforcement === "other-key" || enforcement === "documentation";
}
