import { delimiter } from "node:path";
import { expect } from "chai";
import type { FunctionCommand } from "../../../../../src/harness/local/lambda/runtime-api/function-command.ts";
import { apiEnvironment } from "../../../../../src/harness/local/lambda/runtime-api/api-environment.ts";

const variablesOf = (kind: FunctionCommand["kind"]) =>
  apiEnvironment({
    command: { kind, executable: "/bin/program", args: [], taskRoot: "/app/src" },
    environment: {
      A: "1",
      NODE_PATH: "/opt/nodejs",
      PYTHONPATH: "/own",
      AWS_EXECUTION_ENV: "AWS_Lambda_python3.12",
    },
    address: "127.0.0.1:9",
  });

describe("The variables of a program that speaks the Runtime API", () => {
  const task = { A: "1", LAMBDA_TASK_ROOT: "/app/src", AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9" };

  it("keep Python from writing beside the sources, and lead it to them first", () => {
    expect(variablesOf("python")).to.include({
      ...task,
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONPATH: `/app/src${delimiter}/own`,
      AWS_EXECUTION_ENV: "AWS_Lambda_python3.12",
    });
  });

  it("are without an execution environment for a bootstrap (AWS Lambda guide)", () => {
    expect(variablesOf("bootstrap"))
      .to.include(task)
      .and.not.have.any.keys("AWS_EXECUTION_ENV", "NODE_PATH", "PYTHONDONTWRITEBYTECODE");
  });
});
