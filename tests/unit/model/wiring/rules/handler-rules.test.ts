import { expect } from "chai";
import type { ProblemCode } from "../../../../../src/harness/core/problem-codes.ts";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import { wireProject } from "../../../../../src/harness/model/wiring/wire-project.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

interface Given {
  readonly functions: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** Problems of functions given by their properties in flow style. */
function problems(code: ProblemCode, { functions, files = {} }: Given): readonly Problem[] {
  const resources = Object.entries(functions).map(
    ([id, properties]) =>
      `  ${id}:\n    Type: AWS::Serverless::Function\n    Properties: ${properties}\n`,
  );
  const exists = (path: string): boolean =>
    Object.keys(files).some((file) => file === path || file.startsWith(`${path}/`));
  const project = wireProject({
    template: readTemplate(`Resources:\n${resources.join("")}`),
    documents: new Map(),
    files: { read: (path) => files[path] ?? null, exists },
    templateDir: ".",
  });
  return project.problems.filter((problem) => problem.code === code);
}

const node = "Runtime: nodejs24.x";

describe("codeFolderMissing", () => {
  const code = "wiring/code-folder-missing";
  const functions = {
    Get: `{ ${node}, CodeUri: functions/get, Handler: index.handler }`,
    Put: `{ ${node}, CodeUri: functions/put, Handler: index.handler }`,
  };

  it("says once that a folder is not there, and which functions are to lie in it", () => {
    const [problem, ...others] = problems(code, { functions });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ severity: "error" });
    expect(problem?.location?.pointer).to.equal("/Resources/Get/Properties/CodeUri");
    expect(problem?.message).to.contain("The code of 2 functions is to lie in functions,");
    expect(problem?.related.map(({ message }) => message)).to.deep.equal([
      "Get expects functions/get/index.js",
      "Put expects functions/put/index.js",
    ]);
    expect(problems("wiring/function-without-handler-file", { functions })).to.deep.equal([]);
  });

  it("only warns of a folder that a build writes, and names a source", () => {
    const [problem] = problems(code, {
      functions: { Get: `{ ${node}, CodeUri: dist, Handler: get.handler }` },
      files: { "src/get.ts": "" },
    });
    expect(problem).to.include({ severity: "warning" });
    expect(problem?.hint).to.contain("Build the project first").and.contain("src/get.ts");
  });

  it("only warns of a folder that something else than sam build writes", () => {
    const found = (skip: string): readonly (string | undefined)[] =>
      wireProject({
        template: readTemplate(
          `Resources:\n  Get:\n    Type: AWS::Serverless::Function\n    Metadata: { SkipBuild: ${skip} }\n    Properties: { ${node}, CodeUri: packaged/, Handler: get.handler }\n`,
        ),
        documents: new Map(),
        files: { read: () => null, exists: () => false },
        templateDir: ".",
      })
        .problems.filter((problem) => problem.code === code)
        .map(({ severity }) => severity);
    expect(found("true")).to.deep.equal(["warning"]);
    expect(found("false")).to.deep.equal(["error"]);
  });

  it("accepts folders that are there", () => {
    const files = { "functions/get/index.js": "", "functions/put/x": "" };
    expect(problems(code, { functions, files })).to.deep.equal([]);
    expect(problems("wiring/function-without-handler-file", { functions, files })).to.have.length(
      1,
    );
  });
});

describe("functionWithoutHandlerFile", () => {
  const code = "wiring/function-without-handler-file";

  it("says that a build is wanting, and what it is written from", () => {
    const functions = { Get: `{ ${node}, CodeUri: dist/, Handler: handlers/get.handler }` };
    const files = { "dist/handlers/x.js": "", "src/handlers/get.ts": "" };
    const [problem] = problems(code, { functions, files });
    expect(problem).to.include({ severity: "warning" });
    expect(problem?.message).to.contain("a build writes it from src/handlers/get.ts");
  });

  it("says once that a file is not there in which several functions have their handlers", () => {
    const functions = {
      A: "{ Runtime: python3.13, Handler: main.a }",
      B: "{ Runtime: python3.13, Handler: main.b }",
    };
    const [problem, ...others] = problems(code, { functions });
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.equal(
      "A has the handler main.a and 1 more function has its in the same file, but there is no main.py.",
    );
    expect(problem?.related.map(({ message }) => message)).to.deep.equal([
      "B has its handler there as well",
    ]);
  });

  it("only warns of a bare handler that a layer may bring", () => {
    const severities = (properties: string): readonly string[] =>
      problems(code, { functions: { Get: properties } }).map(({ severity }) => severity);
    expect(severities(`{ ${node}, Layers: [arn], Handler: wrapper.handler }`)).to.deep.equal([
      "warning",
    ]);
    expect(severities(`{ ${node}, Handler: wrapper.handler }`)).to.deep.equal(["error"]);
  });

  it("finds a Python handler that is not there, and one that is not defined", () => {
    const functions = { Get: "{ Runtime: python3.13, Handler: app.handler }" };
    expect(problems(code, { functions })[0]?.hint).to.contain(
      "Create app.py and define handler in it",
    );
    const missing = problems("wiring/handler-export-missing", {
      functions,
      files: { "app.py": "x = 1" },
    });
    expect(missing[0]?.message).to.equal(
      "app.py defines no handler, which Get names as its handler.",
    );
    expect(missing[0]?.hint).to.contain("def handler(event, context)");
    const files = { "app.py": "def handler(event, context): ..." };
    expect(problems("wiring/handler-export-missing", { functions, files })).to.deep.equal([]);
  });
});

describe("handlerMalformed", () => {
  const code = "wiring/handler-malformed";

  it("finds a handler that names no export", () => {
    const [problem] = problems(code, { functions: { Get: `{ ${node}, Handler: index }` } });
    expect(problem).to.include({ severity: "error", actual: "index" });
    expect(problem?.hint).to.contain("Handler: index.handler");
  });

  it("accepts one that does, and runtimes whose handler is a name alone", () => {
    const functions = {
      Get: `{ ${node}, Handler: index.handler }`,
      Go: "{ Runtime: provided.al2023, Handler: bootstrap }",
    };
    expect(problems(code, { functions })).to.deep.equal([]);
  });
});

describe("handlerNotChecked", () => {
  const code = "wiring/handler-not-checked";

  it("tells once of functions whose code is not to be seen", () => {
    const functions = {
      A: `{ ${node}, Handler: index.handler, InlineCode: x }`,
      B: `{ ${node}, Handler: index.handler, InlineCode: y }`,
      C: `{ ${node}, Handler: index.handler, CodeUri: app.zip }`,
    };
    expect(
      problems(code, { functions }).map(({ severity, message }) => `${severity} ${message}`),
    ).to.deep.equal([
      "info The handler of A, B is not looked at: the code stands inline in the template (InlineCode).",
      "info The handler of C is not looked at: its code is the archive app.zip.",
    ]);
  });

  it("leaves what was looked at, and what the template layer tells of, alone", () => {
    const functions = {
      A: `{ ${node}, Handler: index.handler }`,
      B: "{ PackageType: Image }",
      C: "{ Runtime: java21, Handler: a.B }",
    };
    expect(problems(code, { functions, files: { "index.js": "" } })).to.deep.equal([]);
  });
});
