import { expect } from "chai";
import { unitWorld } from "../../../../src/harness/app/project/start-unit-world.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

describe("The world of unit tests", () => {
  it("loads no function that another program runs, and says what does", () =>
    openSmallProject(
      {
        "template.yaml": smallProject["template.yaml"].replace(
          "Handler: list.handler",
          "Handler: list.handler\n      Runtime: provided.al2023",
        ),
      },
      (project) => {
        const world = unitWorld(project, new Map());
        expect(() => {
          world.assertFunction("AddFunction");
        }).to.not.throw();
        expect(() => {
          world.assertFunction("ListFunction");
        }).to.throw(/ListFunction runs on provided\.al2023, in a process of its own/);
      },
    ));
});
