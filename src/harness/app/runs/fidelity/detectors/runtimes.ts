import { otherRuntimeOf } from "../../../../local/lambda/runtime-api/other-runtimes.ts";
import { functionDetector, isConfigured } from "../function-detector.ts";

const notRun = "it is not run: an invocation fails; `functions` of the configuration can answer";

/** Functions in languages that are not run here, or that lack the program that would run them. */
export const runtimes = functionDetector({
  anchor: "runtimes",
  state: "not done",
  property: "Runtime",
  asks: (fn, facts) => {
    const runner = facts.runnerOf(fn);
    const runs = runner.kind === "node" || (runner.kind === "program" && runner.search.ok);
    return runs || !fn.runtime.known || isConfigured(fn, facts) ? null : fn.runtime.value;
  },
  what: (runtime, names) => `the runtime ${runtime} of ${names}`,
  instead: (runtime) =>
    otherRuntimeOf(runtime) === null ? notRun : `${notRun}; lockstep doctor says what is missing`,
});
