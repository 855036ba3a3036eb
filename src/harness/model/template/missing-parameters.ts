import { joinPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type RelatedLocation } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import type { ParentStack } from "./stack-loader.ts";

/** A parameter without a default and without a value. */
export interface MissingParameter {
  readonly name: string;
  /** Its `AllowedValues`. */
  readonly allowed: readonly string[];
}

/** So many of a kind are named, the rest is counted. */
const mostNamed = 20;

function listed(missing: readonly MissingParameter[]): string {
  const names = missing.slice(0, mostNamed).map(({ name }) => name);
  const more = missing.length - names.length;
  return `${names.join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
}

/**
 * All parameters of a template without a value, as one problem, with what hangs on them. A pipeline
 * may give them, so it is a warning; what a parent stack leaves out, nobody gives.
 */
export function reportMissing(
  missing: readonly MissingParameter[],
  needs: readonly RelatedLocation[],
  source: SourceDocument,
  parent: ParentStack | null,
): readonly Problem[] {
  const [first, ...others] = missing;
  if (first === undefined) return [];
  const isOne = others.length === 0;
  const location = (name: string) => source.locate(joinPointer("/Parameters", name));
  const subject = `The ${isOne ? "parameter" : "parameters"} ${listed(missing)} ${isOne ? "has" : "have"} no Default`;
  const example = `${first.name}=${first.allowed[0] ?? "VALUE"}`;
  return [
    createProblem({
      code: "template/parameter-missing",
      ...(parent === null ? {} : { severity: "error" as const }),
      message:
        parent !== null
          ? `${subject}, and the nested stack ${parent.logicalId} gives no value.`
          : `${subject}, and no value is given here; what depends on ${isOne ? "it" : "them"} is not known.`,
      location: parent?.location ?? location(first.name),
      related: [
        ...(parent === null ? [] : [{ message: first.name, location: location(first.name) }]),
        ...others.slice(0, mostNamed - 1).map(({ name, allowed }) => ({
          message: allowed.length === 0 ? name : `${name} (one of ${allowed.join(", ")})`,
          location: location(name),
        })),
        ...needs.slice(0, mostNamed),
      ],
      ...(first.allowed.length === 0 ? {} : { expected: `one of ${first.allowed.join(", ")}` }),
      hint:
        parent !== null
          ? `Add ${first.name} to the Parameters of ${parent.logicalId}, or give the parameter a Default.`
          : `Pass --parameter-overrides ${example}, or set parameter_overrides in samconfig.toml, to have it checked.`,
    }),
  ];
}
