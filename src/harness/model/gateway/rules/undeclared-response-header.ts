import type { JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import type { ApiDocument, Operation } from "../../openapi/api-document.ts";
import { isJsonMap, jsonAt } from "../../openapi/read-members.ts";
import { listMethods } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { holdsIntrinsic, plainMap, plainText } from "../unknowable.ts";

const target = /^method\.response\.header\.(.+)$/;

/** `responseParameters` set headers of the method's response, which has to declare them. */
export const reportUndeclaredResponseHeaders: ImportRule = ({ document }) =>
  listMethods(document).flatMap(({ operation }) => {
    const { integration } = operation;
    const responses = integration === null ? null : plainMap(integration.raw["responses"]);
    if (integration === null || responses === null) return [];
    return Object.entries(responses).flatMap(([key, response]) => {
      const mapped = plainMap(response);
      const parameters = mapped === null ? null : plainMap(mapped["responseParameters"]);
      const status = statusOf(mapped?.["statusCode"]);
      const declared = status === null ? null : declaredHeaders(document, operation, status);
      if (status === null || parameters === null || declared === null) return [];
      const base = joinPointer(integration.pointer, "responses", key, "responseParameters");
      return Object.keys(parameters).flatMap((name) => {
        const header = target.exec(name)?.[1]?.toLowerCase();
        if (header === undefined || declared.has(header)) return [];
        return [
          problemAt(document, joinPointer(base, name), {
            code: "gateway/undeclared-response-header",
            message: `The integration of ${operation.key} sets ${name}, a header that the ${status} response does not declare.`,
            operation: operation.key,
            expected: "the header under `headers` of the response",
            actual: "(not declared)",
          }),
        ];
      });
    });
  });

/** Lower-cased names of the headers a response declares; `null` when that cannot be told. */
function declaredHeaders(
  { root }: ApiDocument,
  operation: Operation,
  status: string,
): ReadonlySet<string> | null {
  const all = jsonAt(root, joinPointer(operation.pointer, "responses"));
  if (all !== undefined && (!isJsonMap(all) || holdsIntrinsic(all))) return null;
  // Of a method without that response no header is declared.
  if (!Object.hasOwn(all ?? {}, status)) return new Set();
  const response = operation.responses.find(({ key }) => key === status);
  const written = response === undefined ? undefined : jsonAt(root, response.pointer);
  if (!isJsonMap(written) || holdsIntrinsic(written)) return null;
  const headers = written["headers"];
  if (headers === undefined) return new Set();
  if (!isJsonMap(headers) || holdsIntrinsic(headers)) return null;
  return new Set(Object.keys(headers).map((name) => name.toLowerCase()));
}

function statusOf(written: JsonValue | undefined): string | null {
  return typeof written === "number" ? String(written) : plainText(written);
}
