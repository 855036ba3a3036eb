/** Where a request carries what an authorizer looks at. */
export interface IdentitySource {
  readonly place: "header" | "querystring" | "context" | "stageVariables";
  /** `Authorization`, `identity.sourceIp`. */
  readonly name: string;
  /** As the document writes it: `method.request.header.Authorization`. */
  readonly expression: string;
}

const forms = {
  rest: /^(?:method\.request\.(header|querystring)|(context|stageVariables))\.(.+)$/,
  http: /^\$(?:request\.(header|querystring)|(context|stageVariables))\.(.+)$/,
} as const;

/**
 * Reads an identity source as the kind of the API writes it (source: API Gateway developer guide,
 * "x-amazon-apigateway-authorizer", `identitySource`); `null` for another text.
 *
 * @example readIdentitySource("rest", "method.request.header.Auth"); // { place: "header", name: "Auth", … }
 */
export function readIdentitySource(kind: "rest" | "http", text: string): IdentitySource | null {
  const expression = text.trim();
  const [, request, other, name] = forms[kind].exec(expression) ?? [];
  const place = request ?? other;
  if (name === undefined) return null;
  switch (place) {
    case "header":
    case "querystring":
    case "context":
    case "stageVariables":
      return { place, name, expression };
    default:
      return null;
  }
}
