import { logLinesOf, logTail, logTailText } from "../runs/invoke/log-tail.ts";
import type { InvokedOnce } from "../runs/invoke-once.ts";
import { renderProblem } from "../report/render-problem.ts";
import type { InvocationFlags } from "./invocation-options.ts";
import type { Terminal } from "./terminal.ts";

/** A hand-written event may lack a lot; the first few say enough. */
const mostWarnings = 3;

function tellWarnings({ warnings }: InvokedOnce, terminal: Terminal): void {
  for (const problem of warnings.slice(0, mostWarnings))
    terminal.say(renderProblem(problem, terminal.sayPaint, () => null).join("\n"));
  const left = warnings.length - mostWarnings;
  if (left > 0)
    terminal.say(`  … ${left} more (\`lockstep events validate FILE\` or --json has them)`);
}

function tellLog(result: InvokedOnce, logType: InvocationFlags["logType"], to: Terminal): void {
  if (logType === "none") return;
  const lines = logLinesOf(result);
  if (lines.length === 0) return;
  to.say(logType === "tail" ? logTailText(logTail(result)) : lines.join("\n"));
}

/**
 * Shows an invocation: warnings, the log as Lambda writes it and a readable error on stderr; alone on
 * stdout what a caller of the function gets, which is the error document when it failed.
 */
export function tellInvocation(
  result: InvokedOnce,
  logType: InvocationFlags["logType"],
  terminal: Terminal,
): void {
  tellWarnings(result, terminal);
  tellLog(result, logType, terminal);
  const { failure, answer } = result;
  if (failure !== null) {
    const title = `${failure.errorType}: ${failure.errorMessage}`;
    const trace = failure.trace.filter((line) => line !== title).map((line) => `  ${line}`);
    terminal.say([title, ...trace].join("\n"));
  }
  terminal.print(`${JSON.stringify(answer, null, 2)}\n`);
}
