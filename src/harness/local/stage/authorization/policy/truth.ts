/** What cannot be told here, in words that fit "does not emulate …". */
export interface Unknown {
  readonly unknown: string;
}

/** Whether something holds, as far as it can be told. */
export type Truth = boolean | Unknown;

/** True for what cannot be told. */
export function isUnknown(truth: string | Truth | object): truth is Unknown {
  return typeof truth === "object" && "unknown" in truth;
}

/** Do all hold? One that does not decides, whatever is unknown of the others. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.find(isUnknown) ?? true;
}

/** Does one of them hold? One that does decides, whatever is unknown of the others. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.find(isUnknown) ?? false;
}

/** The opposite; what is unknown stays so. */
export function not(truth: Truth): Truth {
  return isUnknown(truth) ? truth : !truth;
}
