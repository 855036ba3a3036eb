/** The value of a variable such as `identity.sourceIp`; `null` when there is none. */
export type ContextLookUp = (name: string) => string | null;

const variable = /\$context((?:\.[\w-]+)+)/gu;

/**
 * Fills the format of an access log. It is no mapping template: `$context` variables are replaced, one without a
 * value leaves `-`, and everything else stays.
 *
 * @example formatAccessLog("$context.status $context.error.message", lookUp) // "200 -"
 */
export function formatAccessLog(format: string, lookUp: ContextLookUp): string {
  return format.replaceAll(variable, (_match: string, path: string) => {
    const value = lookUp(path.slice(1));
    return value === null || value === "" ? "-" : value;
  });
}

/** API Gateway deploys no format without one of the two. */
export function namesRequest(format: string): boolean {
  return /\$context\.(?:requestId|extendedRequestId)(?![\w.-])/u.test(format);
}
