/**
 * `lockstep-sam/mocha`: root hooks for mocha (`mocha --require lockstep-sam/mocha`, or `require`
 * in `.mocharc`). Evidence carries the title and file of the test that left it, and whatever tests
 * left open is closed at the end.
 */
import { relative } from "node:path";
import { closeSession, session } from "./session.ts";

interface MochaTest {
  readonly file?: string;
  fullTitle(): string;
}

interface MochaContext {
  readonly currentTest?: MochaTest;
}

/** Root hooks, in the shape mocha loads them. */
export const mochaHooks = {
  beforeEach(this: MochaContext): void {
    const test = this.currentTest;
    session().test = {
      file:
        test?.file === undefined ? null : relative(process.cwd(), test.file).replaceAll("\\", "/"),
      title: test?.fullTitle() ?? null,
    };
  },
  async afterAll(): Promise<void> {
    await closeSession();
  },
};
