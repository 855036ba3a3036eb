import { expect } from "chai";
import { placeInConfig } from "../../../../src/harness/app/project/place-in-config.ts";

const script = `export default defineConfig({
  failOn: "error",
  functions: {
    "a.b": "x.ts",
    twice: 1,
  },
  rules: { one: "off" },
  twice: 2,
});
`;

describe("The place of a member in a configuration", () => {
  it("is exact in JSON", () => {
    const text = '{\n  "functions": {\n    "a": "x"\n  }\n}';
    expect(placeInConfig("c.json", text, ["functions", "a"])).to.deep.equal({
      file: "c.json",
      line: 3,
      column: 5,
    });
  });

  it("is the line that begins with its name in a script", () => {
    expect(placeInConfig("c.ts", script, ["failOn"])).to.deep.equal({
      file: "c.ts",
      line: 2,
      column: 3,
    });
    expect(placeInConfig("c.ts", script, ["functions", "a.b"])).to.include({ line: 4 });
  });

  it("has no line where that cannot be told", () => {
    for (const name of ["twice", "one", "none"])
      expect(placeInConfig("c.ts", script, [name])).to.deep.equal({ file: "c.ts" });
  });
});
