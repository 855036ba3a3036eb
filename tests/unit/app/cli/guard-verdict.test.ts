import { EventEmitter } from "node:events";
import { expect } from "chai";
import { guardVerdict } from "../../../../src/harness/app/cli/guard-verdict.ts";

class FakeProcess extends EventEmitter {
  exitCode: number | string | null | undefined;
  readonly ended: number[] = [];

  exit(code: number): void {
    this.exitCode = code;
    this.ended.push(code);
    this.emit("exit");
  }
}

function guarded() {
  const fake = new FakeProcess();
  const said: string[] = [];
  return { fake, said, finish: guardVerdict(fake, (line) => void said.push(line)) };
}

describe("The guard of the verdict", () => {
  it("keeps the exit code at 4 until the command has finished", () => {
    const { fake, said, finish } = guarded();
    expect(fake.exitCode).to.equal(4);
    finish(1);
    fake.emit("exit");
    expect([fake.exitCode, said]).to.deep.equal([1, []]);
  });

  it("does not let anything else end the process as a success", () => {
    const { fake, said } = guarded();
    fake.exit(0);
    expect(fake.exitCode).to.equal(4);
    expect(said.join()).to.contain("before it had a verdict");
  });

  it("ends the process through its exit hooks on a signal", () => {
    const { fake, said } = guarded();
    fake.emit("SIGTERM");
    expect([fake.ended, said]).to.deep.equal([[143], []]);
  });

  it("leaves a signal to a command that listens for it", () => {
    const { fake } = guarded();
    fake.once("SIGINT", () => {});
    fake.emit("SIGINT");
    expect(fake.ended).to.deep.equal([]);
  });
});
