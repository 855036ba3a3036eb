import { readFileSync } from "node:fs";
import { expect } from "chai";
import { toolName, toolVersion } from "../../../../src/harness/app/report/tool-version.ts";

describe("The tool's version", () => {
  it("is the one of its own package.json", () => {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL("../../../../package.json", import.meta.url), "utf8"),
    );
    expect(manifest).to.include({ name: toolName, version: toolVersion() });
  });
});
