import { expect } from "chai";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import { wireProject } from "../../../../../src/harness/model/wiring/wire-project.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

interface Given {
  readonly files: readonly string[];
  readonly more?: string;
  readonly ignored?: string;
  readonly templateDir?: string;
}

function found(
  entries: string,
  { files, more = "", ignored, templateDir = "." }: Given,
): readonly Problem[] {
  const read = (path: string): string | null => {
    if (path === ".gitignore") return ignored ?? null;
    return files.includes(path) ? "export const handler = 1;\n" : null;
  };
  return wireProject({
    template: readTemplate(`Resources:
  Fn:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: ${entries} }${more} }
    Properties: { Runtime: nodejs24.x, CodeUri: src/, Handler: handlers/list.handler }
`),
    documents: new Map(),
    files: { read },
    templateDir,
  }).problems.filter(({ code }) => code !== "wiring/function-unreachable");
}

const files = ["src/handlers/list.ts"];

describe("entryPointMissing", () => {
  it("finds an entry point that is not there", () => {
    const [problem, ...others] = found("[handlers/lst.ts]", { files });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({
      code: "wiring/entry-point-missing",
      severity: "error",
      expected: "src/handlers/list.ts",
      message: "The entry point handlers/lst.ts of Fn is not there, so sam build cannot bundle it.",
    });
    expect(problem?.location?.line).to.equal(4);
    expect(found("[handlers/list.ts, workers/other.ts]", { files })[0]?.hint).to.contain(
      "Create src/workers/other.ts",
    );
  });

  it("accepts those that are there, that a build makes, or that cannot be told", () => {
    for (const entries of ["[handlers/list.ts]", "[handlers/list]", "[./handlers/list.ts]"])
      expect(found(entries, { files }), entries).to.deep.equal([]);
    for (const entries of ["['handlers/*.ts']", "[../../x.ts]", "[a=b.ts]", "[/abs/x.ts]", "[3]"])
      expect(found(entries, { files }), entries).to.deep.equal([]);
    expect(found("[gen/x.ts]", { files, ignored: "gen/\n" })).to.deep.equal([]);
    expect(found("[gen/x.ts]", { files, more: ", SkipBuild: true" })).to.deep.equal([]);
    expect(found("[handlers/list.ts]", { files, templateDir: "infra" })).to.deep.equal([]);
  });

  it("says nothing beside a handler file that is missing", () => {
    expect(found("[handlers/lst.ts]", { files: [] }).map(({ code }) => code)).to.deep.equal([
      "wiring/function-without-handler-file",
    ]);
  });
});
