import { expect } from "chai";
import { spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import { readQuietly } from "../../../../../src/harness/local/lambda/runtime-api/quiet-output.ts";

describe("readQuietly", () => {
  it("reads what lies in the pipes, far more than one of them holds", async () => {
    const lines: string[] = [];
    const text = "'line\\n'.repeat(100000)";
    const child = spawn(process.execPath, ["-e", `process.stdout.write(${text})`]);
    const output = readQuietly(child, (_stream, line) => lines.push(line));
    await new Promise((resolve) => child.once("exit", resolve));
    await output.quiet();
    expect(lines).to.have.length(100_000);
  });

  it("takes carriage returns for ends of lines and no-break spaces for indents, as Python writes them", async () => {
    const lines: string[] = [];
    const stdout = new PassThrough();
    const output = readQuietly({ stdout, stderr: null }, (stream, line) =>
      lines.push(`${stream}: ${line}`),
    );
    stdout.write("[ERROR] a\r\u00a0\u00a0File\r\nplain\r\nrest");
    await output.quiet();
    stdout.end();
    await output.ended(1000);
    expect(lines).to.deep.equal([
      "stdout: [ERROR] a",
      "stdout:   File",
      "stdout: plain",
      "stdout: rest",
    ]);
  });

  it("does not wait for a stream that somebody else holds open", async () => {
    const output = readQuietly({ stdout: new PassThrough(), stderr: null }, () => {});
    await output.ended(10);
  });
});
