import type { JsonPointer } from "../../core/json-pointer.ts";

/**
 * Which rules a schema is read by. `gateway` is API Gateway's own validator: JSON Schema draft-04
 * without the keywords the service ignores (formats, nullable, minItems, …).
 */
export type SchemaDialect = "openapi-3.0" | "openapi-3.1" | GatewayDialect;

/** The gateway's rules, and the same with `minItems` and `maxItems`: sources differ on those two. */
export type GatewayDialect = "gateway" | "gateway-with-list-sizes";

/**
 * Which way a value travels. In a request `readOnly` properties are refused and never required, in
 * a response `writeOnly` ones; `either` heeds neither.
 */
export type SchemaDirection = "either" | "request" | "response";

/** One keyword a value does not satisfy. */
export interface SchemaViolation {
  /** Where in the value: `""` is the value itself, `/items/0/quantity` a member. */
  readonly instancePointer: JsonPointer;
  /** Where in the document the violated keyword stands, `$ref`s followed: `/components/schemas/Order/properties/status/enum`. */
  readonly schemaPointer: JsonPointer;
  readonly keyword: string;
  /** For people, without the instance path: `must be <= 100`. */
  readonly message: string;
  /** What the keyword asks for: `<= 100`, `one of created, shipped`, `an integer`. */
  readonly expected: string;
  /** The offending value, shortened: `101`, `"LOST"`, `(absent)`. */
  readonly actual: string;
  /** What else helps to understand it: a keyword beside this one that the dialect does not heed. */
  readonly note?: string;
}

/** A compiled schema. */
export interface SchemaValidator {
  /** Every violation; empty when the value satisfies the schema. */
  validate(value: unknown): readonly SchemaViolation[];
}

/** A schema, or one keyword of it, that cannot be used. */
export interface SchemaDefect {
  readonly pointer: JsonPointer;
  readonly message: string;
}

/** Validators over one document; each is compiled on first use and kept. */
export interface SchemaRegistry {
  /**
   * The validator of the schema a pointer names.
   * Throws nothing for schemas that do not compile: the unusable keyword is reported once through
   * `defects` and left out; where nothing can be compiled, the validator accepts every value.
   *
   * @param dialect defaults to the document's own.
   * @param direction defaults to `either`.
   */
  validatorAt(
    pointer: JsonPointer,
    dialect?: SchemaDialect,
    direction?: SchemaDirection,
  ): SchemaValidator;
  /** Schemas and keywords that could not be used so far (dangling `$ref`, bad pattern), by pointer. */
  defects(): readonly SchemaDefect[];
}
