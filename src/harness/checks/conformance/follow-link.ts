import type { HttpRequest } from "../../core/http-message.ts";
import type { JsonValue } from "../../core/json.ts";
import type { ExampleRequest } from "../../model/generate/example-requests.ts";
import type { Operation, Parameter } from "../../model/openapi/api-document.ts";
import { buildRequest, type BuiltRequest } from "../../model/openapi/build-request.ts";
import type { OperationLink } from "./read-links.ts";
import { evaluateExpression, type ExpressionContext } from "./runtime-expression.ts";

/** A link as a request, or why it cannot be followed from this exchange. */
export type FollowedLink =
  | { readonly kind: "request"; readonly built: BuiltRequest }
  /** The exchange has no value for a parameter: the last page has no next one. */
  | { readonly kind: "no-value"; readonly parameter: string };

interface GivenValue {
  readonly parameter: Parameter;
  readonly value: JsonValue;
}

/** What the operation needs and the link does not give is taken from the parameter's own example. */
function remaining(operation: Operation, given: ReadonlySet<string>): readonly GivenValue[] {
  return operation.parameters.flatMap((parameter) =>
    parameter.required && !given.has(parameter.name) && parameter.example !== undefined
      ? [{ parameter, value: parameter.example }]
      : [],
  );
}

function withBody(built: BuiltRequest, example: HttpRequest | undefined): BuiltRequest {
  if (example === undefined || example.body === null) return built;
  const contentType = example.headers.filter(([name]) => name.toLowerCase() === "content-type");
  return {
    ...built,
    request: {
      ...built.request,
      headers: [...built.request.headers, ...contentType],
      body: example.body,
    },
  };
}

/**
 * Builds the request a link leads to: its parameters from the exchange, the rest from the
 * operation's examples (OpenAPI 3.0.3, "Link Object").
 */
export function followLink(
  link: OperationLink,
  operation: Operation,
  context: ExpressionContext,
  examples: readonly ExampleRequest[],
): FollowedLink {
  const given: GivenValue[] = [];
  for (const [name, expression] of Object.entries(link.parameters)) {
    const value = evaluateExpression(expression, context);
    // A null says the same as nothing: no parameter can carry it.
    if (value === undefined || value === null) return { kind: "no-value", parameter: name };
    const parameter = operation.parameters.find((candidate) => candidate.name === name);
    if (parameter !== undefined) given.push({ parameter, value });
  }
  const names = new Set(given.map(({ parameter }) => parameter.name));
  const built = buildRequest(operation, {
    parameters: [...given, ...remaining(operation, names)],
    body: null,
  });
  const unfilled = /\{([^{}+]+)\+?\}/.exec(built.request.path)?.[1];
  if (unfilled !== undefined) return { kind: "no-value", parameter: unfilled };
  return { kind: "request", built: withBody(built, examples[0]?.request) };
}
