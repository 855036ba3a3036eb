import type { JsonValue } from "../../../core/json.ts";

/** Values of a template that only AWS knows. */
export interface UnknownValues {
  /** What `Fn::ImportValue` names, as far as it is written plainly. */
  readonly imports: readonly string[];
  /** `{{resolve:ssm:…}}` and the like. */
  readonly dynamic: readonly string[];
}

function importName(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const sub: unknown = Reflect.get(value, "Fn::Sub");
    if (typeof sub === "string") return sub;
    const list: unknown = Array.isArray(sub) ? sub[0] : undefined;
    if (typeof list === "string") return list;
  }
  return JSON.stringify(value);
}

/** Collects what a template takes from elsewhere; each name once, sorted. */
export function findUnknownValues(template: JsonValue): UnknownValues {
  const imports = new Set<string>();
  const dynamic = new Set<string>();
  const visit = (value: JsonValue): void => {
    if (typeof value === "string") {
      for (const [found] of value.matchAll(/\{\{resolve:[^{}]*\}\}/g)) dynamic.add(found);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === "Fn::ImportValue") imports.add(importName(member));
      visit(member);
    }
  };
  visit(template);
  return { imports: [...imports].toSorted(), dynamic: [...dynamic].toSorted() };
}
