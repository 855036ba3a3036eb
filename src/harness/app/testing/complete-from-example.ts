import { mediaType } from "../../core/http-message.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { exampleRequests } from "../../model/generate/example-requests.ts";
import type { RequestValues } from "../../model/openapi/build-request.ts";
import type { FoundOperation } from "../project/find-operation.ts";

/** Which example of an operation is meant. */
export interface WantedExample {
  /** `null` for the first. */
  readonly name: string | null;
  /** Only an example of this content type; `null` for any. */
  readonly contentType: string | null;
}

/**
 * Adds to the values a test gives what the spec's example of the request has besides.
 * Throws `project/request-input-unknown` when there is no such example.
 */
export function completeFromExample(
  { api, operation }: FoundOperation,
  given: RequestValues,
  { name, contentType }: WantedExample,
): RequestValues {
  const examples = exampleRequests(api.document, operation).filter(
    ({ values: { body } }) =>
      contentType === null || body === null || mediaType(body.mediaType) === mediaType(contentType),
  );
  const example = name === null ? examples[0] : examples.find((each) => each.name === name);
  if (example === undefined) {
    throw new LockstepError({
      code: "project/request-input-unknown",
      message: `${operation.operationId ?? operation.key} has no valid example${name === null ? "" : ` called "${name}"`}${contentType === null ? "" : ` of ${contentType}`}.`,
      hint:
        examples.length === 0
          ? "Run `lockstep check` to see what is wrong with its examples."
          : `Its examples are ${examples.map((each) => each.name).join(", ")}.`,
    });
  }
  const { parameters, body } = example.values;
  const missing = parameters.filter(
    ({ parameter }) =>
      !given.parameters.some(
        (own) => own.parameter.in === parameter.in && own.parameter.name === parameter.name,
      ),
  );
  return { parameters: [...given.parameters, ...missing], body: given.body ?? body };
}
