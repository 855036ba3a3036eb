/** What a request has for a condition key. */
export type ConditionValue =
  | { readonly kind: "value"; readonly value: string }
  /** The request has none, on AWS neither. */
  | { readonly kind: "absent" }
  /** Only AWS knows it, in words that fit "does not emulate …"; whether there is one may be known. */
  | { readonly kind: "unknown"; readonly reason: string; readonly isPresent: boolean | null };

/** Looks a condition key up, whose case does not matter: `aws:SourceIp`. */
export type ConditionKeys = (key: string) => ConditionValue;
