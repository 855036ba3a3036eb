import { expect } from "chai";
import { buildProgram } from "../../src/harness/app/cli/build-program.ts";
import type { ExitCode } from "../../src/harness/app/cli/command-setting.ts";
import { runProgram } from "../../src/harness/app/cli/run-program.ts";
import type { RunResult } from "../../src/harness/app/report/run-result.ts";
import { nestedProject } from "../support/app/nested-project.ts";
import { recordTerminal } from "../support/app/recorded-terminal.ts";
import { writeFiles, type ProjectFiles } from "../support/app/small-project.ts";
import { withTemporaryFolder } from "../support/contracts/temporary-folder.ts";

// A stack in a stack in a stack, as people keep them: what is wrong in any of them is told with its own file, once.

async function lockstep(changes: ProjectFiles, ...words: readonly string[]) {
  const codes: ExitCode[] = [];
  const terminal = recordTerminal();
  const program = buildProgram({ terminal, finish: (code) => void codes.push(code) });
  const own = await withTemporaryFolder((root) => {
    writeFiles(root, { ...nestedProject, ...changes });
    return runProgram(program, ["node", "lockstep", ...words, "--root", root], terminal);
  });
  return { exitCode: own ?? codes[0], printed: terminal.printed.join("") };
}

async function findings(changes: ProjectFiles): Promise<readonly string[]> {
  const { printed } = await lockstep(changes, "check", "--static", "--json");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { phases } = JSON.parse(printed) as RunResult;
  return phases
    .flatMap(({ cases, problems }) => [...cases.flatMap((each) => each.problems), ...problems])
    .map(({ code, severity, location }) => `${severity} ${code} ${location?.file ?? ""}`)
    .filter((line) => !line.startsWith("info"))
    .toSorted();
}

const changed = (file: keyof typeof nestedProject, from: string, to: string): ProjectFiles => {
  expect(nestedProject[file]).to.contain(from);
  return { [file]: nestedProject[file].replace(from, to) };
};

describe("A project of nested stacks", () => {
  it("is sound when all of them are", async () => {
    const { exitCode, printed } = await lockstep({}, "check", "--static");
    expect(exitCode).to.equal(0);
    expect(printed).to.contain("2 APIs, 3 operations, 3 functions, 1 table");
    expect(printed).to.contain("3 of 3 operations wired");
    expect(await findings({})).to.deep.equal([]);
  });

  it("lists the routes of each", async () => {
    const { printed } = await lockstep({}, "routes");
    expect(printed).to.match(/^Api .*\n.*\n +GET +\/items +Orders\/Items\/ItemsFunction /);
    expect(printed).to.contain("Orders/OrdersApi  REST API, stage dev, 2 routes");
  });

  it("says of each what is not emulated, and which document cannot be read", async () => {
    const { printed } = await lockstep({}, "fidelity");
    expect(printed).to.contain("the HTTP integration with h").and.contain("of OrdersApi");
    expect(printed).to.contain("orders/openapi.yaml:16:7");
    expect(printed, "a layer whose folder is there").not.to.contain("layers of ListOrders");
    expect(printed).not.to.contain("nothing is known");
  });

  it("has its defects told once, each with its own file", async () => {
    const found = await findings({
      ...changed("orders/template.yaml", "Table: { Type: String }", "Tabel: { Type: String }"),
      ...changed("orders/items/template.yaml", "items.handler", "items.handlr"),
      "orders/openapi.yaml": nestedProject["orders/openapi.yaml"]
        .replace("httpMethod: POST", "httpMethod: GET")
        .replace("example: 7", "example: text"),
    });
    expect(found).to.deep.equal([
      "error openapi/invalid-example orders/openapi.yaml",
      "error template/parameter-missing template.yaml",
      "error template/unknown-reference orders/template.yaml",
      "error wiring/handler-export-missing orders/items/src/items.mjs",
      "error wiring/integration-method-not-post orders/openapi.yaml",
      "warning template/unknown-parameter orders/template.yaml",
    ]);
  });

  it("misses an output that a stack does not have", async () => {
    const found = await findings(
      changed("template.yaml", "Orders.Outputs.Url", "Orders.Outputs.Uri"),
    );
    expect(found).to.deep.equal(["error template/unknown-attribute template.yaml"]);
  });

  it("tells of two stacks of one template once", async () => {
    const second = `  Again:
    Type: AWS::Serverless::Application
    Properties: { Location: orders/template.yaml, Parameters: { Stage: x, Table: y } }
`;
    const found = await findings({
      ...changed("template.yaml", "Resources:\n", `Resources:\n${second}`),
      ...changed("orders/openapi.yaml", "httpMethod: POST", "httpMethod: GET"),
    });
    expect(found).to.deep.equal(["error wiring/integration-method-not-post orders/openapi.yaml"]);
  });
});
