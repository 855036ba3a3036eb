import type { Detector } from "../detector.ts";
import { findValues } from "../find-values.ts";
import { listNames } from "../list-names.ts";

/** Values that CloudFormation looks up in the parameter store or Secrets Manager. */
export const dynamicReferences: Detector = {
  anchor: "dynamic-references",
  group: "Template",
  state: "not done",
  find: ({ template }) => {
    const found = findValues(template, (_, value) =>
      typeof value === "string" ? (/\{\{resolve:[^{}]+\}\}/.exec(value)?.[0] ?? null) : null,
    );
    const [first] = found;
    if (first === undefined) return [];
    return [
      {
        what: `dynamic references: ${listNames([...new Set(found.map(({ name }) => name))])}`,
        location: template.source.locate(first.pointer),
        instead: "nothing is looked up; a variable that takes one is absent in the function",
      },
    ];
  },
};
