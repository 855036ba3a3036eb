/** A step along a reference: `.name`, `[index]` or `.method(…)`. */
export type PathStep =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "index"; readonly at: Expression }
  | { readonly kind: "method"; readonly name: string; readonly args: readonly Expression[] };

/** `$name` with what follows it. */
export interface Reference {
  readonly kind: "reference";
  readonly name: string;
  readonly path: readonly PathStep[];
}

/** What has a value. */
export type Expression =
  | Reference
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  /** A text in double quotes, which is a template of its own. */
  | { readonly kind: "text"; readonly nodes: readonly TemplateNode[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "range"; readonly from: Expression; readonly to: Expression }
  | { readonly kind: "map"; readonly members: readonly (readonly [Expression, Expression])[] }
  | {
      readonly kind: "operation";
      readonly operator: string;
      readonly operands: readonly Expression[];
    };

/** One branch of `#if`; `condition` is `null` for `#else`. */
export interface Branch {
  readonly condition: Expression | null;
  readonly nodes: readonly TemplateNode[];
}

/** A part of a template. */
export type TemplateNode =
  | { readonly kind: "print"; readonly text: string }
  | {
      readonly kind: "value";
      readonly reference: Reference;
      /** Backslashes before it: of a value that is there, two are one, and an odd one leaves the reference as written. */
      readonly escapes: number;
      /** As written. */
      readonly source: string;
    }
  | { readonly kind: "set"; readonly target: Reference; readonly value: Expression }
  | { readonly kind: "if"; readonly branches: readonly Branch[] }
  | {
      readonly kind: "foreach";
      readonly name: string;
      readonly over: Expression;
      readonly nodes: readonly TemplateNode[];
    }
  | { readonly kind: "break" };
