import { joinPointer } from "../../../core/json-pointer.ts";
import { listIntegrations } from "../list-methods.ts";
import { nearestName } from "../../../core/suggest-names.ts";
import { problemAt, type ImportRule } from "../rule.ts";

const members = [
  "cacheKeyParameters",
  "cacheNamespace",
  "connectionId",
  "connectionType",
  "contentHandling",
  "credentials",
  "httpMethod",
  "integrationSubtype",
  "integrationTarget",
  "passthroughBehavior",
  "payloadFormatVersion",
  "requestParameters",
  "requestTemplates",
  "responseParameters",
  "responseTransferMode",
  "responses",
  "timeoutInMillis",
  "tlsConfig",
  "type",
  "uri",
];

/** A member that is a known one but for a slip of the pen: API Gateway passes over it. Others may be new. */
export const reportUnknownIntegrationMembers: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) =>
    Object.keys(integration.raw).flatMap((member) => {
      const meant = members.includes(member) ? null : nearestName(member, members);
      if (meant === null || Object.hasOwn(integration.raw, meant)) return [];
      return [
        problemAt(document, joinPointer(integration.pointer, member), {
          code: "gateway/unknown-integration-member",
          message: `The integration of ${operation.key} has ${member}; did you mean ${meant}?`,
          operation: operation.key,
          expected: meant,
          actual: member,
        }),
      ];
    }),
  );
