import { joinPointer } from "../../../core/json-pointer.ts";
import { authorizerOf, listSecuritySchemes } from "../list-security-schemes.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainNumber } from "../unknowable.ts";

const most = 3600;

/** An authorizer's answer is cached for an hour at most; 0 switches the cache off. */
export const reportAuthorizerTtl: ImportRule = ({ document }) =>
  listSecuritySchemes(document).flatMap((scheme) => {
    const authorizer = authorizerOf(scheme);
    const seconds = plainNumber(authorizer?.value["authorizerResultTtlInSeconds"]);
    if (authorizer === null || seconds === null || (seconds >= 0 && seconds <= most)) return [];
    return [
      problemAt(document, joinPointer(authorizer.pointer, "authorizerResultTtlInSeconds"), {
        code: "gateway/authorizer-ttl",
        message: `The authorizer of the security scheme ${scheme.name} is cached for ${seconds} seconds; API Gateway takes 0 to ${most}.`,
        expected: `0 to ${most}`,
        actual: String(seconds),
      }),
    ];
  });
