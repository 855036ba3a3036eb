import { join } from "node:path";
import { expect } from "chai";
import { defineFunctions } from "../../../../src/harness/app/project/define-functions.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];

describe("The functions of a project", () => {
  it("have the template's settings in the units of the runtime", () =>
    openSmallProject(
      {
        "template.yaml": template.replace(
          "Handler: add.handler",
          "Handler: add.handler\n      FunctionName: adder\n      Timeout: 7\n      MemorySize: 512\n      Environment: { Variables: { PLACE: here } }",
        ),
      },
      (project, root) => {
        const [list, add] = defineFunctions(project);
        expect(add).to.deep.include({
          logicalId: "AddFunction",
          functionName: "adder",
          handler: "add.handler",
          codeRoot: join(root, "src"),
          entryFile: join(root, "src/add.mjs"),
          exportName: "handler",
          runtime: "nodejs24.x",
          timeoutMs: 7000,
          memoryMb: 512,
          environment: { PLACE: "here" },
        });
        expect(list).to.include({ functionName: "local-ListFunction", timeoutMs: 3000 });
      },
    ));

  it("get no variable whose value is not known here", () =>
    openSmallProject(
      {
        "template.yaml": template.replace(
          "Handler: add.handler",
          "Handler: add.handler\n      Environment: { Variables: { PLACE: here, OTHER: !ImportValue shared } }",
        ),
      },
      (project) => {
        expect(defineFunctions(project)[1]?.environment).to.deep.equal({ PLACE: "here" });
      },
    ));

  it("are those that run on Node.js, their handler file there or not", () =>
    openSmallProject(
      {
        "template.yaml": `${template.replace("add.handler", "gone.handler")}  Python:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: list.handler }
`,
      },
      (project, root) => {
        const functions = defineFunctions(project);
        expect(functions.map(({ logicalId, entryFile }) => [logicalId, entryFile])).to.deep.equal([
          ["ListFunction", join(root, "src/list.mjs")],
          ["AddFunction", join(root, "src/gone.js")],
        ]);
      },
    ));
});
