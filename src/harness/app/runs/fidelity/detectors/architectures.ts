import { functionDetector, isConfigured } from "../function-detector.ts";

/** Architectures of functions; only one that is written out is compared. */
export const architectures = functionDetector({
  anchor: "architectures",
  state: "different",
  property: "Architectures",
  asks: (fn, facts) => {
    const written = facts.template.resources.get(fn.logicalId)?.properties["Architectures"];
    const first: unknown = Array.isArray(written) ? written[0] : undefined;
    const differs = typeof first === "string" && first !== facts.machine.architecture;
    return differs && !isConfigured(fn, facts) ? first : null;
  },
  what: (architecture, names) => `the architecture ${architecture} of ${names}`,
  instead: (_, { machine }) => `it runs on this machine's ${machine.architecture}`,
});
