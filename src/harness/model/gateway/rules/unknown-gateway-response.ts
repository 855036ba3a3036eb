import { joinPointer } from "../../../core/json-pointer.ts";
import { gatewayResponseTypes } from "../gateway-response-types.ts";
import { didYouMean } from "../../../core/suggest-names.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainMap } from "../unknowable.ts";

const key = "x-amazon-apigateway-gateway-responses";

/** A customised answer of a type that API Gateway does not have. */
export const reportUnknownGatewayResponses: ImportRule = ({ document }) =>
  Object.keys(plainMap(document.root[key]) ?? {})
    .filter((type) => !gatewayResponseTypes.includes(type))
    .map((type) =>
      problemAt(document, joinPointer("", key, type), {
        code: "gateway/unknown-gateway-response",
        message: `API Gateway has no gateway response ${type}${didYouMean(type, gatewayResponseTypes) || "."}`,
        actual: type,
      }),
    );
