import { joinPointer } from "../../../core/json-pointer.ts";
import { listIntegrations } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable } from "../unknowable.ts";

/** Lambda integrations take `1.0` and `2.0`, all others `1.0`. One that is absent is told of by `wiring`. */
export const reportPayloadFormatVersions: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) => {
    const { raw, type, pointer } = integration;
    const written = raw["payloadFormatVersion"];
    if (written === undefined || isUnknowable(written) || isUnknowable(raw["type"])) return [];
    // Unquoted, YAML reads 1.0 and 2.0 as the numbers 1 and 2.
    const version = typeof written === "number" ? written.toFixed(1) : written;
    const isLambda = type === "aws_proxy" && raw["integrationSubtype"] === undefined;
    const known = isLambda ? ["1.0", "2.0"] : ["1.0"];
    if (typeof version === "string" && known.includes(version)) return [];
    return [
      problemAt(document, joinPointer(pointer, "payloadFormatVersion"), {
        code: "gateway/payload-format-version",
        message: `The integration of ${operation.key} asks for the payload format ${JSON.stringify(written)}, which ${isLambda ? "Lambda integrations do" : "its type does"} not have.`,
        operation: operation.key,
        expected: known.join(" or "),
        actual: JSON.stringify(written),
      }),
    ];
  });
