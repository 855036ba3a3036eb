import type { JsonObject } from "../../core/json.ts";
import type { JsonPointer } from "../../core/json-pointer.ts";
import type { ApiDocument, IntegrationObject, Operation } from "../openapi/api-document.ts";
import { isJsonMap, jsonAt } from "../openapi/read-members.ts";
import { holdsIntrinsic } from "./unknowable.ts";

/** An operation with its object as written. */
export interface Method {
  readonly operation: Operation;
  readonly raw: JsonObject;
}

/** An integration and the first operation that uses it. */
export interface PlacedIntegration {
  readonly operation: Operation;
  readonly integration: IntegrationObject;
}

/** The operations that are written out; those that CloudFormation decides about are left out. */
export function listMethods({ root, operations }: ApiDocument): readonly Method[] {
  return operations.flatMap((operation) => {
    const raw = jsonAt(root, operation.pointer);
    return isJsonMap(raw) && !holdsIntrinsic(raw) ? [{ operation, raw }] : [];
  });
}

/** Every integration of the document once, also where several operations share it; only those written out. */
export function listIntegrations(document: ApiDocument): readonly PlacedIntegration[] {
  const seen = new Set<JsonPointer>();
  return document.operations.flatMap((operation) => {
    const { integration } = operation;
    if (integration === null || holdsIntrinsic(integration.raw) || seen.has(integration.pointer))
      return [];
    seen.add(integration.pointer);
    return [{ operation, integration }];
  });
}
