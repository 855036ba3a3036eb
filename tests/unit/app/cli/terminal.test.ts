import { expect } from "chai";
import { openTerminal } from "../../../../src/harness/app/cli/terminal.ts";
import { colourPaint, plainPaint } from "../../../../src/harness/app/report/text-style.ts";

const streams = (stdoutIsTerminal: boolean, stderrIsTerminal: boolean, env = {}) => {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = openTerminal({
    stdout: { isTTY: stdoutIsTerminal, write: (text) => out.push(text) },
    stderr: { isTTY: stderrIsTerminal, columns: 20, write: (text) => err.push(text) },
    env,
  });
  return { terminal, out, err };
};

describe("A terminal", () => {
  it("writes data to stdout as it is, talk to stderr by the line", () => {
    const { terminal, out, err } = streams(false, false);
    terminal.print("data");
    terminal.say("talk");
    expect([out, err]).to.deep.equal([["data"], ["talk\n"]]);
  });

  it("paints each end by where it leads", () => {
    const piped = streams(false, true).terminal;
    expect([piped.paint, piped.sayPaint]).to.deep.equal([plainPaint, colourPaint]);
    const logged = streams(true, false).terminal;
    expect([logged.paint, logged.sayPaint]).to.deep.equal([colourPaint, plainPaint]);
    const plain = streams(true, true, { NO_COLOR: "1" }).terminal;
    expect([plain.paint, plain.sayPaint]).to.deep.equal([plainPaint, plainPaint]);
  });

  it("shows a line that the next one replaces, cut to the width", () => {
    const { terminal, err } = streams(false, true);
    terminal.showLine?.("a line that is longer than the terminal");
    terminal.showLine?.("");
    expect(err).to.deep.equal(["\r\u001B[2Ka line that is long", "\r\u001B[2K"]);
  });

  it("shows no such line in a pipe or a terminal that cannot take it away", () => {
    expect(streams(true, false).terminal.showLine).to.equal(null);
    expect(streams(true, true, { TERM: "dumb" }).terminal.showLine).to.equal(null);
  });
});
