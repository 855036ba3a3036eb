import { expect } from "chai";
import { once } from "node:events";
import { createServer } from "node:net";
import {
  debugFunctions,
  type DebugRequest,
} from "../../../../src/harness/app/project/debug-functions.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  openSmallProject,
  smallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";
import { freePort } from "../../../support/lambda/free-port.ts";

const wish = (functionId: string | null, port: number | null = 0): DebugRequest => ({
  functionId,
  port,
  breakAtStart: false,
});

/** One function in Python, and one that a fixed result answers for. */
const mixed: ProjectFiles = {
  "template.yaml": smallProject["template.yaml"].replace(
    "Handler: add.handler",
    "Handler: add.handler\n      Runtime: python3.13",
  ),
  "src/add.py": "def handler(event, context):\n    return None\n",
};

const settle = (files: ProjectFiles, requests: readonly DebugRequest[], chosen: string | null) =>
  openSmallProject(files, (project) => debugFunctions(project, requests, chosen, () => {}));

describe("debugFunctions", () => {
  it("takes the named functions, each on its port", async () => {
    const port = await freePort();
    const { inspections } = await settle(
      {},
      [wish("ListFunction", port), wish("AddFunction")],
      null,
    );
    expect(inspections.get("ListFunction")).to.deep.equal({ port, breakAtStart: false });
    expect(inspections.get("AddFunction")?.port).to.be.greaterThan(0);
  });

  it("takes the function the command is about, else the only one on Node.js", async () => {
    const chosen = await settle({}, [wish(null)], "AddFunction");
    expect([...chosen.inspections.keys()]).to.deep.equal(["AddFunction"]);
    const only = await settle(mixed, [wish(null)], null);
    expect([...only.inspections.keys()]).to.deep.equal(["ListFunction"]);
  });

  it("asks which function is meant, and lists them", async () => {
    const error = await lockstepErrorOf(() => settle({}, [wish(null)], null));
    expect(error.exitCode).to.equal(2);
    expect(error.hint).to.include("--inspect ListFunction").and.include("AddFunction");
  });

  it("refuses a function in another language, and one nothing has", async () => {
    const python = await lockstepErrorOf(() => settle(mixed, [wish("AddFunction")], null));
    expect(python.code).to.equal("lambda/function-not-debuggable");
    expect(python.message).to.include("python3.13");
    const unknown = await lockstepErrorOf(() => settle({}, [wish("ListFuncion")], null));
    expect(unknown.code).to.equal("lambda/function-unknown");
    expect(unknown.hint).to.include("ListFunction");
  });

  it("refuses a function that a fixed result answers for", async () => {
    const files = {
      "lockstep.config.json": JSON.stringify({
        functions: { AddFunction: { result: { statusCode: 201, body: "" } } },
      }),
    };
    const error = await lockstepErrorOf(() => settle(files, [wish("AddFunction")], null));
    expect(error.code).to.equal("lambda/function-not-debuggable");
  });

  it("refuses one function twice", async () => {
    const twice = [wish("AddFunction"), wish("AddFunction")];
    const error = await lockstepErrorOf(() => settle({}, twice, null));
    expect(error.code).to.equal("project/config-invalid");
  });

  it("says who has taken the port", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const error = await lockstepErrorOf(() => settle({}, [wish("AddFunction", port)], null));
    expect([error.code, error.exitCode]).to.deep.equal(["lambda/inspector-port-in-use", 3]);
    expect(error.message).to.include(String(port));
    if (process.platform === "linux") expect(error.message).to.include(`process ${process.pid}`);
    server.close();
  });
});
