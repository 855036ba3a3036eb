import { expect } from "chai";
import { describe, it } from "mocha";
import { problemsWith } from "../../../support/wiring/read-template.ts";

const queue = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n";
const tabs = (text: string): readonly string[] =>
  problemsWith("template/tab", text).map(
    ({ severity, location }) => `${severity} ${location?.line}:${location?.column}`,
  );

describe("Tabs in a template", () => {
  for (const [text, place] of [
    [`Description:\tx\n${queue}`, "1:13"],
    [`Description: x\t\n${queue}`, "1:15"],
    [`Description: x\t# y\n${queue}`, "1:15"],
    [`Description: "x"\n\t\n${queue}`, "2:1"],
    [`${queue}    DependsOn: [a,\tb]\n`, "4:19"],
  ] as const) {
    it(`are an error between words: ${JSON.stringify(text.slice(0, 20))}`, () => {
      expect(tabs(text)).to.deep.equal([`error ${place}`]);
    });
  }

  for (const text of [
    `Description: "x\ty"\n${queue}`,
    `Description: 'x\ty'\n${queue}`,
    `Description: |\n  x\ty\n  \tz\n${queue}`,
    `# x\ty\n${queue}`,
    '{\n\t"Resources": {\t"Queue": { "Type": "AWS::SQS::Queue" } }\n}\n',
  ]) {
    it(`are let be elsewhere: ${JSON.stringify(text.slice(0, 20))}`, () => {
      expect(tabs(text)).to.deep.equal([]);
    });
  }
});
