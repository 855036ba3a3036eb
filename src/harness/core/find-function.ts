import type { FunctionDefinition } from "./function-invoker.ts";
import { parseLambdaName, type LambdaName } from "./lambda-name.ts";
import { suggestNames } from "./suggest-names.ts";

/** What a function can be found by; any `FunctionDefinition` will do. */
export type FunctionNames = Pick<FunctionDefinition, "logicalId" | "functionName" | "arn">;

/** What a name means among the functions there are. */
export type FoundFunction =
  | {
      readonly kind: "found";
      readonly logicalId: string;
      /** Alias, version or `$LATEST`, as the name has it; `null` where it has none. */
      readonly qualifier: string | null;
      /** `REGION:ACCOUNT` of a name that places the function elsewhere than it is here; else `null`. */
      readonly elsewhere: string | null;
    }
  /** Several functions have the name; `logicalIds` are those it could mean. */
  | { readonly kind: "ambiguous"; readonly logicalIds: readonly string[] }
  /** Nothing has it; `near` are the nearest names, none where none is near. */
  | { readonly kind: "unknown"; readonly near: readonly string[] };

/** `Stack/Fn` is `Fn` to whoever knows only one. */
function lastPart(logicalId: string): string {
  return logicalId.slice(logicalId.lastIndexOf("/") + 1);
}

/** `Stack/Fn:live`: no name of Lambda, which has no slashes. */
function parsePath(text: string): LambdaName | null {
  const [, name, qualifier] = /^([^:]*\/[^:/]+)(?::([\w$-]+))?$/.exec(text) ?? [];
  return name === undefined
    ? null
    : { name, qualifier: qualifier ?? null, region: null, accountId: null };
}

function elsewhereOf({ region, accountId }: LambdaName, { arn }: FunctionNames): string | null {
  const [, , , ownRegion = "", ownAccount = ""] = arn.split(":");
  const [there, whose] = [region ?? ownRegion, accountId ?? ownAccount];
  return there === ownRegion && whose === ownAccount ? null : `${there}:${whose}`;
}

/** `<stack>-<LogicalId>-<random>`: the name CloudFormation makes for a function without `FunctionName`. */
function logicalIdIn(name: string): string | null {
  return /^[\w-]+-([A-Za-z0-9]+)-[A-Za-z0-9]{12}$/.exec(name)?.[1] ?? null;
}

/** Logical ids win over deployed names, as in SAM CLI; then come the bare name of a nested function, and made-up names. */
function candidates(
  functions: readonly FunctionNames[],
  { name }: LambdaName,
): readonly FunctionNames[] {
  const ways: readonly ((each: FunctionNames) => boolean)[] = [
    ({ logicalId }) => logicalId === name,
    ({ functionName }) => functionName === name,
    ({ logicalId }) => lastPart(logicalId) === name,
    ({ logicalId }) => lastPart(logicalId) === logicalIdIn(name),
  ];
  for (const has of ways) {
    const found = functions.filter(has);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Finds the function that a text names: by logical id, nested path (`Stack/Fn`), `FunctionName`, full or
 * partial ARN, the bare name of a nested function when only one has it, the name CloudFormation made; each with or without a qualifier
 * (`:live`, `:7`, `:$LATEST`). What the qualifier stands for, and whether a function that an ARN places in
 * another region or account is meant, the caller decides.
 *
 * @example findFunction([...invoker.functions.values()], "123456789012:function:orders:live")
 */
export function findFunction(functions: readonly FunctionNames[], text: string): FoundFunction {
  const exact = functions.find(({ logicalId }) => logicalId === text);
  if (exact !== undefined)
    return { kind: "found", logicalId: exact.logicalId, qualifier: null, elsewhere: null };
  const parsed = parsePath(text) ?? parseLambdaName(text);
  const found = parsed === null ? [] : candidates(functions, parsed);
  const [only, ...others] = found;
  if (parsed === null || only === undefined) {
    const names = functions.flatMap(({ logicalId, functionName }) => [
      logicalId,
      functionName,
      lastPart(logicalId),
    ]);
    return { kind: "unknown", near: suggestNames(parsed?.name ?? text, [...new Set(names)]) };
  }
  if (others.length > 0)
    return { kind: "ambiguous", logicalIds: found.map(({ logicalId }) => logicalId) };
  return {
    kind: "found",
    logicalId: only.logicalId,
    qualifier: parsed.qualifier,
    elsewhere: elsewhereOf(parsed, only),
  };
}
