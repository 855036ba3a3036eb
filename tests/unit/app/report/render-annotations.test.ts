import { expect } from "chai";
import { renderAnnotations } from "../../../../src/harness/app/report/render-annotations.ts";
import { createProblem, type Severity } from "../../../../src/harness/core/problem.ts";

const here = { root: "/w/app", workspace: "/w/app" };
const problem = (severity: Severity, line: number) =>
  createProblem({
    code: "project/event-operation-unknown",
    severity,
    message: "m",
    hint: "h",
    location: { file: "template.yaml", line, column: 3 },
  });

describe("Annotations for GitHub", () => {
  it("name the place, the code and the message with its hint", () => {
    expect(renderAnnotations([problem("error", 7)], here)).to.deep.equal([
      "::error file=template.yaml,line=7,col=3,title=project/event-operation-unknown::m%0AHint: h",
    ]);
  });

  it("escape what would end a property or the command", () => {
    const [line] = renderAnnotations(
      [
        createProblem({
          code: "project/event-operation-unknown",
          message: "100%\r\nsure: a,b ::error::x",
          hint: "h",
          location: { file: "a,b:c%.yaml" },
        }),
      ],
      here,
    );
    expect(line).to.equal(
      "::error file=a%2Cb%3Ac%25.yaml,title=project/event-operation-unknown::100%25%0D%0Asure: a,b ::error::x%0AHint: h",
    );
  });

  it("name files from the root of the workspace", () => {
    const found = [problem("error", 1)];
    expect(renderAnnotations(found, { root: "/w/app/api", workspace: "/w/app" })[0]).to.contain(
      "file=api/template.yaml,",
    );
    expect(renderAnnotations(found, { root: "/w/app", workspace: null })[0]).to.contain(
      "file=template.yaml,",
    );
  });

  it("need no place", () => {
    const [line] = renderAnnotations(
      [createProblem({ code: "project/event-operation-unknown", message: "m", hint: "h" })],
      here,
    );
    expect(line).to.equal("::error title=project/event-operation-unknown::m%0AHint: h");
  });

  it("are ten of a kind, the most severe first, and say how many were left out", () => {
    const lines = renderAnnotations(
      [
        ...Array.from({ length: 3 }, (_, at) => problem("info", at + 1)),
        ...Array.from({ length: 11 }, (_, at) => problem("warning", at + 1)),
        ...Array.from({ length: 14 }, (_, at) => problem("error", at + 1)),
      ],
      here,
    );
    const kinds = lines.map((line) => line.slice(0, line.indexOf(" ")));
    expect(kinds.slice(0, 10)).to.deep.equal(Array.from({ length: 10 }, () => "::error"));
    expect(kinds.slice(10, 20)).to.deep.equal(Array.from({ length: 10 }, () => "::warning"));
    expect(kinds.slice(20, 23)).to.deep.equal(["::notice", "::notice", "::notice"]);
    expect(lines.slice(23)).to.have.length(1);
    expect(lines[23]).to.contain("4 more errors, 1 more warning.");
  });

  it("are none where nothing was found", () => {
    expect(renderAnnotations([], here)).to.deep.equal([]);
  });
});
