import type { JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { usedGlobals } from "./globals.ts";
import { asIntrinsic } from "./intrinsics/evaluate.ts";
import { isList, isMap } from "./intrinsics/evaluation.ts";
import { placeholdersOf, readSub } from "./intrinsics/sub.ts";
import type { TemplateScope } from "./template-scope.ts";
import type { TemplateSections } from "./template-sections.ts";

/** A step of a path; pointers are written only where something is to be said. */
interface Step {
  readonly parent: Step | null;
  readonly token: string;
}

/** An intrinsic function where it stands in a template. */
export interface IntrinsicUse {
  /** `Ref` or `Fn::…`. */
  readonly name: string;
  readonly argument: JsonValue;
  /** Logical id of the resource or name of the output it stands in; `null` in Globals. */
  readonly owner: string | null;
  readonly section: "Resources" | "Outputs" | "Globals";
  /** The attribute and the property it stands in, as `Properties` and `Environment`. */
  readonly path: readonly string[];
  /** False where a condition removes it, or may remove it. */
  readonly reached: boolean;
  readonly pointer: () => JsonPointer;
}

/** A resource or parameter named by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
export interface ReferenceUse {
  readonly use: IntrinsicUse;
  /** What is written up to the first dot; the whole of a pseudo parameter. */
  readonly name: string;
  /** What is written after the first dot; `null` without one. */
  readonly attribute: string | null;
}

interface Walk {
  readonly scope: TemplateScope;
  readonly into: IntrinsicUse[];
  readonly section: IntrinsicUse["section"];
  readonly owner: string | null;
  readonly base: JsonPointer;
}

/** Every intrinsic function in resources, outputs and the Globals some resource takes, in their order. */
export function intrinsicUses(
  root: JsonValue,
  sections: TemplateSections,
  scope: TemplateScope,
): readonly IntrinsicUse[] {
  const into: IntrinsicUse[] = [];
  for (const section of ["Resources", "Outputs"] as const) {
    const entries = isMap(root) ? root[section] : undefined;
    for (const [owner, entry] of Object.entries(isMap(entries) ? entries : {})) {
      const base = joinPointer("", section, owner);
      const walk: Walk = { scope, into, section, owner, base };
      collect(walk, entry, null, isReached(entry, scope));
    }
  }
  for (const { value, pointer } of usedGlobals(root, sections.resources))
    collect({ scope, into, section: "Globals", owner: null, base: pointer }, value, null, false);
  return into;
}

function isReached(entry: JsonValue, scope: TemplateScope): boolean {
  const condition = isMap(entry) ? entry["Condition"] : undefined;
  return typeof condition !== "string" || holds(condition, scope) === true;
}

/** `null` when the condition cannot be decided. */
function holds(condition: JsonValue | undefined, scope: TemplateScope): boolean | null {
  const result = typeof condition === "string" ? scope.condition(condition) : null;
  return result?.known === true ? result.value : null;
}

function collect(walk: Walk, value: JsonValue, step: Step | null, reached: boolean): void {
  if (isList(value)) {
    for (const [index, item] of value.entries())
      collect(walk, item, { parent: step, token: String(index) }, reached);
    return;
  }
  if (!isMap(value)) return;
  const call = asIntrinsic(value);
  if (call !== null) {
    const own: Step = { parent: step, token: call.name };
    walk.into.push(makeUse(walk, call.name, call.argument, own, reached));
    if (call.name === "Fn::If" && isList(call.argument)) {
      collectBranches(walk, call.argument, own, reached);
      return;
    }
  }
  for (const [key, member] of Object.entries(value))
    collect(walk, member, { parent: step, token: key }, reached);
}

function collectBranches(
  walk: Walk,
  branches: readonly JsonValue[],
  step: Step,
  reached: boolean,
): void {
  const chosen = holds(branches[0], walk.scope);
  for (const [index, branch] of branches.entries()) {
    const isChosen = chosen !== null && index === (chosen ? 1 : 2);
    collect(walk, branch, { parent: step, token: String(index) }, reached && isChosen);
  }
}

function makeUse(
  walk: Walk,
  name: string,
  argument: JsonValue,
  step: Step,
  reached: boolean,
): IntrinsicUse {
  const { section, owner, base } = walk;
  const pointer = (): JsonPointer => joinPointer(base, ...tokensOf(step));
  return {
    name,
    argument,
    owner,
    section,
    reached,
    pointer,
    get path() {
      return tokensOf(step).slice(0, -1);
    },
  };
}

function tokensOf(step: Step): readonly string[] {
  const tokens: string[] = [];
  for (let current: Step | null = step; current !== null; current = current.parent)
    tokens.push(current.token);
  return tokens.toReversed();
}

/** The resources and parameters that intrinsic functions name. */
export function referenceUses(uses: readonly IntrinsicUse[]): readonly ReferenceUse[] {
  return uses.flatMap((use) => namesIn(use).map((name) => ({ use, ...name })));
}

type Named = Pick<ReferenceUse, "name" | "attribute">;

/** Parts a reference at its first dot. */
export function splitReference(written: string): Named {
  const dot = written.startsWith("AWS::") ? -1 : written.indexOf(".");
  return dot < 1
    ? { name: written, attribute: null }
    : { name: written.slice(0, dot), attribute: written.slice(dot + 1) };
}

function namesIn({ name, argument }: IntrinsicUse): readonly Named[] {
  if (name === "Ref") return typeof argument === "string" ? [splitReference(argument)] : [];
  if (name === "Fn::GetAtt") {
    if (typeof argument === "string") return [splitReference(argument)];
    const [first, second] = isList(argument) ? argument : [];
    if (typeof first !== "string") return [];
    return [
      typeof second === "string" ? { name: first, attribute: second } : splitReference(first),
    ];
  }
  const parts = name === "Fn::Sub" ? readSub(argument) : null;
  if (parts === null) return [];
  return placeholdersOf(parts.text)
    .filter(({ literal, name: written }) => !literal && !Object.hasOwn(parts.variables, written))
    .map(({ name: written }) => splitReference(written));
}
