/** Input that was checked: its value, or everything that is wrong with it, in words for the client. */
export type Checked<Value> = Accepted<Value> | Refused;

export interface Accepted<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused {
  readonly ok: false;
  readonly violations: readonly string[];
}

export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value };
}

export function refuse(...violations: readonly string[]): Refused {
  return { ok: false, violations };
}

/** One refusal with the violations of all the parts, in their order. */
export function refuseAll(parts: readonly Checked<unknown>[]): Refused {
  return refuse(...parts.flatMap((part) => (part.ok ? [] : part.violations)));
}

/** Checks a value that may be missing. */
export function checkOptional<Value>(
  value: unknown,
  at: string,
  check: (value: unknown, at: string) => Checked<Value>,
): Checked<Value | undefined> {
  return value === undefined ? accept(undefined) : check(value, at);
}
