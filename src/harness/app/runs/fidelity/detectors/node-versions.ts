import { functionDetector, isConfigured } from "../function-detector.ts";

/** The version of Node.js, which is that of this process whatever a function asks for. */
export const nodeVersions = functionDetector({
  anchor: "node-versions",
  state: "different",
  property: "Runtime",
  asks: (fn, facts) => {
    const runtime = fn.runtime.known ? fn.runtime.value : "";
    const major = /^nodejs(\d+)\./.exec(runtime)?.[1];
    const differs = major !== undefined && Number(major) !== facts.machine.nodeMajor;
    return differs && !isConfigured(fn, facts) ? runtime : null;
  },
  what: (runtime, names) => `the runtime ${runtime} of ${names}`,
  instead: (_, { machine }) => `Node.js ${machine.nodeMajor} runs it`,
});
