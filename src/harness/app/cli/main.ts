#!/usr/bin/env node
import { buildProgram } from "./build-program.ts";
import { runProgram } from "./run-program.ts";
import { openTerminal } from "./terminal.ts";

// A reader that has seen enough (`lockstep check | head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const terminal = openTerminal(process);
const program = buildProgram({
  terminal,
  finish: (code) => {
    process.exitCode = code;
  },
});
process.exitCode = (await runProgram(program, process.argv, terminal)) ?? process.exitCode;
