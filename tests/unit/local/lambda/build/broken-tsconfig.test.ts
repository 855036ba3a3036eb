import { expect } from "chai";
import { startLocal } from "../../../../../src/harness/app/project/start-local.ts";
import { openSmallProject } from "../../../../support/app/small-project.ts";
import { smallProject } from "../../../../support/app/small-project.ts";

/** What a function fails with whose imports go by the paths of a tsconfig. */
function failureWith(
  tsconfig: string,
): Promise<{ readonly type: string; readonly message: string } | null> {
  const files = {
    "template.yaml": smallProject["template.yaml"].replace("list.handler", "show.handler"),
    "src/show.ts": 'import { b } from "@lib/b";\nexport const handler = async () => b;\n',
    "src/lib/b.ts": "export const b = { statusCode: 200 };\n",
    "src/tsconfig.json": tsconfig,
  };
  return openSmallProject(files, async (project) => {
    const local = await startLocal(project);
    try {
      const { failure } = await local.functions.invoke("ListFunction", {
        payload: {},
        requestId: "r-1",
        traceHeader: "Root=1-5f000000-000000000000000000000000",
        clientContext: null,
      });
      return failure === null ? null : { type: failure.errorType, message: failure.errorMessage };
    } finally {
      await local.close();
    }
  });
}

describe("A function whose tsconfig.json is broken", () => {
  const broken: readonly (readonly [string, string, string, RegExp])[] = [
    ["is no JSON", '{ "compilerOptions": {', "Runtime.ImportModuleError", /end of file/],
    [
      "extends a file that is not there",
      '{ "extends": "./none.json" }',
      "Runtime.ImportModuleError",
      /none\.json/,
    ],
    [
      "has paths that are no lists",
      '{ "compilerOptions": { "paths": { "@lib/*": "./lib/*" } } }',
      "Runtime.ImportModuleError",
      /"@lib\/\*"/,
    ],
  ];
  for (const [name, text, type, message] of broken)
    it(`fails with what is wrong there where it ${name}, and not with a missing package`, async () => {
      const failure = await failureWith(text);
      expect(failure?.type).to.equal(type);
      expect(failure?.message)
        .to.match(message)
        .and.match(/tsconfig\.json:\d+:\d+/);
    });

  it("fails with the import where the tsconfig is sound", async () => {
    const failure = await failureWith("{}");
    expect(failure?.message).to.match(/show\.ts:1:\d+: Could not resolve "@lib\/b"/);
  });

  it("runs once it is mended", async () => {
    const mended = '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }';
    expect(await failureWith(mended)).to.equal(null);
  });
});
