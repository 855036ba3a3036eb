/** The 21 gateway response types of a REST API. */
export type GatewayResponseType = keyof typeof gatewayResponseTypes;

/** What API Gateway answers for a type nobody customised. */
export interface GatewayResponseDefault {
  /** `null` for the two fallbacks, which have none of their own. */
  readonly status: number | null;
  readonly message: string | null;
  /** `x-amzn-ErrorType`. */
  readonly errorType: string | null;
  readonly fallback: "DEFAULT_4XX" | "DEFAULT_5XX" | null;
}

const internal = "Internal server error";
const internalType = "InternalServerErrorException";

function entry(
  status: number | null,
  message: string | null,
  errorType: string | null,
): GatewayResponseDefault {
  const fallback = status === null ? null : status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  return { status, message, errorType, fallback };
}

/** Default status, message and error type of every gateway response type. */
export const gatewayResponseTypes = {
  ACCESS_DENIED: entry(
    403,
    "User is not authorized to access this resource",
    "AccessDeniedException",
  ),
  API_CONFIGURATION_ERROR: entry(500, internal, internalType),
  AUTHORIZER_CONFIGURATION_ERROR: entry(500, null, "AuthorizerConfigurationException"),
  AUTHORIZER_FAILURE: entry(500, null, "AuthorizerFailureException"),
  BAD_REQUEST_PARAMETERS: entry(400, null, "BadRequestException"),
  BAD_REQUEST_BODY: entry(400, "Invalid request body", "BadRequestException"),
  DEFAULT_4XX: entry(null, null, null),
  DEFAULT_5XX: entry(null, null, null),
  EXPIRED_TOKEN: entry(
    403,
    "The security token included in the request is expired",
    "ExpiredTokenException",
  ),
  // Documented as 504; a Lambda proxy failure answers 502 (see docs/fidelity.md).
  INTEGRATION_FAILURE: entry(504, internal, internalType),
  INTEGRATION_TIMEOUT: entry(504, "Endpoint request timed out", internalType),
  INVALID_API_KEY: entry(403, "Forbidden", "ForbiddenException"),
  INVALID_SIGNATURE: entry(
    403,
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    "InvalidSignatureException",
  ),
  MISSING_AUTHENTICATION_TOKEN: entry(
    403,
    "Missing Authentication Token",
    "MissingAuthenticationTokenException",
  ),
  QUOTA_EXCEEDED: entry(429, "Limit Exceeded", "LimitExceededException"),
  REQUEST_TOO_LARGE: entry(413, "Request Too Large", "RequestTooLargeException"),
  RESOURCE_NOT_FOUND: entry(404, "Not Found", "ResourceNotFoundException"),
  THROTTLED: entry(429, "Too Many Requests", "TooManyRequestsException"),
  UNAUTHORIZED: entry(401, "Unauthorized", "UnauthorizedException"),
  UNSUPPORTED_MEDIA_TYPE: entry(415, "Unsupported Media Type", "BadRequestException"),
  WAF_FILTERED: entry(403, "Forbidden", "ForbiddenException"),
} as const satisfies Record<string, GatewayResponseDefault>;

/** True for the name of a gateway response type. */
export function isGatewayResponseType(name: string): name is GatewayResponseType {
  return Object.hasOwn(gatewayResponseTypes, name);
}
