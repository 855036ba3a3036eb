import { createProblem, type Problem } from "../../core/problem.ts";
import type { Resolved } from "./template-model.ts";
import { propertyPointer, type TemplateReader } from "./template-reader.ts";
import type { RawResource } from "./template-sections.ts";

/** Names Lambda sets itself and lets nobody set (AWS Lambda guide, "Reserved environment variables"). */
export const reservedVariables: ReadonlySet<string> = new Set(
  `_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV
  AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION
  AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME
  AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR`.split(/\s+/),
);

/** Bytes all variables of a function may take as JSON: names, values, quotes, commas and braces. */
export const maxEnvironmentBytes = 4096;

/**
 * What Lambda refuses in a function's variables when it is deployed: names it reserves, and more than
 * 4 KB in all. Values that are not known count as empty.
 */
export function environmentProblems(
  reader: TemplateReader,
  resource: RawResource,
  environment: Readonly<Record<string, Resolved<string>>>,
): readonly Problem[] {
  const locate = (...path: readonly string[]) =>
    reader.source.locate(propertyPointer(resource, "Environment", "Variables", ...path));
  const taken = Object.keys(environment).filter((name) => reservedVariables.has(name));
  const problems = taken.map((name) =>
    createProblem({
      code: "template/reserved-variable",
      message: `${resource.logicalId} sets ${name}, which Lambda sets itself and lets no function set.`,
      location: locate(name),
      hint: `Remove ${name}, or give the variable another name.`,
    }),
  );
  const bytes = measure(environment);
  if (bytes <= maxEnvironmentBytes) return problems;
  const tooLarge = createProblem({
    code: "template/environment-too-large",
    message: `The variables of ${resource.logicalId} take more than Lambda allows.`,
    location: locate(),
    expected: `at most ${maxEnvironmentBytes} bytes, as JSON`,
    actual: `${bytes} bytes`,
    hint: "Keep large values in Parameter Store, Secrets Manager or a file of the function.",
  });
  return [...problems, tooLarge];
}

function measure(environment: Readonly<Record<string, Resolved<string>>>): number {
  const known = Object.entries(environment).map(([name, value]): [string, string] => [
    name,
    value.known ? value.value : "",
  ]);
  return environmentBytes(Object.fromEntries(known));
}

/** What variables take of the 4 KB. */
export function environmentBytes(variables: Readonly<Record<string, string>>): number {
  return new TextEncoder().encode(JSON.stringify(variables)).length;
}
