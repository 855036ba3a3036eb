import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `lambda` layer. */
export const lambdaCodes = {} as const satisfies Record<`lambda/${string}`, CodeEntry>;

/** Set-up errors of the `lambda` layer. */
export const lambdaSetupErrors = {
  "lambda/environments-conflict": {
    exitCode: 2,
    title: "two functions give one variable different values in one process",
    hint: "Run one of them only, or leave out the in-process mode.",
  },
  "lambda/function-ambiguous": {
    exitCode: 2,
    title: "several functions could be meant",
    hint: "Name one by its logical id, of a nested stack as Stack/Function.",
  },
  "lambda/function-not-debuggable": {
    exitCode: 2,
    title: "the function has no process of Node.js to debug",
    hint: "Name a function on Node.js, or attach the other runtime's own debugger.",
  },
  "lambda/function-unknown": {
    exitCode: 2,
    title: "no function has this logical id",
    hint: "Name a function by its logical id in the template.",
  },
  "lambda/inspector-port-in-use": {
    exitCode: 3,
    title: "the port of the debugger is taken",
    hint: "End that process, or choose another port: --inspect PORT (0 takes any free one).",
  },
  "lambda/module-not-loadable": {
    exitCode: 2,
    title: "a module of yours could not be loaded",
    hint: "Mend the file at the place shown; configuration and provider states are plain modules.",
  },
} as const satisfies Record<`lambda/${string}`, SetupErrorEntry>;
