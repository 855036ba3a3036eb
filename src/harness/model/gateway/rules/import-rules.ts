import type { ImportRule } from "../rule.ts";
import { reportApiKeyNames } from "./api-key-name.ts";
import { reportApiKeySource } from "./api-key-source.ts";
import { reportIncompleteAuthorizers } from "./authorizer-incomplete.ts";
import { reportAuthorizerSchemeTypes } from "./authorizer-scheme-type.ts";
import { reportAuthorizerTtl } from "./authorizer-ttl.ts";
import { reportAuthorizersWithoutIdentity } from "./authorizer-without-identity.ts";
import { reportBinaryMediaTypes } from "./binary-media-types.ts";
import { reportCompressionSize } from "./compression-size.ts";
import { reportIgnoredCookieParameters } from "./cookie-parameter-ignored.ts";
import { reportCorsCredentials } from "./cors-credentials.ts";
import { reportCorsShape } from "./cors-shape.ts";
import { reportDefaultRoutes } from "./default-route.ts";
import { reportTooLargeDocument } from "./document-too-large.ts";
import { reportEndpointConfiguration } from "./endpoint-configuration.ts";
import { reportExtensionsOfOtherKind } from "./extension-of-other-kind.ts";
import { reportGatewayResponseStatus } from "./gateway-response-status.ts";
import { reportGreedyNotLast } from "./greedy-not-last.ts";
import { reportIncompleteIntegrations } from "./integration-incomplete.ts";
import { reportIntegrationSubtypes, reportSubtypeParameters } from "./integration-subtype.ts";
import { reportIntegrationTimeouts } from "./integration-timeout.ts";
import { reportIntegrationTypesNotInHttp } from "./integration-type-not-in-http.ts";
import { reportUrisNotHttp } from "./integration-uri-not-http.ts";
import { reportIntegrationValues } from "./integration-value.ts";
import { reportLinksAndCallbacks } from "./links-and-callbacks.ts";
import { reportMisplacedExtensions } from "./misplaced-extension.ts";
import { reportModelNames } from "./model-name.ts";
import { reportRefusedNulls } from "./null-refused.ts";
import { reportDroppedParameterConstraints } from "./parameter-constraint-dropped.ts";
import { reportPartialPathParameters } from "./partial-path-parameter.ts";
import { reportPathCharacters } from "./path-characters.ts";
import { reportPayloadFormatVersions } from "./payload-format-version.ts";
import { reportPolicyShape } from "./policy-shape.ts";
import { reportRequiredReadOnly } from "./read-only-required.ts";
import { reportRequestValidatorShapes } from "./request-validator-shape.ts";
import { reportUncheckedRequiredParameters } from "./required-parameter-not-checked.ts";
import { reportReservedPaths } from "./reserved-path.ts";
import { reportIgnoredResponseKeys } from "./response-key-ignored.ts";
import { reportResponseReferences } from "./response-reference.ts";
import { reportRootSecurity } from "./root-security.ts";
import { reportIgnoredSchemaKeywords } from "./schema-keyword-ignored.ts";
import { reportSchemasNotEnforced } from "./schemas-not-enforced.ts";
import { reportSchemesNotEnforced } from "./scheme-not-enforced.ts";
import { reportIgnoredServerPaths } from "./server-path-ignored.ts";
import { reportSeveralAuthorizers } from "./several-authorizers.ts";
import { reportSiblingPathVariables } from "./sibling-path-variables.ts";
import { reportStageName } from "./stage-name.ts";
import { reportStageVariables } from "./stage-variable.ts";
import { reportTemplateFunctions } from "./template-function.ts";
import { reportTemplateOverrides } from "./template-override.ts";
import { reportTemplateSets } from "./template-set.ts";
import { reportTooLargeTemplates } from "./template-too-large.ts";
import { reportUnbalancedTemplates } from "./template-unbalanced.ts";
import { reportTemplateVariables } from "./template-variable.ts";
import { reportTooManyResources } from "./too-many-resources.ts";
import { reportUndeclaredMappingSources } from "./undeclared-mapping-source.ts";
import { reportUndeclaredResponseHeaders } from "./undeclared-response-header.ts";
import { reportUnknownExtensions } from "./unknown-extension.ts";
import { reportUnknownGatewayResponses } from "./unknown-gateway-response.ts";
import { reportUnknownIntegrationMembers } from "./unknown-integration-member.ts";
import { reportUnsupportedVersion } from "./unsupported-openapi-version.ts";

/** Rules of every import. */
const common: readonly ImportRule[] = [
  reportUnsupportedVersion,
  reportTooLargeDocument,
  reportTooManyResources,
  reportIntegrationTimeouts,
  reportIntegrationValues,
  reportUnknownIntegrationMembers,
  reportIncompleteAuthorizers,
  reportAuthorizerTtl,
  reportEndpointConfiguration,
  reportUnknownExtensions,
  reportMisplacedExtensions,
  reportExtensionsOfOtherKind,
  reportStageName,
  reportStageVariables,
];

/** The import profiles: what is refused, dropped or ignored by each kind of API. */
export const importRules: Readonly<Record<"rest" | "http", readonly ImportRule[]>> = {
  rest: [
    ...common,
    reportPathCharacters,
    reportPartialPathParameters,
    reportGreedyNotLast,
    reportSiblingPathVariables,
    reportReservedPaths,
    reportModelNames,
    reportIncompleteIntegrations,
    reportUrisNotHttp,
    reportUndeclaredMappingSources,
    reportUndeclaredResponseHeaders,
    reportAuthorizersWithoutIdentity,
    reportAuthorizerSchemeTypes,
    reportSchemesNotEnforced,
    reportApiKeyNames,
    reportRequestValidatorShapes,
    reportUnknownGatewayResponses,
    reportGatewayResponseStatus,
    reportBinaryMediaTypes,
    reportCompressionSize,
    reportApiKeySource,
    reportPolicyShape,
    reportDroppedParameterConstraints,
    reportIgnoredCookieParameters,
    reportUncheckedRequiredParameters,
    reportIgnoredSchemaKeywords,
    reportRefusedNulls,
    reportRequiredReadOnly,
    reportIgnoredResponseKeys,
    reportResponseReferences,
    reportRootSecurity,
    reportIgnoredServerPaths,
    reportLinksAndCallbacks,
    reportTemplateVariables,
    reportTemplateFunctions,
    reportTemplateOverrides,
    reportUnbalancedTemplates,
    reportTemplateSets,
    reportTooLargeTemplates,
  ],
  http: [
    ...common,
    reportSeveralAuthorizers,
    reportSchemasNotEnforced,
    reportIntegrationTypesNotInHttp,
    reportPayloadFormatVersions,
    reportIntegrationSubtypes,
    reportSubtypeParameters,
    reportDefaultRoutes,
    reportCorsShape,
    reportCorsCredentials,
  ],
};
