import { namedCases, type HostileCase, type HostileFiles } from "../hostile-case.ts";
import { shopTemplate, templateHead } from "../sound-project.ts";

function staged(value: string): HostileFiles {
  return { "template.yaml": shopTemplate.replace("StageName: !Ref Stage", `StageName: ${value}`) };
}

/** A text twice as long with every level. */
function doubleText(levels: number): string {
  return levels === 0
    ? '"xxxxxxxxxx"'
    : `{"Fn::Sub":["\${a}\${a}",{"a":${doubleText(levels - 1)}}]}`;
}

function conditions(count: number, expression: (previous: string) => string): string {
  const lines = Array.from(
    { length: count },
    (_, at) => `  C${String(at + 1)}: ${expression(`{Condition: C${String(at)}}`)}`,
  );
  return `${templateHead}Conditions:\n  C0: !Equals [a, b]\n${lines.join("\n")}
Resources:
  T: {Type: AWS::SNS::Topic, Condition: C${String(count)}}
`;
}

/** Loops in loops: each level so many times the one inside. */
function loops(levels: number, width: number): string {
  const items = Array.from({ length: width }, (_, at) => `v${String(at)}`).join(", ");
  let body = "{Type: AWS::SNS::Topic}";
  let key = "T";
  for (let level = 0; level < levels; level += 1) key += `\${L${String(level)}}`;
  body = `{"${key}": ${body}}`;
  for (let level = 0; level < levels; level += 1) {
    body = `{"Fn::ForEach::N${String(level)}": [L${String(level)}, [${items}], ${body}]}`;
  }
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources: ${body}
`;
}

function stacks(files: readonly string[], next: (at: number) => readonly string[]): HostileFiles {
  return Object.fromEntries(
    files.map((file, at) => {
      const nested = next(at).map(
        (location, index) =>
          `  S${String(index)}: {Type: AWS::Serverless::Application, Properties: {Location: ${location}}}`,
      );
      return [
        file,
        `${templateHead}Resources:\n  T: {Type: AWS::SNS::Topic}\n${nested.join("\n")}\n`,
      ];
    }),
  );
}

const tower = Array.from({ length: 12 }, (_, at) =>
  at === 0 ? "template.yaml" : `s${String(at)}.yaml`,
);

function many(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join("\n");
}

/** Expressions of a template that refer to each other, or grow. */
export const expressions: readonly HostileCase[] = namedCases("expressions", {
  "text doubling 12 times": () => staged(doubleText(12)),
  "text doubling 45 times": () => staged(doubleText(45)),
  "a Join of a million": () =>
    staged(`!Join ["x", [${Array.from({ length: 200_000 }, () => "a").join(",")}]]`),
  "a Split into a million": () => staged(`!Select [0, !Split [",", "${",".repeat(1_000_000)}"]]`),
  "a Sub of 100,000": () => staged(`!Sub "${"${Stage}".repeat(100_000)}"`),
  "a Sub that does not end": () => staged(`!Sub "${"${".repeat(100_000)}"`),
  "a Select out of range": () => staged("!Select [99999999999, [a]]"),
  "a negative Select": () => staged("!Select [-1, [a]]"),
  "a Sub of a prototype": () => staged('!Sub "${__proto__} ${constructor.name}"'),
  "a Ref to a prototype": () => staged("!Ref __proto__"),
  "a GetAtt of a prototype": () => staged("!GetAtt constructor.prototype"),
  "a FindInMap of a prototype": () => staged("!FindInMap [__proto__, constructor, name]"),
  "JSON in JSON in JSON": () =>
    staged(`${'{"Fn::ToJsonString":{"a":'.repeat(25)}"\\"\\""${"}}".repeat(25)}`),
  "conditions in a ring": () => ({
    "template.yaml": `${templateHead}Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n  T: {Type: AWS::SNS::Topic, Condition: A}\n`,
  }),
  "a condition of itself": () => ({
    "template.yaml": `${templateHead}Conditions:\n  A: {Condition: A}\nResources:\n  T: {Type: AWS::SNS::Topic, Condition: A}\n`,
  }),
  "conditions doubling 60 times": () => ({
    "template.yaml": conditions(60, (previous) => `{Fn::And: [${previous}, ${previous}]}`),
  }),
  "conditions doubling in Fn::Or": () => ({
    "template.yaml": conditions(60, (previous) => `{Fn::Or: [${previous}, ${previous}]}`),
  }),
  "5,000 conditions in a row": () => ({
    "template.yaml": conditions(5000, (previous) => `{Fn::Not: [${previous}]}`),
  }),
  "resources in a ring": () => ({
    "template.yaml": `${templateHead}Resources:
  A: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref B}}
  B: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt A.TopicName}}
  C: {Type: AWS::Serverless::Function, Properties: {FunctionName: !Ref C, Handler: !GetAtt C.Arn, Runtime: nodejs24.x, CodeUri: !Ref A}}
`,
  }),
  "5,000 names in a row": () => ({
    "template.yaml": `${templateHead}Resources:\n${many(5000, (at) => `  T${String(at)}: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "\${T${String(at + 1)}}x"}}`)}\n`,
  }),
  "names doubling 60 times": () => ({
    "template.yaml": `${templateHead}Resources:\n${many(60, (at) => `  T${String(at)}: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "\${T${String(at + 1)}}\${T${String(at + 1)}}"}}`)}\n  T60: {Type: AWS::DynamoDB::Table, Properties: {TableName: a}}\n`,
  }),
  "dependencies in a ring": () => ({
    "template.yaml": `${templateHead}Resources:\n  A: {Type: AWS::SNS::Topic, DependsOn: B}\n  B: {Type: AWS::SNS::Topic, DependsOn: [A, A]}\n`,
  }),
  "a million resources by loops": () => ({ "template.yaml": loops(3, 100) }),
  "ten billion resources by loops": () => ({ "template.yaml": loops(5, 100) }),
  "30 loops of two": () => ({ "template.yaml": loops(30, 2) }),
  "a loop over itself": () => ({
    "template.yaml": `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A: [X, !Ref Nothing, {"Fn::ForEach::A": [X, [a], {"T\${X}": {}}]}]\n`,
  }),
  "20,000 parameters": () => ({
    "template.yaml": `${templateHead}Parameters:\n${many(20_000, (at) => `  P${String(at)}: {Type: String}`)}\nResources:\n  T: {Type: AWS::SNS::Topic}\n`,
  }),
  "a pattern that takes forever": () => ({
    "template.yaml": shopTemplate.replace(
      "Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }",
      `Stage: { Type: String, Default: "${"a".repeat(40)}!", AllowedPattern: "^(a+)+$" }`,
    ),
  }),
  "a stack in itself": () => stacks(["template.yaml"], () => ["template.yaml", "./template.yaml"]),
  "stacks in a ring": () =>
    stacks(["template.yaml", "one.yaml"], (at) => [at === 0 ? "one.yaml" : "template.yaml"]),
  "a tower of stacks, each ten times": () =>
    stacks(tower, (at) => Array.from({ length: 10 }, () => tower[at + 1] ?? "nothing.yaml")),
  "a stack of a device": () => stacks(["template.yaml"], () => ["/dev/zero", "/dev/stdin", "."]),
});
