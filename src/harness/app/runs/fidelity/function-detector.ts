import type { FunctionResource } from "../../../model/template/template-model.ts";
import type { Detector, FidelityFacts } from "./detector.ts";
import { listNames } from "./list-names.ts";
import { locateProperty } from "./locate-property.ts";

/** A behaviour of functions that more than one property decides. */
export interface FunctionRule extends Pick<Detector, "anchor" | "state"> {
  /** What the function asks for, `null` when it does not: `python3.12`. Equal answers share a row. */
  readonly asks: (fn: FunctionResource, facts: FidelityFacts) => string | null;
  /** The property the row points at. */
  readonly property: string;
  readonly what: (asked: string, names: string) => string;
  readonly instead: (asked: string, facts: FidelityFacts) => string;
}

/** One row for each thing the functions of a template ask for; its place is the first that does. */
export function functionDetector(rule: FunctionRule): Detector {
  const { anchor, state, asks, property, what, instead } = rule;
  return {
    anchor,
    group: "Functions",
    state,
    find: (facts) => {
      const asking = facts.template.functions.flatMap((fn) => {
        const asked = asks(fn, facts);
        return asked === null ? [] : [{ asked, fn }];
      });
      return [...Map.groupBy(asking, ({ asked }) => asked)].flatMap(([asked, all]) => {
        const [first] = all;
        if (first === undefined) return [];
        const names = listNames(all.map(({ fn }) => fn.logicalId));
        return [
          {
            what: what(asked, names),
            location: locateProperty(facts.template, first.fn.logicalId, property),
            instead: instead(asked, facts),
          },
        ];
      });
    },
  };
}

/** True for a function that the configuration answers for: what it is made of does not matter. */
export function isConfigured(
  { logicalId }: FunctionResource,
  { configured }: FidelityFacts,
): boolean {
  return Object.hasOwn(configured, logicalId);
}
