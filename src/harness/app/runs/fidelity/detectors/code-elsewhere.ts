import { functionDetector, isConfigured } from "../function-detector.ts";

/** Functions whose code is not a file of the project: inline, or in S3. */
export const codeElsewhere = functionDetector({
  anchor: "code-elsewhere",
  state: "not done",
  property: "CodeUri",
  asks: (fn, facts) => {
    const { codeUri, runtime } = fn;
    const here = codeUri.known || !runtime.known || !runtime.value.startsWith("nodejs");
    return here || isConfigured(fn, facts) ? null : codeUri.reason;
  },
  what: (reason, names) => `the code of ${names}: ${reason}`,
  instead: () => "it is not run: an invocation fails; `functions` of the configuration can answer",
});
