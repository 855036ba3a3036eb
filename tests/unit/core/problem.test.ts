import { expect } from "chai";
import {
  createProblem,
  formatLocation,
  sortProblems,
  type Problem,
} from "../../../src/harness/core/problem.ts";

function problemAt(message: string, line: number, column: number, file = "b.yaml"): Problem {
  return createProblem({
    code: "openapi/invalid-example",
    message,
    location: { file, line, column },
  });
}

const messages = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ message }) => message);

describe("A problem", () => {
  it("takes severity and hint from the registry of codes", () => {
    const problem = createProblem({ code: "openapi/response-invalid", message: "m" });
    expect(problem.severity).to.equal("error");
    expect(problem.related).to.deep.equal([]);
    const hinted = createProblem({ code: "project/no-api", message: "m" });
    expect(hinted.hint).to.contain("--template FILE");
  });

  it("takes what the finder says instead", () => {
    const problem = createProblem({
      code: "project/no-api",
      message: "m",
      severity: "warning",
      hint: "Do this.",
    });
    expect(problem).to.deep.equal({
      code: "project/no-api",
      severity: "warning",
      message: "m",
      related: [],
      hint: "Do this.",
    });
  });

  it("has no hint where neither has one", () => {
    const problem = createProblem({ code: "events/syntax-error", message: "m" });
    expect(problem).to.not.have.property("hint");
  });
});

describe("A location", () => {
  it("is written as editors open it, as far as it is known", () => {
    expect(formatLocation({ file: "a.yaml", line: 12, column: 5 })).to.equal("a.yaml:12:5");
    expect(formatLocation({ file: "a.yaml", line: 12 })).to.equal("a.yaml:12");
    expect(formatLocation({ file: "a.yaml" })).to.equal("a.yaml");
  });

  it("shows the JSON pointer only where there is no line", () => {
    expect(formatLocation({ file: "a.yaml", pointer: "/paths" })).to.equal("a.yaml#/paths");
    expect(formatLocation({ file: "a.yaml", pointer: "" })).to.equal("a.yaml");
    expect(formatLocation({ file: "a.yaml", pointer: "/paths", line: 3 })).to.equal("a.yaml:3");
  });
});

describe("Problems in order", () => {
  it("have errors first, then warnings, then notes", () => {
    const of = (severity: Problem["severity"]): Problem => ({
      ...problemAt(severity, 1, 1),
      severity,
    });
    const sorted = sortProblems([of("info"), of("warning"), of("error")]);
    expect(messages(sorted)).to.deep.equal(["error", "warning", "info"]);
  });

  it("follow file, line and column, by number and not by digit", () => {
    const sorted = sortProblems([
      problemAt("line 10", 10, 1),
      problemAt("line 9, column 10", 9, 10),
      problemAt("line 9, column 9", 9, 9),
      problemAt("a", 99, 1, "a.yaml"),
    ]);
    expect(messages(sorted)).to.deep.equal([
      "a",
      "line 9, column 9",
      "line 9, column 10",
      "line 10",
    ]);
  });

  it("keep their order at the same place, and stand first without one", () => {
    const nowhere = createProblem({ code: "openapi/invalid-example", message: "nowhere" });
    const given = [problemAt("second", 1, 1), problemAt("first", 1, 1), nowhere];
    expect(messages(sortProblems(given))).to.deep.equal(["nowhere", "second", "first"]);
    expect(messages(given)).to.deep.equal(["second", "first", "nowhere"]);
  });
});
