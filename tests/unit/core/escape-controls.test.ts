import { expect } from "chai";
import {
  escapeCommands,
  escapeControls,
  escapeForTerminal,
} from "../../../src/harness/core/escape-controls.ts";

describe("Escaped controls", () => {
  it("show what would move a cursor, and keep tabs and line feeds", () => {
    expect(escapeControls("a\u001B[2J\tb\r\n\u0000\u2066é日👍🏽")).to.equal(
      "a\\u001b[2J\tb\n\\u0000\\u2066é日👍🏽",
    );
  });

  it("leave the colours of reports, where they are painted", () => {
    const text = "\u001B[1mx\u001B[22m\u001B[5m";
    expect(escapeForTerminal(text, true)).to.equal("\u001B[1mx\u001B[22m\\u001b[5m");
    expect(escapeForTerminal(text, false)).to.equal("\\u001b[1mx\\u001b[22m\\u001b[5m");
  });

  it("give no command to a runner", () => {
    expect(escapeCommands("\t::a\nb ::c\n###[d")).to.equal("\t\\u003a:a\nb ::c\n#\\u0023#[d");
    expect(escapeCommands("Fn::Sub: x")).to.equal("Fn::Sub: x");
  });
});
