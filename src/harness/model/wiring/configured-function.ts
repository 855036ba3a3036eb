import { readLambdaName } from "./function-lookup.ts";

/**
 * The key of the configuration that answers for a function outside the template: its reference, its
 * name, or its ARN, each with or without alias.
 *
 * @param reference as `describeIntegration` names the function
 */
export function findConfigured(reference: string, keys: readonly string[]): string | null {
  const exact = keys.find((key) => key === reference || reference === `\${${key}}`);
  if (exact !== undefined) return exact;
  const lambda = readLambdaName(reference);
  if (lambda === null) return null;
  const names = [lambda.name, lambda.name.replace(/^\$\{(?:ImportValue )?(.*)\}$/, "$1")];
  return (
    keys.find((key) => {
      const wanted = readLambdaName(key);
      if (wanted === null) return names.includes(key);
      if (!names.includes(wanted.name)) return false;
      const isQualifier = wanted.qualifier === null || wanted.qualifier === lambda.qualifier;
      return (
        isQualifier && (wanted.home === null || lambda.home === null || wanted.home === lambda.home)
      );
    }) ?? null
  );
}
