import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { repository, toolPath } from "./support/repository.ts";
import { runCommand } from "./support/run-command.ts";

/** One gate: commands that must all exit with 0, one after the other. */
interface Gate {
  readonly name: string;
  readonly commands: readonly (readonly [tool: string, ...args: readonly string[]])[];
  /** Look closer at the output of commands that passed; a returned text is a failure. */
  readonly inspect?: (output: string) => string | undefined;
}

// Long ones first: two run at a time on a small machine.
const gates: readonly Gate[] = [
  {
    name: "build and package",
    commands: [
      [process.execPath, "scripts/build.ts"],
      [toolPath("publint"), "run", "dist", "--strict"],
    ],
  },
  { name: "lint", commands: [[toolPath("oxlint")]] },
  { name: "types", commands: [[toolPath("tsc"), "-p", "tsconfig.json"]] },
  {
    name: "types of pure layers",
    commands: [[toolPath("tsc"), "-p", "tsconfig.pure.json", "--listFiles"]],
    inspect: (output) =>
      output.includes("/@types/node/")
        ? "a dependency of a pure layer brings the types of Node.js along, so this gate sees nothing"
        : undefined,
  },
  {
    name: "architecture and docs",
    commands: [[toolPath("mocha"), "--reporter", "dot", "tests/architecture/*.test.ts"]],
  },
  { name: "unused code and dependencies", commands: [[toolPath("knip"), "--no-progress"]] },
  { name: "format", commands: [[toolPath("oxfmt"), "--check"]] },
];

async function runGate(gate: Gate): Promise<boolean> {
  const start = performance.now();
  let failure: string | undefined;
  for (const [tool, ...args] of gate.commands) {
    const { exitCode, output } = await runCommand(tool, args, { cwd: repository });
    failure = exitCode === 0 ? gate.inspect?.(output) : output || `exit code ${String(exitCode)}`;
    if (failure !== undefined) break;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const verdict = failure === undefined ? "pass" : "FAIL";
  console.log(`${verdict}  ${gate.name.padEnd(30)} ${seconds.padStart(5)} s`);
  if (failure !== undefined) console.log(failure.trimEnd().replaceAll(/^/gm, "      "));
  return failure === undefined;
}

/** Run the gates, at most `width` at a time, and count those that passed. */
async function runGates(width: number): Promise<number> {
  const waiting = [...gates];
  let passed = 0;
  const lane = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      if (await runGate(gate)) passed += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return passed;
}

const passed = await runGates(Math.min(4, Math.max(1, availableParallelism())));
console.log(`${String(passed)} passed, ${String(gates.length - passed)} failed`);
process.exitCode = passed === gates.length ? 0 : 1;
