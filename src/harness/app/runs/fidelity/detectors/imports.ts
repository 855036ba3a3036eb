import type { Detector } from "../detector.ts";
import { findValues } from "../find-values.ts";
import { listNames } from "../list-names.ts";

/** Values that other stacks export. */
export const imports: Detector = {
  anchor: "imports",
  group: "Template",
  state: "not done",
  find: ({ template }) => {
    const found = findValues(template, (key, value) => {
      if (key !== "Fn::ImportValue" && key !== "Fn::GetStackOutput") return null;
      const name = template.resolve(value);
      return name.known && typeof name.value === "string" ? name.value : JSON.stringify(value);
    });
    const [first] = found;
    if (first === undefined) return [];
    return [
      {
        what: `values of other stacks: ${listNames([...new Set(found.map(({ name }) => name))])}`,
        location: template.source.locate(first.pointer),
        instead: "they are not known; a variable that takes one is absent in the function",
      },
    ];
  },
};
