import path from "node:path";
import Mocha, { type Hook, type Suite, type Test } from "mocha";
import { repository } from "../../../scripts/support/repository.ts";
import type { KnownTest } from "./fidelity-proofs.ts";

// Loads the test files of its arguments and prints what mocha found in them, without running a test.

const mocha = new Mocha();
const skipping = new Set<Suite>();

/** A skip that goes by the operating system alone: the test runs on the others. */
const byPlatform = /if \(process\.platform [!=]== "\w+"\) (?:return )?this\.skip\(\)/g;

/** Whether the body of a test or hook can call mocha's skip where a tool or file is absent. */
function skips(runnable: Test | Hook): boolean {
  return /\bskip\(\)/.test(runnable.body.replaceAll(byPlatform, ""));
}

function watch(suite: Suite): void {
  const note = (hook: Hook): void => {
    if (skips(hook)) skipping.add(suite);
  };
  suite.on("beforeAll", note);
  suite.on("beforeEach", note);
  suite.on("suite", watch);
}

function* listTests(suite: Suite, maySkip: boolean): Generator<KnownTest> {
  const below = maySkip || skipping.has(suite);
  for (const test of suite.tests) {
    yield {
      file: path.relative(repository, test.file ?? "").replaceAll(path.sep, "/"),
      title: test.fullTitle(),
      maySkip: test.isPending() || below || skips(test),
    };
  }
  for (const each of suite.suites) yield* listTests(each, below);
}

watch(mocha.suite);
for (const file of process.argv.slice(2)) mocha.addFile(path.join(repository, file));
await mocha.loadFilesAsync();
process.stdout.write(JSON.stringify([...listTests(mocha.suite, false)]), () => {
  // Test files may hold a server or a timer from their first line on.
  process.exit();
});
