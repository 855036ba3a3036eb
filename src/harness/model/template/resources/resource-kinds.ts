import { apiKinds } from "./api-kinds.ts";
import { computeKinds } from "./compute-kinds.ts";
import { identityKinds } from "./identity-kinds.ts";
import { messagingKinds } from "./messaging-kinds.ts";
import { networkKinds } from "./network-kinds.ts";
import type { ResourceKind } from "./resource-facts.ts";
import { storageKinds } from "./storage-kinds.ts";

const kinds: ReadonlyMap<string, ResourceKind> = new Map(
  Object.entries({
    ...computeKinds,
    ...storageKinds,
    ...messagingKinds,
    ...apiKinds,
    ...identityKinds,
    ...networkKinds,
  }),
);

/** How a resource type answers `Ref` and `Fn::GetAtt`; `null` for types that are not modelled. */
export function resourceKindOf(type: string): ResourceKind | null {
  return kinds.get(type) ?? null;
}

/** Every type that is modelled. */
export function kindNames(): readonly string[] {
  return [...kinds.keys()];
}
