import type { HttpRequest } from "../../core/http-message.ts";
import { isJsonValue, type JsonValue } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem } from "../../core/problem.ts";
import type { Parameter } from "../../model/openapi/api-document.ts";
import {
  buildRequest,
  type BuiltRequest,
  type RequestValues,
} from "../../model/openapi/build-request.ts";
import { judgeRequest } from "../../model/openapi/judge-request.ts";
import { violationToProblem } from "../../model/openapi/judged-violation.ts";
import { assertKnownInput } from "./assert-known-input.ts";
import { ContractViolation } from "./contract-violation.ts";
import type { FoundOperation } from "../project/find-operation.ts";

/** A value of a parameter: what the schema allows, or anything when the request is meant to break it. */
export type ParameterInput = JsonValue;

/** What a test gives for an operation; parameters by name, in plain values. */
export interface OperationInput {
  readonly path?: Readonly<Record<string, ParameterInput>>;
  readonly query?: Readonly<Record<string, ParameterInput>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** Content type of the body. Default: the operation's first. */
  readonly contentType?: string;
  /**
   * `false` for a request that is meant to break the spec: the test fails when it does not.
   * Default `true`: the test fails, before anything is sent, when the request breaks the spec.
   */
  readonly valid?: boolean;
  /**
   * Takes what is not given here (body, parameters) from the spec's example of the request: `true`
   * for the first, or the name of one of the body's examples.
   */
  readonly example?: boolean | string;
}

/** The members of `OperationInput`. */
export const inputMembers: readonly string[] = [
  "path",
  "query",
  "headers",
  "body",
  "contentType",
  "valid",
  "example",
];

/** An undeclared query parameter is sent all the same, as text. */
function stray(name: string): Parameter {
  return {
    name,
    in: "query",
    required: false,
    style: "form",
    explode: true,
    pointer: "",
    schemaPointer: null,
  };
}

function valuesOf(
  found: FoundOperation,
  place: "path" | "query",
  given: Readonly<Record<string, ParameterInput>> | undefined,
): readonly { readonly parameter: Parameter; readonly value: JsonValue }[] {
  return Object.entries(given ?? {}).map(([name, value]) => ({
    parameter:
      found.operation.parameters.find(
        (parameter) => parameter.in === place && parameter.name === name,
      ) ?? stray(name),
    value,
  }));
}

function bodyOf(
  found: FoundOperation,
  input: OperationInput,
): { readonly mediaType: string; readonly value: JsonValue } | null {
  if (input.body === undefined) return null;
  const mediaType =
    input.contentType ?? found.operation.requestBody?.content[0]?.mediaType ?? "application/json";
  // Members that are `undefined` are left out, as JSON.stringify does.
  const value: unknown =
    typeof input.body === "string" ? input.body : JSON.parse(JSON.stringify(input.body));
  return { mediaType, value: isJsonValue(value) ? value : null };
}

function withText(built: BuiltRequest, input: OperationInput): HttpRequest {
  const extra = Object.entries(input.headers ?? {});
  const names = new Set(extra.map(([name]) => name.toLowerCase()));
  const headers = [
    ...built.request.headers.filter(([name]) => !names.has(name.toLowerCase())),
    ...extra,
  ];
  const body =
    typeof input.body === "string" ? new TextEncoder().encode(input.body) : built.request.body;
  return { ...built.request, headers, body };
}

function requestProblems(
  found: FoundOperation,
  request: HttpRequest,
  pathParameters: Readonly<Record<string, string>>,
): readonly Problem[] {
  const { document, registry } = found.api;
  return judgeRequest(document, registry, found.operation, request, pathParameters).map(
    (violation) =>
      violationToProblem(document, found.operation, violation, "openapi/request-invalid"),
  );
}

/** Loaded when it is asked for: most tests give everything themselves. */
async function withExample(
  found: FoundOperation,
  input: OperationInput,
  given: RequestValues,
  example: true | string,
): Promise<RequestValues> {
  const { completeFromExample } = await import("./complete-from-example.ts");
  return completeFromExample(found, given, {
    name: example === true ? null : example,
    contentType: input.contentType ?? null,
  });
}

/** Is something missing that an example could give? */
function isIncomplete({ operation }: FoundOperation, input: OperationInput): boolean {
  if (input.example !== undefined && input.example !== false) return false;
  if (operation.requestBody?.required === true && input.body === undefined) return true;
  const names: Readonly<Record<Parameter["in"], readonly string[]>> = {
    path: Object.keys(input.path ?? {}),
    query: Object.keys(input.query ?? {}),
    header: Object.keys(input.headers ?? {}).map((name) => name.toLowerCase()),
    cookie: [],
  };
  return operation.parameters.some(({ name, in: place, required }) => {
    return required && !names[place].includes(place === "header" ? name.toLowerCase() : name);
  });
}

/** A request of an operation, and the raw values of its path parameters. */
export interface CheckedRequest {
  readonly request: HttpRequest;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly valid: boolean;
}

/**
 * Builds the request a test asks for and holds it against the operation.
 *
 * Throws `ContractViolation` when it breaks the spec without being meant to, and
 * `project/request-not-invalid` when it is meant to break the spec and does not,
 * `project/request-input-unknown` for a member, path parameter or example there is none of.
 */
export async function buildCheckedRequest(
  found: FoundOperation,
  input: OperationInput,
  members: readonly string[] = inputMembers,
): Promise<CheckedRequest> {
  assertKnownInput(found, input, members);
  const given = {
    parameters: [...valuesOf(found, "path", input.path), ...valuesOf(found, "query", input.query)],
    body: bodyOf(found, input),
  };
  const { example = false } = input;
  const values = example === false ? given : await withExample(found, input, given, example);
  const built = buildRequest(found.operation, values);
  const request = withText(built, input);
  const problems = requestProblems(found, request, built.pathParameters);
  const name = found.operation.operationId ?? found.operation.key;
  if (input.valid !== false && problems.length > 0) {
    throw new ContractViolation(
      [
        `The request does not satisfy ${name}. Say { valid: false } when it is meant to break the spec.`,
        ...(isIncomplete(found, input)
          ? ["Say { example: true } to take what is not given from the spec's example."]
          : []),
      ].join(" "),
      problems,
    );
  }
  if (input.valid === false && problems.length === 0) {
    throw new LockstepError({
      code: "project/request-not-invalid",
      message: `The request for ${name} is meant to break the spec, and satisfies it.`,
    });
  }
  return { request, pathParameters: built.pathParameters, valid: problems.length === 0 };
}
