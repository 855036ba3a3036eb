import { LockstepError } from "../../core/lockstep-error.ts";
import type { FoundOperation } from "../project/find-operation.ts";

/**
 * Throws `project/request-input-unknown` for a member or a path parameter that nothing would read.
 * An undeclared query parameter is no mistake: a request may carry one.
 */
export function assertKnownInput(
  { operation }: FoundOperation,
  input: { readonly path?: Readonly<Record<string, unknown>> },
  members: readonly string[],
): void {
  const name = operation.operationId ?? operation.key;
  const stray = Object.keys(input).find((member) => !members.includes(member));
  if (stray !== undefined) {
    throw new LockstepError({
      code: "project/request-input-unknown",
      message: `The input for ${name} has no member "${stray}".`,
      hint: `Its members are ${members.join(", ")}; parameters go into path, query or headers by where the spec has them.`,
    });
  }
  const known = operation.parameters.filter((parameter) => parameter.in === "path");
  const names = known.map((parameter) => parameter.name);
  const unknown = Object.keys(input.path ?? {}).find((given) => !names.includes(given));
  if (unknown === undefined) return;
  throw new LockstepError({
    code: "project/request-input-unknown",
    message: `${name} (${operation.key}) has no path parameter "${unknown}".`,
    hint:
      names.length === 0
        ? "It has no path parameters."
        : `Its path parameters are ${names.join(", ")}.`,
  });
}
