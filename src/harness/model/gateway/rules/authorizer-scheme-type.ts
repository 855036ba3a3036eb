import { joinPointer } from "../../../core/json-pointer.ts";
import { authorizerOf, listSecuritySchemes } from "../list-security-schemes.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainText } from "../unknowable.ts";

/** The guide asks for `type: apiKey` of a scheme that carries a REST authorizer. */
export const reportAuthorizerSchemeTypes: ImportRule = ({ document }) =>
  listSecuritySchemes(document).flatMap((scheme) => {
    const type = plainText(scheme.value["type"]);
    if (authorizerOf(scheme) === null || type === null || type === "apiKey") return [];
    return [
      problemAt(document, joinPointer(scheme.pointer, "type"), {
        code: "gateway/authorizer-scheme-type",
        message: `The security scheme ${scheme.name} carries an authorizer and is of type ${type}; API Gateway documents apiKey alone for it.`,
        expected: "type: apiKey",
        actual: type,
      }),
    ];
  });
