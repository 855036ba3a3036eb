import { joinPointer } from "../../../core/json-pointer.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable, plainMap } from "../unknowable.ts";

const key = "x-amazon-apigateway-gateway-responses";

/** The status of a gateway response is a number of three digits; without one the type's own is used. */
export const reportGatewayResponseStatus: ImportRule = ({ document }) =>
  Object.entries(plainMap(document.root[key]) ?? {}).flatMap(([type, response]) => {
    const status = plainMap(response)?.["statusCode"];
    if (status === undefined || status === null || isUnknowable(status)) return [];
    const written = typeof status === "string" ? status : JSON.stringify(status);
    if (/^[1-5]\d\d$/.test(written)) return [];
    return [
      problemAt(document, joinPointer("", key, type, "statusCode"), {
        code: "gateway/gateway-response-status",
        message: `The gateway response ${type} has the status ${written}, which is none.`,
        expected: "a status from 100 to 599",
        actual: written,
      }),
    ];
  });
