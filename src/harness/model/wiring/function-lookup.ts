import { parseLambdaName } from "../../core/lambda-name.ts";
import type { FunctionResource, TemplateModel } from "../template/template-model.ts";

/** A function of the template, as a text names it. */
export interface FunctionReference {
  readonly functionId: string;
  /** Alias or version; `null` for the unqualified function and for `$LATEST`. */
  readonly qualifier: string | null;
}

/** A Lambda function by name or ARN: `fn`, `fn:live`, `arn:aws:lambda:REGION:ACCOUNT:function:fn:live`. */
export interface LambdaName {
  readonly name: string;
  readonly qualifier: string | null;
  /** `REGION:ACCOUNT` of an ARN, `null` of a plain name. */
  readonly home: string | null;
}

/** Reads a function's name or ARN; `null` for an ARN of something else. */
export function readLambdaName(text: string): LambdaName | null {
  const parsed = parseLambdaName(text);
  if (parsed === null) return null;
  const { name, qualifier, region, accountId } = parsed;
  return {
    name,
    qualifier: qualifier === "$LATEST" ? null : qualifier,
    home: text.startsWith("arn:") ? `${region ?? ""}:${accountId ?? ""}` : null,
  };
}

function nameOf(resource: FunctionResource): string {
  return resource.functionName.known
    ? resource.functionName.value
    : (resource.arn.split(":").at(-1) ?? resource.logicalId);
}

/**
 * Finds the function that a name or ARN means, in the template or a nested stack of it (then as
 * `Child/Function`); `null` when it is none of them.
 */
export function findFunction(template: TemplateModel, text: string): FunctionReference | null {
  const lambda = readLambdaName(text);
  if (lambda === null) return null;
  const { region, accountId } = template.context;
  if (lambda.home !== null && lambda.home !== `${region}:${accountId}`) return null;
  return findNamed(template, lambda, "");
}

/** As `findFunction`, whatever region and account an ARN names. */
export function findFunctionByName(
  template: TemplateModel,
  text: string,
): FunctionReference | null {
  const lambda = readLambdaName(text);
  return lambda === null ? null : findNamed(template, lambda, "");
}

function findNamed(
  { functions, stacks }: TemplateModel,
  lambda: LambdaName,
  prefix: string,
): FunctionReference | null {
  const own = functions.find((candidate) => nameOf(candidate) === lambda.name);
  if (own !== undefined)
    return { functionId: `${prefix}${own.logicalId}`, qualifier: lambda.qualifier };
  for (const [id, stack] of stacks) {
    const nested = findNamed(stack, lambda, `${prefix}${id}/`);
    if (nested !== null) return nested;
  }
  return null;
}
