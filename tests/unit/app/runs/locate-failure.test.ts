import { expect } from "chai";
import { createProblem } from "../../../../src/harness/core/problem.ts";
import { locateFailure } from "../../../../src/harness/app/runs/locate-failure.ts";

const root = "/project";
const locate = (...details: readonly string[]) =>
  locateFailure(root, createProblem({ code: "conformance/function-failed", message: "", details }));

describe("locateFailure", () => {
  it("takes the first frame of a Node.js stack that is the project's", () => {
    const place = locate(
      "TypeError: no",
      "    at read (/project/node_modules/x/index.js:1:1)",
      "    at handler (/project/src/get.ts:7:55)",
      "    at main (/project/src/main.ts:1:1)",
    );
    expect(place).to.deep.equal({ file: "src/get.ts", line: 7, column: 55 });
  });

  it("takes the last frame of a Python stack that is the project's", () => {
    const place = locate(
      "LookupError: nobody plays",
      '  File "/project/src/app.py", line 11, in handler',
      "    return rank(player)",
      '  File "/project/src/ranking.py", line 2, in rank',
      "    raise LookupError()",
      '  File "/project/.venv/lib/python3.13/site-packages/boto3/__init__.py", line 9, in client',
    );
    expect(place).to.deep.equal({ file: "src/ranking.py", line: 2 });
  });

  it("finds nothing in what lies elsewhere", () => {
    expect(locate('  File "/usr/lib/python3/json.py", line 1, in loads')).to.equal(null);
  });
});
