/** What a text says of a Lambda function: its name, and what stands around it. */
export interface LambdaName {
  readonly name: string;
  /** Alias, version or `$LATEST`, as written; `null` where none is. */
  readonly qualifier: string | null;
  /** Region of an ARN, `null` where the text has none. */
  readonly region: string | null;
  /** Account of an ARN or a partial one, `null` where the text has none. */
  readonly accountId: string | null;
}

const fullArn = /^arn:[^:]*:lambda:([^:]*):([^:]*):function:([^:]+)(?::([^:]+))?$/;
const partialArn =
  /^(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([\w$-]+)(?::([\w$-]+))?$/;

/**
 * Reads a function's name as Lambda's API takes it (API reference, `FunctionName` of Invoke): the name
 * alone, a full or a partial ARN, each with or without a qualifier. `null` for an ARN of something else.
 *
 * @example parseLambdaName("123456789012:function:orders:live") // name "orders", qualifier "live"
 */
export function parseLambdaName(text: string): LambdaName | null {
  const [, region, accountId, name, qualifier] = fullArn.exec(text) ?? partialArn.exec(text) ?? [];
  if (name === undefined) return null;
  return {
    name,
    qualifier: qualifier ?? null,
    region: region ?? null,
    accountId: accountId ?? null,
  };
}
