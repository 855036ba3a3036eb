import { isJsonObject } from "../../core/json.ts";
import type { DetailSchema } from "../eventbridge/never-matches/never-matches.ts";
import { createSchemaRegistry } from "../schema/create-schema-registry.ts";
import type { SchemaRegistry, SchemaViolation } from "../schema/schema-validator.ts";

const registries = new WeakMap<object, SchemaRegistry>();

function registryOf(root: unknown): SchemaRegistry | null {
  if (!isJsonObject(root)) return null;
  const known = registries.get(root);
  if (known !== undefined) return known;
  const { openapi } = root;
  const isOld = typeof openapi === "string" && openapi.startsWith("3.0");
  const registry = createSchemaRegistry(root, isOld ? "openapi-3.0" : "openapi-3.1");
  registries.set(root, registry);
  return registry;
}

/**
 * What a detail violates of the schema of its event; nothing where the document is none.
 *
 * @example
 * detailViolations(schema, { status: "LOST" })[0]?.message; // "must be one of placed, paid"
 */
export function detailViolations(
  { root, pointer }: DetailSchema,
  detail: unknown,
): readonly SchemaViolation[] {
  return registryOf(root)?.validatorAt(pointer).validate(detail) ?? [];
}
