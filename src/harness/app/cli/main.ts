#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { buildProgram } from "./build-program.ts";
import { guardVerdict } from "./guard-verdict.ts";
import { runProgram } from "./run-program.ts";
import { openTerminal } from "./terminal.ts";

// What commands load on demand is most of what there is to compile. Coverage of code from a cache would be less precise.
if (process.env["NODE_V8_COVERAGE"] === undefined) enableCompileCache();

// A reader that has seen enough (`lockstep check | head`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const terminal = openTerminal(process);
const finish = guardVerdict(process, (line) => terminal.say(line));
const own = await runProgram(buildProgram({ terminal, finish }), process.argv, terminal);
if (own !== null) finish(own);
