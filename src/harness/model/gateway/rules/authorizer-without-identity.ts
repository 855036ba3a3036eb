import { authorizerOf, listSecuritySchemes } from "../list-security-schemes.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable, plainNumber, plainText } from "../unknowable.ts";

/** A REQUEST authorizer whose answers are cached needs something to cache them by. */
export const reportAuthorizersWithoutIdentity: ImportRule = ({ document }) =>
  listSecuritySchemes(document).flatMap((scheme) => {
    const authorizer = authorizerOf(scheme);
    if (authorizer === null || plainText(authorizer.value["type"])?.toLowerCase() !== "request")
      return [];
    const ttl = authorizer.value["authorizerResultTtlInSeconds"];
    const isCached = !isUnknowable(ttl) && plainNumber(ttl) !== 0;
    // A name and place of the scheme itself may serve as one.
    const name = scheme.value["name"];
    const isNamed = name !== undefined && plainText(name)?.toLowerCase() !== "unused";
    if (!isCached || isNamed || authorizer.value["identitySource"] !== undefined) return [];
    return [
      problemAt(document, authorizer.pointer, {
        code: "gateway/authorizer-without-identity",
        message: `The authorizer of the security scheme ${scheme.name} is cached, but names no identitySource to cache by.`,
      }),
    ];
  });
