import { bodyText, headerValue, headerValues } from "../../core/http-message.ts";
import { decodeQuery } from "../../model/events/query-parameters.ts";
import type { SchemaViolation } from "../../model/schema/schema-validator.ts";
import type { Arrival } from "./accept-request.ts";
import { failGateway, type CustomisableFailure } from "./gateway-failure.ts";
import type { RouteMatch } from "./match-route.ts";
import type { RequiredParameters } from "./stage-route.ts";

/**
 * API Gateway's request validator: required parameters present and not blank (their types are not
 * looked at), then the body against the model of its content type. `null` lets the request pass.
 */
export function validateRequest(match: RouteMatch, arrival: Arrival): CustomisableFailure | null {
  return checkParameters(match, arrival) ?? checkBody(match, arrival);
}

function checkParameters(match: RouteMatch, arrival: Arrival): CustomisableFailure | null {
  const { required } = match.route;
  if (required === null) return null;
  const missing = missingParameters(required, match, arrival);
  if (missing.length === 0) return null;
  const message = `Missing required request parameters: [${missing.join(", ")}]`;
  return failGateway("BAD_REQUEST_PARAMETERS", { message, detail: message });
}

function missingParameters(
  required: RequiredParameters,
  match: RouteMatch,
  { request }: Arrival,
): readonly string[] {
  const missing = required.headers.filter((name) =>
    headerValues(request.headers, name).every(isBlank),
  );
  for (const name of required.path) {
    const { pathParameters } = match;
    const given = pathParameters !== null && Object.hasOwn(pathParameters, name);
    if (!given || isBlank(pathParameters[name] ?? "")) missing.push(name);
  }
  if (required.query.length === 0) return missing;
  const { multi } = decodeQuery(request.query);
  for (const name of required.query) {
    const values = multi !== null && Object.hasOwn(multi, name) ? multi[name] : undefined;
    if (values === undefined || values.every(isBlank)) missing.push(name);
  }
  return missing;
}

function isBlank(value: string): boolean {
  return value.trim() === "";
}

function checkBody({ route }: RouteMatch, { request }: Arrival): CustomisableFailure | null {
  const validator = route.bodyValidator(headerValue(request.headers, "content-type"));
  if (validator === null) return null;
  const text = bodyText(request);
  const body = text === "" ? { value: {} } : readJson(text);
  if (body === null) {
    return failGateway("BAD_REQUEST_BODY", {
      validationError: "[Invalid JSON]",
      detail: "the body is not JSON",
    });
  }
  const violations = validator.validate(body.value);
  if (violations.length === 0) return null;
  return failGateway("BAD_REQUEST_BODY", {
    validationError: `[${violations.map(({ message }) => message).join(", ")}]`,
    detail: violations.map(describeViolation).join("; "),
  });
}

function readJson(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}

function describeViolation(violation: SchemaViolation): string {
  const where = violation.instancePointer === "" ? "body" : `body ${violation.instancePointer}`;
  const note = violation.note === undefined ? "" : ` (${violation.note})`;
  return `${where} ${violation.message}, found ${violation.actual}${note}`;
}
