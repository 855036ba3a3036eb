import { expect } from "chai";
import { buildProgram } from "../../../../src/harness/app/cli/build-program.ts";
import type { ExitCode } from "../../../../src/harness/app/cli/command-setting.ts";
import { runProgram } from "../../../../src/harness/app/cli/run-program.ts";
import { recordTerminal } from "../../../support/app/recorded-terminal.ts";
import { smallProject, withSmallProject } from "../../../support/app/small-project.ts";

/** Runs `lockstep fidelity` on the small project with one more resource. */
const fidelity = (extra: string, ...words: readonly string[]) =>
  withSmallProject(
    { "template.yaml": `${smallProject["template.yaml"]}${extra}` },
    async (root) => {
      const terminal = recordTerminal();
      const codes: ExitCode[] = [];
      const program = buildProgram({ terminal, finish: (code) => void codes.push(code) });
      await runProgram(
        program,
        ["node", "lockstep", "fidelity", "--root", root, ...words],
        terminal,
      );
      return {
        exitCode: codes[0],
        printed: terminal.printed.join(""),
        said: terminal.said.join("\n"),
      };
    },
  );

const queue = "  Queue: { Type: AWS::SQS::Queue }\n";

describe("lockstep fidelity on the command line", () => {
  it("prints what is not emulated and exits with 0", async () => {
    const { exitCode, printed, said } = await fidelity(queue);
    expect([exitCode, said]).to.deep.equal([0, ""]);
    expect(printed).to.match(/^Services\n {2}✗ SQS \(Queue\) {2}template\.yaml:\d+:3\n/);
  });

  it("prints one document with --json", async () => {
    const { exitCode, printed } = await fidelity(queue, "--json");
    expect(exitCode).to.equal(0);
    const report: unknown = JSON.parse(printed);
    expect(report).to.have.nested.property("rows[0].anchor", "services");
    expect(report).to.have.nested.property("rows[0].location.file", "template.yaml");
    expect(report).to.have.property("template", "template.yaml");
  });

  it("says when everything is", async () => {
    const { printed } = await fidelity("");
    expect(printed).to.equal("template.yaml: everything in this template is emulated.\n");
  });

  it("exits with 2 where the template cannot be read", async () => {
    const { exitCode, printed, said } = await fidelity("  Queue: [\n");
    expect([exitCode, printed]).to.deep.equal([2, ""]);
    expect(said).to.contain("project/template-unreadable");
    const json = await fidelity("  Queue: [\n", "--json");
    expect(JSON.parse(json.printed)).to.have.nested.property("error.exitCode", 2);
  });
});
