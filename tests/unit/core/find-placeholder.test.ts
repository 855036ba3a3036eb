import { expect } from "chai";
import { describe, it } from "mocha";
import { parsePositionedYaml } from "../../../src/harness/core/positioned-yaml.ts";

describe("placeholders of a project template", () => {
  it("are told once, at the first, with what to do", () => {
    const text =
      "Description: {{ cookiecutter.name }}\nParameters:\n  T:\n    Default: {{ cookiecutter.t }}\n";
    expect(parsePositionedYaml(text).issues).to.deep.equal([
      {
        kind: "syntax",
        message:
          "{{ cookiecutter.name }} is filled in when a project is made of this file (cookiecutter, sam init): check the project that is made, or quote what is meant as text.",
        offset: text.indexOf("{{"),
      },
    ]);
  });

  it("are not dynamic references, which lack their quotes", () => {
    expect(parsePositionedYaml("a: {{resolve:ssm:/x}}\n").issues[0]?.message).to.equal(
      "{{resolve:ssm:/x}} is read as a map in a map: put it in quotes.",
    );
  });

  it("are not quoted texts, blocks, or maps in maps", () => {
    const text = `a: "{{resolve:ssm:/x}}"
b: |
  c: {{ x }}
d: { e: { f: 1 } }
g: [{ h: {} }, {}]
? { i: 1 }
: 2
`;
    expect(parsePositionedYaml(text).issues).to.deep.equal([]);
  });
});
