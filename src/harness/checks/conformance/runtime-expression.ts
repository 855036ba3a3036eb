import {
  bodyText,
  headerValue,
  type HttpRequest,
  type HttpResponse,
} from "../../core/http-message.ts";
import { isJsonValue, parseJson, type JsonValue } from "../../core/json.ts";
import { valueAt } from "../../core/json-pointer.ts";

/** The exchange a runtime expression is evaluated against. */
export interface ExpressionContext {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** Path parameters of the request, as sent. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

function parseBody(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

function fromBody(message: HttpRequest | HttpResponse, pointer: string): JsonValue | undefined {
  const value = valueAt(parseBody(bodyText(message)), pointer);
  return isJsonValue(value) ? value : undefined;
}

function fromMessage(message: HttpRequest | HttpResponse, source: string): JsonValue | undefined {
  if (source === "body") return fromBody(message, "");
  if (source.startsWith("body#")) return fromBody(message, source.slice("body#".length));
  if (source.startsWith("header."))
    return headerValue(message.headers, source.slice("header.".length));
  return undefined;
}

function fromRequest(context: ExpressionContext, source: string): JsonValue | undefined {
  if (source.startsWith("path.")) return context.pathParameters[source.slice("path.".length)];
  if (source.startsWith("query.")) {
    return (
      new URLSearchParams(context.request.query).get(source.slice("query.".length)) ?? undefined
    );
  }
  return fromMessage(context.request, source);
}

/**
 * The value of an OpenAPI runtime expression (OpenAPI 3.0.3, "Runtime Expressions"), `undefined`
 * when the exchange has no such value; a text that is no expression is a constant.
 *
 * @example evaluateExpression("$response.body#/orderId", context) // "ORD-7F3A9C21D4E8B605"
 */
export function evaluateExpression(
  expression: JsonValue,
  context: ExpressionContext,
): JsonValue | undefined {
  if (typeof expression !== "string" || !expression.startsWith("$")) return expression;
  if (expression === "$method") return context.request.method;
  if (expression === "$statusCode") return context.response.status;
  if (expression.startsWith("$response."))
    return fromMessage(context.response, expression.slice("$response.".length));
  if (expression.startsWith("$request."))
    return fromRequest(context, expression.slice("$request.".length));
  return undefined;
}
