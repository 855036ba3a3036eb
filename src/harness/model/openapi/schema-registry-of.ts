import { createSchemaRegistry } from "../schema/create-schema-registry.ts";
import type { SchemaRegistry } from "../schema/schema-validator.ts";
import type { ApiDocument } from "./api-document.ts";

const registries = new WeakMap<object, SchemaRegistry>();

/** The one registry of a document: whoever judges by it shares what is compiled. */
export function schemaRegistryOf(document: Pick<ApiDocument, "root" | "dialect">): SchemaRegistry {
  const known = registries.get(document.root);
  if (known !== undefined) return known;
  const registry = createSchemaRegistry(document.root, document.dialect);
  registries.set(document.root, registry);
  return registry;
}
