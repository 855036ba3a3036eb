/** Where in a document an extension may stand. */
export type ExtensionPlace =
  | "root"
  | "path item"
  | "operation"
  | "security scheme"
  | "components"
  | "server"
  | "tag";

/** An `x-amazon-apigateway-*` extension. */
export interface Extension {
  readonly places: readonly ExtensionPlace[];
  readonly apis: "both" | "rest" | "http";
}

const both = "both";

/**
 * The extensions of the developer guide ("OpenAPI extensions for API Gateway") with the places it names
 * for them. Where it names none, or practice differs, the list is the wider one.
 */
export const extensions: ReadonlyMap<string, Extension> = new Map<string, Extension>([
  ["x-amazon-apigateway-any-method", { places: ["path item"], apis: both }],
  ["x-amazon-apigateway-api-key-source", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-auth", { places: ["root", "path item", "operation"], apis: both }],
  ["x-amazon-apigateway-authorizer", { places: ["security scheme"], apis: both }],
  ["x-amazon-apigateway-authtype", { places: ["security scheme", "operation"], apis: both }],
  ["x-amazon-apigateway-binary-media-types", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-cors", { places: ["root"], apis: "http" }],
  ["x-amazon-apigateway-documentation", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-endpoint-access-mode", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-endpoint-configuration", { places: ["root", "server"], apis: both }],
  ["x-amazon-apigateway-gateway-responses", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-importexport-version", { places: ["root"], apis: both }],
  ["x-amazon-apigateway-integration", { places: ["operation"], apis: both }],
  ["x-amazon-apigateway-integrations", { places: ["components"], apis: "http" }],
  ["x-amazon-apigateway-minimum-compression-size", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-policy", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-request-validator", { places: ["root", "operation"], apis: "rest" }],
  ["x-amazon-apigateway-request-validators", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-security-policy", { places: ["root"], apis: "rest" }],
  ["x-amazon-apigateway-tag-value", { places: ["tag"], apis: "http" }],
]);

/** What the extensions of API Gateway begin with. */
export const extensionPrefix = "x-amazon-apigateway-";
