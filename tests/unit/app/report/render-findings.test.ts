import { expect } from "chai";
import {
  renderAccepted,
  renderFindings,
} from "../../../../src/harness/app/report/render-findings.ts";
import { plainPaint } from "../../../../src/harness/app/report/text-style.ts";
import { createProblem, type Problem } from "../../../../src/harness/core/problem.ts";

const text = (problems: readonly Problem[], verbose = false) =>
  renderFindings(problems, { paint: plainPaint, readText: () => null, verbose })
    .map((block) => block.join("\n"))
    .join("\n\n");

const of = (file: string, line: number, operation: string, message = `${operation} is lost.`) =>
  createProblem({
    code: "project/event-request-invalid",
    message,
    hint: "Find it.",
    operation,
    location: { file, line, column: 2 },
  });

describe("Findings on the console", () => {
  it("of a kind are told once, with the operations of the others", () => {
    const problems = [
      of("a.yaml", 1, "GET /a"),
      of("a.yaml", 10, "GET /b"),
      of("a.yaml", 7, "PUT /a"),
    ];
    expect(text(problems)).to.equal(`✗ project/event-request-invalid  a.yaml:1:2
    GET /a is lost.
    operation: GET /a
    hint: Find it.
    and 2 more like this:
      a.yaml:7:2   PUT /a
      a.yaml:10:2  GET /b`);
  });

  it("of a kind that say different things have their messages, cut to a line", () => {
    const problems = [
      of("a.yaml", 1, "GET /a"),
      of("a.yaml", 2, "GET /a", "Another\nline."),
      of("a.yaml", 3, "GET /a", "x".repeat(300)),
    ];
    expect(text(problems)).to.contain("      a.yaml:2:2  Another\n");
    expect(text(problems)).to.match(/ {6}a\.yaml:3:2 {2}x{139}…$/);
  });

  it("beyond a dozen are counted, and told whole when asked for", () => {
    const many = Array.from({ length: 30 }, (_, at) => of("a.yaml", at + 1, `GET /${at}`));
    expect(text(many)).to.contain("and 29 more like this:");
    expect(text(many)).to.contain("      … and 17 others (--verbose and --json have them)");
    expect(text(many, true).match(/✗/g)).to.have.length(30);
    expect(text(many, true)).to.contain("docs: docs/problems.md#projectevent-request-invalid");
  });

  it("of several files stand under the name of each, with its counts", () => {
    const problems = [of("b.yaml", 1, "GET /b"), of("a.yaml", 1, "GET /a")];
    expect(text(problems)).to.match(/^a\.yaml: 1 error\n\n✗ .*\n\nb\.yaml: 1 error\n\n✗ /s);
    const nowhere = createProblem({ code: "project/event-operation-unknown", message: "m" });
    expect(text([...problems, nowhere])).to.contain("Without a place: 1 error\n");
  });

  it("that were accepted are a line each", () => {
    const problem = of("a.yaml", 1, "GET /a");
    expect(
      renderAccepted(
        [
          { problem, by: "baseline", reason: null },
          { problem, by: "configuration", reason: "built" },
        ],
        plainPaint,
      ),
    ).to.deep.equal([
      "Accepted",
      "  project/event-request-invalid a.yaml:1:2  baseline",
      "  project/event-request-invalid a.yaml:1:2  configuration: built",
    ]);
    expect(renderAccepted([], plainPaint)).to.deep.equal([]);
  });
});
