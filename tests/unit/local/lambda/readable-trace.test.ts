import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withReadableTrace } from "../../../../src/harness/local/lambda/readable-trace.ts";

const own = fileURLToPath(new URL("../../../../src/harness/local/x.ts", import.meta.url));

function readable(...trace: readonly string[]): readonly string[] {
  const failure = { kind: "thrown", errorType: "Error", errorMessage: "no", trace } as const;
  return withReadableTrace(failure, null).trace;
}

describe("A trace that is shown", () => {
  it("leaves out the harness, Node's internals and what stands between them", () => {
    const user = ["Error: no", "    at load (/app/a.ts:1:2)", "    at Promise.all (index 0)"];
    expect(
      readable(
        ...user,
        `    at run (${own}:1:2)`,
        "    at new Promise (<anonymous>)",
        "    at async node:internal/modules/esm/loader:647:26",
        "    at test (/app/a.test.ts:3:4)",
      ),
    ).to.deep.equal([...user, "    at test (/app/a.test.ts:3:4)"]);
  });

  it("points at the source of a built module, however it was loaded", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lockstep-trace-"));
    const name = `${"a1".repeat(16)}-${"b2".repeat(16)}`;
    const map = JSON.stringify({
      version: 3,
      names: [],
      sources: ["src/a.ts"],
      mappings: "AAAA;AACA",
    });
    writeFileSync(path.join(folder, `${name}.cjs.map`), map);
    const at = `${path.join(folder, name)}.0123456789ab.cjs:2:1`;
    const trace = [`    at f (${at})`, `    at ${at}`, `    at async file://${at}`];
    const failure = { kind: "thrown", errorType: "E", errorMessage: "", trace } as const;
    const source = `${path.join(folder, "src", "a.ts")}:2:1`;
    expect(withReadableTrace(failure, folder).trace).to.deep.equal([
      `    at f (${source})`,
      `    at ${source}`,
      `    at async ${source}`,
    ]);
    rmSync(folder, { recursive: true });
    expect(withReadableTrace(failure, folder).trace).to.deep.equal(trace);
  });

  it("keeps one frame of Node's where all are foreign, and a message that looks like one of ours", () => {
    const only = "    at run (node:internal/timers:1:2)";
    expect(readable("Error: no", only, only)).to.deep.equal(["Error: no", only]);
    expect(readable("Error: no", `    at run (${own}:1:2)`)).to.deep.equal(["Error: no"]);
    expect(readable(`Error: ${own}`)).to.deep.equal([`Error: ${own}`]);
  });
});
