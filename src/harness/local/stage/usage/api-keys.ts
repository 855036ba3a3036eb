import { createHash } from "node:crypto";
import type { UsagePlan } from "../../../model/wiring/usage/usage-plan.ts";
import { stableId } from "../stable-id.ts";

/** A key as the stage takes it. */
export interface StageApiKey {
  /** Logical id, or the name the configuration gives it. */
  readonly name: string;
  /** 10 characters. */
  readonly id: string;
  readonly value: string;
  readonly enabled: boolean;
  /** The plan it counts against; `null` for a key that no plan knows. */
  readonly plan: UsagePlan | null;
}

/** The name of the key that stands for those made outside the template. */
export const localKeyName = "local";

/**
 * The keys of a stage. One without a value in the template gets one that is made up here and always the same; where
 * the template has no plan for the stage, its keys come from elsewhere, and one named `local` stands for them.
 *
 * @param configured values by name; other names are further keys
 */
export function stageApiKeys(
  plans: readonly UsagePlan[],
  configured: Readonly<Record<string, string>>,
): readonly StageApiKey[] {
  const given = new Map(Object.entries(configured));
  const own = plans.flatMap((plan) =>
    plan.keys.map((key): StageApiKey => ({
      name: key.name,
      id: stableId(key.name, 10),
      value: given.get(key.name) ?? key.value ?? madeUpValue(key.name),
      enabled: key.enabled,
      plan,
    })),
  );
  const names = new Set(own.map(({ name }) => name));
  const others = new Map([...given].filter(([name]) => !names.has(name)));
  if (plans.length === 0 && others.size === 0) others.set(localKeyName, madeUpValue(localKeyName));
  return [
    ...own,
    ...[...others].map(([name, value]): StageApiKey => ({
      name,
      id: stableId(name, 10),
      value,
      enabled: true,
      plan: null,
    })),
  ];
}

/** As long as those of API Gateway, and plainly none of them. */
function madeUpValue(name: string): string {
  const digest = createHash("sha256").update(`api key ${name}`).digest("hex");
  return `local-${digest.slice(0, 34)}`;
}
