import type { JsonPointer } from "../../core/json-pointer.ts";
import type { Exempt, SchemaOrigin } from "./normalise-schema.ts";
import type { SchemaDialect, SchemaViolation } from "./schema-validator.ts";

/** What explaining errors needs of the registry they came from. */
export interface ExplainContext {
  readonly root: unknown;
  readonly dialect: SchemaDialect;
  originOf(schema: object): SchemaOrigin | undefined;
  /** Violations of a value against the schema at a pointer, in the same dialect and direction. */
  check(pointer: JsonPointer, value: unknown, exempt: Exempt): readonly SchemaViolation[];
}
