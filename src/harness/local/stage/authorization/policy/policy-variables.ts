import type { ConditionKeys } from "./condition-keys.ts";
import type { Unknown } from "./truth.ts";
import { anyCharacter, anyText, type Pattern } from "./wildcard-pattern.ts";

/** How the texts of a policy are read. */
export interface TextReading {
  readonly keys: ConditionKeys;
  /** Are `${aws:username}` and the like variables? Only in policies of the version `2012-10-17`. */
  readonly variables: boolean;
}

const placeholder = /\$\{([^{}]*)\}/gu;
const quoted = /^'([^']*)'$/u;

/**
 * Reads a text of a policy: variables in their place, `*` and `?` as wildcards where the operator takes them. What a
 * variable stands for is text, wildcards in it included: a caller must not widen a policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPolicyText(
  text: string,
  { keys, variables }: TextReading,
  wildcards: boolean,
): Pattern | Unknown {
  const units: (string | typeof anyText | typeof anyCharacter)[] = [];
  const add = (part: string, isPattern: boolean): void => {
    for (const unit of part.split("")) {
      if (isPattern && unit === "*") units.push(anyText);
      else units.push(isPattern && unit === "?" ? anyCharacter : unit);
    }
  };
  if (!variables) {
    add(text, wildcards);
    return units;
  }
  let end = 0;
  for (const { index, 0: whole, 1: name = "" } of text.matchAll(placeholder)) {
    add(text.slice(end, index), wildcards);
    end = index + whole.length;
    const value = valueOf(name.trim(), keys);
    if (typeof value !== "string") return value;
    add(value, false);
  }
  add(text.slice(end), wildcards);
  return units;
}

function valueOf(name: string, keys: ConditionKeys): string | Unknown {
  // The three characters that cannot be written otherwise.
  if (name === "*" || name === "?" || name === "$") return name;
  const [key, fallback] = splitDefault(name);
  const found = keys(key);
  if (found.kind === "value") return found.value;
  if (found.kind === "unknown") return { unknown: `policy variables on ${found.reason}` };
  return fallback ?? { unknown: `the policy variable \${${key}}, which the request has none for` };
}

/** `key, 'default'` taken apart; what stands so is one key where the default is none. */
function splitDefault(name: string): readonly [key: string, fallback: string | undefined] {
  const comma = name.indexOf(",");
  const [, fallback] = comma === -1 ? [] : (quoted.exec(name.slice(comma + 1).trim()) ?? []);
  return fallback === undefined ? [name, undefined] : [name.slice(0, comma).trim(), fallback];
}
