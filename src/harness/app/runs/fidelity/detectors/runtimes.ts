import { functionDetector, isConfigured } from "../function-detector.ts";

/** Functions in other languages than JavaScript. */
export const runtimes = functionDetector({
  anchor: "runtimes",
  state: "not done",
  property: "Runtime",
  asks: (fn, facts) =>
    !fn.runtime.known || fn.runtime.value.startsWith("nodejs") || isConfigured(fn, facts)
      ? null
      : fn.runtime.value,
  what: (runtime, names) => `the runtime ${runtime} of ${names}`,
  instead: () => "it is not run: an invocation fails; `functions` of the configuration can answer",
});
