#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// What is imported statically would be compiled before the cache is there. Coverage of code from it would be less precise.
if (process.env["NODE_V8_COVERAGE"] === undefined) enableCompileCache();

// A reader that has seen enough (`lockstep check | head`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const [{ buildProgram }, { guardVerdict }, { runProgram }, { openTerminal }] = await Promise.all([
  import("./build-program.ts"),
  import("./guard-verdict.ts"),
  import("./run-program.ts"),
  import("./terminal.ts"),
]);

const terminal = openTerminal(process);
const finish = guardVerdict(process, (line) => terminal.say(line));
const own = await runProgram(buildProgram({ terminal, finish }), process.argv, terminal);
if (own !== null) finish(own);
