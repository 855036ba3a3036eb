import type { HttpRequest } from "../../core/http-message.ts";
import type { JsonValue } from "../../core/json.ts";
import type {
  ApiDocument,
  MediaTypeObject,
  Operation,
  Parameter,
} from "../openapi/api-document.ts";
import { buildRequest, type RequestValues } from "../openapi/build-request.ts";
import { judgeRequest } from "../openapi/judge-request.ts";
import { schemaRegistryOf } from "../openapi/schema-registry-of.ts";
import { createRandomness } from "./create-randomness.ts";
import { sampleFor, type SampleContext } from "./sample-for.ts";

/** A request made of what the document gives as examples. */
export interface ExampleRequest {
  /** `oneItem` of the body example it was made of; `example` where there is no named one. */
  readonly name: string;
  readonly request: HttpRequest;
  /** Raw values, as `matchOperation` would find them. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What the request was built of. */
  readonly values: RequestValues;
  readonly expectValid: true;
}

/**
 * Requests of an operation, one for each example of its body (one in all when it has no body), with
 * the examples of its parameters. Where an example is missing, or breaks its schema (which is reported
 * as `openapi/invalid-example`), a sample of the schema stands in. Every request satisfies the
 * operation by `judgeRequest`; what cannot be made to is left out.
 *
 * @param seed where samples begin; the same seed gives the same requests.
 */
export function exampleRequests(
  document: ApiDocument,
  operation: Operation,
  seed = 1,
): readonly ExampleRequest[] {
  const registry = schemaRegistryOf(document);
  const context: SampleContext = {
    root: document.root,
    registry,
    dialect: document.dialect,
    direction: "request",
    randomness: createRandomness(seed),
    prefersExamples: true,
  };
  const parameters = operation.parameters.flatMap((parameter) =>
    parameterValue(context, parameter),
  );
  return bodiesOf(context, operation).flatMap(({ name, body }) => {
    const values = { parameters, body };
    const { request, pathParameters } = buildRequest(operation, values);
    // A path variable nobody declared has no value that could be called right.
    if (/\{[^{}]+\}/.test(request.path)) return [];
    const violations = judgeRequest(document, registry, operation, request, pathParameters);
    return violations.length === 0
      ? [{ name, request, pathParameters, values, expectValid: true }]
      : [];
  });
}

/** Optional parameters are sent when the document has an example of them, required ones always. */
function parameterValue(context: SampleContext, parameter: Parameter): RequestValues["parameters"] {
  if (parameter.example !== undefined) {
    const { schemaPointer, example } = parameter;
    const isValid = schemaPointer === null || isSatisfied(context, schemaPointer, example);
    if (isValid) return [{ parameter, value: example }];
  }
  if (!parameter.required) return [];
  if (parameter.schemaPointer === null) return [{ parameter, value: "example" }];
  const sample = sampleFor(context, parameter.schemaPointer);
  return sample.kind === "sample" ? [{ parameter, value: sample.value }] : [];
}

function isSatisfied(
  { registry, dialect }: SampleContext,
  pointer: string,
  value: JsonValue,
): boolean {
  return registry.validatorAt(pointer, dialect, "request").validate(value).length === 0;
}

interface NamedBody {
  readonly name: string;
  readonly body: RequestValues["body"];
}

function bodiesOf(context: SampleContext, { requestBody }: Operation): readonly NamedBody[] {
  const content = requestBody?.content ?? [];
  const bodies = content.flatMap((media) => mediaBodies(context, media));
  if (bodies.length > 0) return bodies;
  return requestBody?.required === true ? [] : [{ name: "example", body: null }];
}

function mediaBodies(
  context: SampleContext,
  { mediaType, schemaPointer, examples }: MediaTypeObject,
): readonly NamedBody[] {
  if (mediaType.startsWith("multipart/")) return [];
  const type = mediaType === "*/*" ? "application/json" : mediaType;
  const valid = examples.filter(
    ({ value }) => schemaPointer === null || isSatisfied(context, schemaPointer, value),
  );
  if (valid.length > 0)
    return valid.map(({ name, value }) => ({ name, body: { mediaType: type, value } }));
  if (schemaPointer === null) return [];
  const sample = sampleFor(context, schemaPointer);
  return sample.kind === "sample"
    ? [{ name: "sample", body: { mediaType: type, value: sample.value } }]
    : [];
}
