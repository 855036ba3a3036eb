import { expect } from "chai";
import { describe, it } from "mocha";
import { parsePositionedYaml } from "../../../src/harness/core/positioned-yaml.ts";

describe("flow collections indented too little", () => {
  it("are read as PyYAML reads them, with the places of the text as written", () => {
    const text = `a:
    Settings: [{
        "Level": "INFO",
        # on all paths
        "Path": "/*",
    }]
    Other: {
"deep": [
1,
2 ] }
    Last: x
`;
    const yaml = parsePositionedYaml(text);
    expect(yaml.issues).to.deep.equal([]);
    expect(yaml.value).to.deep.equal({
      a: {
        Settings: [{ Level: "INFO", Path: "/*" }],
        Other: { deep: [1, 2] },
        Last: "x",
      },
    });
    expect(yaml.find("/a/Other/deep").key).to.equal(text.indexOf('"deep"'));
    expect(yaml.find("/a/Other/deep/1").value).to.equal(text.indexOf("2 ]"));
    expect(yaml.find("/a/Last").value).to.equal(text.indexOf("x\n"));
  });

  it("go for quoted texts as well, whose lines are folded", () => {
    const yaml = parsePositionedYaml(`a:\n  b: "x\n  y"\n  c: 'it\n\nis'\n  d: 1\n`);
    expect(yaml.issues).to.deep.equal([]);
    expect(yaml.value).to.deep.equal({ a: { b: "x y", c: "it\nis", d: 1 } });
    expect(parsePositionedYaml('a:\n  b: "x\n  c: 1\n  d: "y"\n').issues).to.not.deep.equal([]);
  });

  it("keep their duplicate keys where they stand", () => {
    const text = "a:\n  s: [{\n  }]\n  k: 1\n  k: 2\n";
    expect(parsePositionedYaml(text).issues).to.deep.equal([
      {
        kind: "duplicate-key",
        message: 'The key "k" stands twice in the same map; the last one counts.',
        offset: text.lastIndexOf("k:"),
      },
    ]);
  });

  it("are as many as a template has", () => {
    const text = Array.from({ length: 20 }, (_, index) => `k${index}: [{\n  a: 1\n}]\n`).join("");
    const yaml = parsePositionedYaml(`top:\n${text.replaceAll(/^/gm, "  ").trimEnd()}\n`);
    expect(yaml.issues).to.deep.equal([]);
    expect(yaml.value).to.have.nested.property("top.k19[0].a", 1);
  });

  it("are a fault where a bracket is missing", () => {
    const { issues } = parsePositionedYaml("a:\n  s: [{\n  }\n  k: 1\n");
    expect(issues[0]?.kind).to.equal("syntax");
  });
});
