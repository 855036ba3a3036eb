import { expect } from "chai";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import type { TemplateModel } from "../../../../src/harness/model/template/template-model.ts";
import { outputOf, readTemplate, testContext } from "../../../support/wiring/read-template.ts";

const queue = "Resources:\n  Queue: { Type: AWS::SQS::Queue }\n";

function parameters(count: number, value: (index: number) => string): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `  P${index}: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !Sub "${value(index)}" } }\n`,
  ).join("");
}

/** Looks at everything a template gives, as its readers do. */
function lookAt(template: TemplateModel): void {
  for (const { properties, physicalName } of template.resources.values())
    expect([properties, physicalName]).to.have.length(2);
  for (const problem of template.problems) expect(problem.location?.line).to.be.greaterThan(0);
}

describe("a hostile template", () => {
  for (const [what, value] of [
    ["lists", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
    ["maps", `${"{a: ".repeat(10_000)}1${"}".repeat(10_000)}`],
  ] as const) {
    it(`of 10,000 nested ${what} is a problem`, () => {
      const { problems } = readTemplate(`${queue}Outputs: { A: { Value: ${value} } }\n`);
      expect(problems[0]?.code).to.equal("template/syntax-error");
    });
  }

  it("of aliases that multiply is a problem", () => {
    const bomb = "abcdefgh"
      .split("")
      .map((letter, index, all) => {
        const before = all[index - 1];
        const items = Array.from({ length: 9 }, () => (before === undefined ? "x" : `*${before}`));
        return `${letter}: &${letter} [${items.join(", ")}]\n`;
      })
      .join("");
    expect(readTemplate(bomb + queue).problems[0]?.code).to.equal("template/syntax-error");
  });

  it("of variables in variables is worked out once for each, and left unknown where it gets too long", () => {
    let nested = "{ Fn::Sub: aaaaaaaa }";
    for (let level = 0; level < 45; level += 1)
      nested = `{ Fn::Sub: ["\${a}\${a}", { a: ${nested} }] }`;
    const template = readTemplate(`Resources: {}\nOutputs: { Value: { Value: ${nested} } }\n`);
    expect(outputOf(template, "Value")).to.match(/^unknown: Fn::Sub makes a text longer than /);
  });

  it("of values that double is left unknown", () => {
    const row = parameters(60, (index) => `\${P${index + 1}.Value}\${P${index + 1}.Value}`);
    const last =
      "  P60: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: haha } }\n";
    const template = readTemplate(
      `Resources:\n${row}${last}Outputs: { A: { Value: !GetAtt P0.Value }, B: { Value: !GetAtt P50.Value } }\n`,
    );
    lookAt(template);
    expect(outputOf(template, "A")).to.contain("not modelled");
    expect(outputOf(template, "B")).to.have.length(4096);
  });

  it("of values that all name one another is a circle", () => {
    const all = parameters(40, (index) =>
      Array.from({ length: 40 }, (_, other) => (other === index ? "" : `\${P${other}.Value}`)).join(
        "",
      ),
    );
    const template = readTemplate(
      `Resources:\n${all}Outputs: { A: { Value: !GetAtt P0.Value } }\n`,
    );
    lookAt(template);
    expect(template.problems.map(({ code }) => code)).to.deep.equal([
      "template/circular-dependency",
    ]);
  });

  it("of a row of 1,000 references is read", () => {
    const row = parameters(1000, (index) => `\${P${index + 1}.Value}`);
    const last = "  P1000: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: a } }\n";
    lookAt(readTemplate(`Resources:\n${row}${last}`));
  });

  it("of conditions in a ring is undecided, once", () => {
    const ring = Array.from(
      { length: 500 },
      (_, index) =>
        `  C${index}: !And [!Condition C${(index + 1) % 500}, !Condition C${(index + 2) % 500}]\n`,
    ).join("");
    const { problems } = readTemplate(
      `Conditions:\n${ring}Resources: { Queue: { Type: AWS::SQS::Queue, Condition: C0 } }\n`,
    );
    expect(problems.map(({ code }) => code)).to.deep.equal(["template/condition-unknown"]);
  });

  it("whose stacks nest stacks without end is read to a limit", () => {
    const text = `Resources:\n${Array.from(
      { length: 12 },
      (_, index) =>
        `  S${index}: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${index}/x.yaml } }\n`,
    ).join("")}`;
    const template = loadTemplate({
      file: "template.yaml",
      text,
      context: testContext,
      files: { read: () => text },
    });
    expect(template.problems.map(({ code }) => code)).to.include("template/stack-unreadable");
  });

  it("whose pattern would backtrack for ever is judged all the same, unless nothing can tell in time", () => {
    const codesFor = (pattern: string): readonly string[] =>
      readTemplate(
        `Parameters: { P: { Type: String, AllowedPattern: '${pattern}', Default: "${"a".repeat(40)}b" } }\n${queue}`,
      ).problems.map(({ code }) => code);
    expect(codesFor("(a+)+")).to.have.length(1);
    expect(codesFor("(a+)+b")).to.deep.equal([]);
    expect(codesFor("(a+)+\\1")).to.deep.equal([]);
  });

  it("that names members every object has finds none of them", () => {
    const template = readTemplate(
      `Mappings: { M: { a: { b: c } } }
Resources:
  __proto__: { Type: AWS::SQS::Queue }
  constructor: { Type: AWS::SNS::Topic }
Outputs:
  A: { Value: !FindInMap [M, constructor, name] }
  B: { Value: !Ref toString }
  C: { Value: !GetAtt constructor.valueOf }
`,
    );
    lookAt(template);
    for (const name of ["A", "B", "C"]) expect(outputOf(template, name)).to.match(/^unknown: /);
  });

  for (const section of [
    "Parameters",
    "Mappings",
    "Conditions",
    "Resources",
    "Outputs",
    "Transform",
    "Globals",
    "Metadata",
    "Rules",
  ]) {
    it(`with the wrong types in ${section} is read`, () => {
      for (const bad of [
        "3",
        "x",
        "[1]",
        "{ a: 1 }",
        "null",
        "[[]]",
        "!Ref x",
        "{ Fn::ForEach::A: 1 }",
      ]) {
        const base = section === "Resources" ? "" : queue;
        lookAt(readTemplate(`${base}${section}: ${bad}\n`));
        const entry = `Type: ${bad}, Properties: ${bad}, Condition: ${bad}, DependsOn: ${bad}, Value: ${bad}, Default: ${bad}`;
        lookAt(readTemplate(`${base}${section}: { A: ${bad}, B: { ${entry} } }\n`));
      }
    });
  }
});
