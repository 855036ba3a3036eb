import { expect } from "chai";
import { formatProblem, problemParts } from "../../../src/harness/core/format-problem.ts";
import { createProblem } from "../../../src/harness/core/problem.ts";

const full = createProblem({
  code: "openapi/response-invalid",
  message: "The answer breaks the spec.",
  location: { file: "openapi.yaml", line: 7, column: 3 },
  related: [{ message: "the handler", location: { file: "get-order.ts", line: 1, column: 1 } }],
  expected: "a string",
  actual: "7",
  hint: "Correct the handler.",
  operation: "GET /orders/{orderId}",
  reproduction: "curl http://127.0.0.1:3000/dev/orders/1",
  details: ["log: order found", "  at getOrder"],
});

describe("A problem as text", () => {
  it("has no control characters, and no line that is a command", () => {
    const text = formatProblem(
      createProblem({ code: "openapi/response-invalid", message: "a\u001B[2Jb\n::error::c" }),
    );
    expect(text).to.contain("a\\u001b[2Jb\n\\u003a:error::c");
  });

  it("has message, code and place first, then its parts in the order people need them", () => {
    expect(formatProblem(full).split("\n")).to.deep.equal([
      "The answer breaks the spec.",
      "  openapi/response-invalid at openapi.yaml:7:3",
      "  operation: GET /orders/{orderId}",
      "  expected: a string",
      "  found: 7",
      "  see: get-order.ts:1:1 the handler",
      "    log: order found",
      "      at getOrder",
      "  hint: Correct the handler.",
      "  again: curl http://127.0.0.1:3000/dev/orders/1",
    ]);
  });

  it("leaves out what is not known", () => {
    const bare = createProblem({ code: "events/syntax-error", message: "Not JSON." });
    expect(problemParts(bare)).to.deep.equal([]);
    expect(formatProblem(bare)).to.equal("Not JSON.\n  events/syntax-error");
  });

  it("keeps lines of evidence apart from labelled parts", () => {
    const evidence = problemParts(full).filter(({ label }) => label === null);
    expect(evidence.map(({ text }) => text)).to.deep.equal(["log: order found", "  at getOrder"]);
  });
});
