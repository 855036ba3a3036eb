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

  it("shows control characters as escapes, its own colours apart", () => {
    const plain = streams(false, false);
    plain.terminal.print("a\tb\u001B]0;title\u0007\u001B[31mred\r\nc\u009B\u202Ed\rx\n");
    plain.terminal.say("\u001B[2J");
    expect(plain.out).to.deep.equal([
      "a\tb\\u001b]0;title\\u0007\\u001b[31mred\nc\\u009b\\u202ed\\u000dx\n",
    ]);
    expect(plain.err).to.deep.equal(["\\u001b[2J\n"]);
    const { terminal, out, err } = streams(true, true);
    terminal.print(`${terminal.paint("red", "x")}\u001B[8mhidden\u0007`);
    terminal.showLine?.("\u001B[8mx");
    expect(out).to.deep.equal(["\u001B[31mx\u001B[39m\\u001b[8mhidden\\u0007"]);
    expect(err).to.deep.equal(["\r\u001B[2K\\u001b[8mx"]);
  });

  it("leaves a JSON text what it says", () => {
    const { terminal, out } = streams(false, false);
    const value = { a: "\u001B\u007F\u0085\u2028\\ ##[error] ::add-mask::x\n::error::y", "::b": 1 };
    terminal.print(`${JSON.stringify(value, null, 2)}\n`);
    expect(JSON.parse(out.join("")) as unknown).to.deep.equal(value);
    expect(out.join("")).to.not.match(/[\u007F\u0085\u2028]|##\[/);
  });

  it("gives a runner no command but those it is told to", () => {
    const { terminal, out, err } = streams(false, false);
    terminal.print("x\n  ::add-mask::y\na ::b\n");
    terminal.say("::error::z ##[command]");
    expect(out.join("")).to.equal("x\n  \\u003a:add-mask::y\na ::b\n");
    expect(err.join("")).to.equal("\\u003a:error::z \\u0023#[command]\n");
    terminal.command("::error::a\n::add-mask::b", "stdout");
    terminal.command("::notice::\u001Bc", "stderr");
    expect(out.at(-1)).to.equal("::error::a ::add-mask::b\n");
    expect(err.at(-1)).to.equal("::notice::\\u001bc\n");
  });

  it("shows no such line in a pipe or a terminal that cannot take it away", () => {
    expect(streams(true, false).terminal.showLine).to.equal(null);
    expect(streams(true, true, { TERM: "dumb" }).terminal.showLine).to.equal(null);
  });
});
