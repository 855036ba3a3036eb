import { headerValue, toBytes, type HeaderLine } from "../../core/http-message.ts";
import type { Arrival } from "./accept-request.ts";
import type { UnfinishedResponse } from "./finish-response.ts";
import type { CustomisableFailure, GatewayFailure } from "./gateway-failure.ts";
import type { GatewayResponseCustomisation } from "./gateway-response-catalogue.ts";
import { gatewayVariables, readExpression, substitute } from "./gateway-template.ts";
import { isSendable } from "./merge-headers.ts";
import type { RouteMatch } from "./match-route.ts";
import type { StageContext } from "./stage-context.ts";

/** Answers a failure: through the author's gateway responses where they apply. */
export function renderGatewayResponse(
  context: StageContext,
  arrival: Arrival,
  match: RouteMatch | null,
  failure: GatewayFailure,
): UnfinishedResponse {
  if (failure.kind === "fixed-failure") {
    return { status: failure.status, headers: failure.headers, body: toBytes(failure.body) };
  }
  const custom = context.gatewayResponses(failure.type);
  if (custom === null) return uncustomised(failure);
  const lookUp = gatewayVariables(context, arrival, match, failure);
  const accept = headerValue(arrival.request.headers, "accept");
  const template = chooseTemplate(custom, accept);
  const body =
    template === null ? defaultBody(failure, "message") : substitute(template.text, lookUp);
  const headers: HeaderLine[] = [["Content-Type", template?.mediaType ?? "application/json"]];
  if (failure.errorType !== null) headers.push(["x-amzn-ErrorType", failure.errorType]);
  headers.push(...(failure.headers ?? []));
  for (const [name, expression] of custom.headers) {
    const value = readExpression(expression, lookUp);
    // The client may have put a line break into what is mapped: such a header is left out.
    if (value !== null && isSendable(name, value)) replaceHeader(headers, name, value);
  }
  return { status: custom.status ?? failure.status, headers, body: toBytes(body) };
}

/** ACCESS_DENIED says `Message` with a capital as long as nobody customises it. */
function uncustomised(failure: CustomisableFailure): UnfinishedResponse {
  const key = failure.type === "ACCESS_DENIED" ? "Message" : "message";
  const headers: HeaderLine[] = [["Content-Type", "application/json"]];
  if (failure.errorType !== null) headers.push(["x-amzn-ErrorType", failure.errorType]);
  headers.push(...(failure.headers ?? []));
  return { status: failure.status, headers, body: toBytes(defaultBody(failure, key)) };
}

function defaultBody({ message }: CustomisableFailure, key: string): string {
  return JSON.stringify({ [key]: message });
}

/** The template of the first media type the client accepts and the author wrote, else the first. */
function chooseTemplate(
  { templates }: GatewayResponseCustomisation,
  accept: string | undefined,
): { readonly mediaType: string; readonly text: string } | null {
  for (const item of accept?.split(",") ?? []) {
    const type = item.split(";", 1)[0]?.trim() ?? "";
    const text = templates.get(type);
    if (text !== undefined) return { mediaType: type, text };
  }
  const [first] = templates;
  return first === undefined ? null : { mediaType: first[0], text: first[1] };
}

function replaceHeader(headers: HeaderLine[], name: string, value: string): void {
  const lower = name.toLowerCase();
  const index = headers.findIndex(([known]) => known.toLowerCase() === lower);
  if (index === -1) headers.push([name, value]);
  else headers[index] = [name, value];
}
