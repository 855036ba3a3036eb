import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  loadPacts,
  type LoadedPacts,
} from "../../../../../src/harness/checks/contracts/files/load-pacts.ts";
import { httpInteraction, pactText } from "../../../../support/contracts/pact-text.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";

function load(
  files: Readonly<Record<string, string>>,
  paths: readonly string[] = ["contracts"],
): Promise<LoadedPacts> {
  return withTemporaryFolder((root) => {
    mkdirSync(join(root, "contracts"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    return loadPacts({ root, paths, provider: "order-api", stages: ["dev", "Prod"] });
  });
}

const codes = ({ problems }: LoadedPacts) => problems.map(({ code }) => code);

describe("loadPacts", () => {
  it("reads the files of a folder in order of their names, with relative paths", async () => {
    const loaded = await load({
      "contracts/b.json": pactText([httpInteraction({})], { consumer: "b" }),
      "contracts/a.json": pactText([httpInteraction({})], { consumer: "a" }),
      "contracts/notes.txt": "no pact",
    });
    expect(loaded.problems).to.deep.equal([]);
    expect(loaded.pacts.map(({ file, consumer }) => [file, consumer])).to.deep.equal([
      ["contracts/a.json", "a"],
      ["contracts/b.json", "b"],
    ]);
  });

  it("does not take an empty folder for success", async () => {
    const loaded = await load({});
    expect(codes(loaded)).to.deep.equal(["contracts/no-pacts"]);
    expect(loaded.problems[0]).to.include({
      severity: "error",
      message: "The folder contracts holds no pact file.",
    });
  });

  it("does not take a path that leads nowhere, or no path, for success", async () => {
    expect((await load({}, ["pacts/none.json"])).problems[0]?.message).to.equal(
      "There is no pact file or folder pacts/none.json.",
    );
    expect(codes(await load({}, []))).to.deep.equal(["contracts/no-pacts"]);
  });

  it("does not take a file without interactions for success", async () => {
    const loaded = await load({ "contracts/a.json": pactText([]) });
    expect(codes(loaded)).to.deep.equal(["contracts/no-interactions"]);
    expect(loaded.problems[0]?.severity).to.equal("error");
  });

  it("names the provider of a file that is for another one", async () => {
    const loaded = await load({
      "contracts/a.json": pactText([httpInteraction({})], { provider: "stock-api" }),
    });
    expect(codes(loaded)).to.deep.equal(["contracts/wrong-provider"]);
    expect(loaded.problems[0]).to.include({ expected: "order-api", actual: "stock-api" });
    expect(loaded.problems[0]?.location).to.include({ file: "contracts/a.json", line: 24 });
  });

  it("points at a syntax error", async () => {
    const loaded = await load({
      "contracts/a.json": '{\n  "consumer": { "name": "a" },\n  oops\n}',
    });
    expect(codes(loaded)).to.deep.equal(["contracts/syntax-error"]);
    expect(loaded.problems[0]?.location).to.include({ line: 3, column: 3 });
  });

  it("says of other JSON that it is no pact file", async () => {
    expect(
      codes(await load({ "contracts/a.json": "[]", "contracts/b.json": '{"name":"x"}' })),
    ).to.deep.equal(["contracts/not-a-pact-file", "contracts/not-a-pact-file"]);
  });

  it("reads a file that is named twice once", async () => {
    const loaded = await load({ "contracts/a.json": pactText([httpInteraction({})]) }, [
      "contracts",
      "contracts/a.json",
    ]);
    expect(loaded.pacts).to.have.length(1);
  });
});
