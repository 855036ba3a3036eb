import { otherRuntimeOf } from "../../../../local/lambda/runtime-api/other-runtimes.ts";
import { functionDetector, isConfigured } from "../function-detector.ts";

/** Functions that a program of this machine runs, in the place of Lambda's own runtime. */
export const runtimePrograms = functionDetector({
  anchor: "runtime-programs",
  state: "different",
  property: "Runtime",
  asks: (fn, facts) => {
    const runner = facts.runnerOf(fn);
    if (runner.kind !== "program" || !runner.search.ok || isConfigured(fn, facts)) return null;
    return fn.runtime.known ? fn.runtime.value : null;
  },
  what: (runtime, names) => `the runtime ${runtime} of ${names}`,
  instead: (runtime) =>
    otherRuntimeOf(runtime) === "python"
      ? "it runs on the Python found here: its version, its packages, the system's libraries"
      : "its bootstrap runs on this machine's system: no Amazon Linux around it",
});
