import { expect } from "chai";
import { describe, it } from "mocha";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const template = readTemplate(`Globals:
  Function:
    Timeout: 10s
    MemorySize: !ImportValue Memory
    Environment: { Variables: { LIST: [1] } }
Resources:
  A: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
  B:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      MemorySize: much
      Environment: { Variables: { OTHER: [1] } }
`);

describe("What is wrong with a value", () => {
  it("is told once and in Globals where it is written there, at the resource otherwise", () => {
    const places = template.problems.map(
      ({ message, location }) => `${location?.line} ${message.split(":")[0]}`,
    );
    expect(places).to.have.members([
      "3 Timeout of Globals.Function has to be a number.",
      "4 MemorySize of Globals.Function is not known here",
      "5 Environment.Variables.LIST of Globals.Function has to be text.",
      "12 MemorySize of B has to be a number.",
      "13 Environment.Variables.OTHER of B has to be text.",
    ]);
  });
});
