import { expect } from "chai";
import { checkConfig } from "../../../../src/harness/app/project/check-config.ts";
import { readStandIns } from "../../../../src/harness/app/project/function-stand-ins.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

const errorOf = (functions: unknown) =>
  lockstepErrorOf(() => checkConfig({ functions }, "lockstep.config.ts"));

describe("functions of the configuration", () => {
  it("are files, URLs and fixed results", () => {
    const functions = {
      a: "src/stubs/a.ts",
      b: "src/stubs/b.mjs#handlers.get",
      c: "http://127.0.0.1:4000/c#d",
      d: "HTTPS://example.org",
      e: { result: null },
      f: "C:\\stubs\\f.ts",
    };
    expect(checkConfig({ functions }, "lockstep.config.ts")).to.deep.equal({ functions });
    expect(readStandIns(functions)).to.deep.equal({
      a: { kind: "file", file: "src/stubs/a.ts", exportName: "handler" },
      b: { kind: "file", file: "src/stubs/b.mjs", exportName: "handlers.get" },
      c: { kind: "url", url: "http://127.0.0.1:4000/c#d" },
      d: { kind: "url", url: "HTTPS://example.org" },
      e: { kind: "result", result: null },
      f: { kind: "file", file: "C:\\stubs\\f.ts", exportName: "handler" },
    });
  });

  const wrong: readonly (readonly [functions: unknown, words: string])[] = [
    [["a.ts"], "sets functions to something that is no object"],
    [{ "": "a.ts" }, "has a function without a name"],
    [{ a: "" }, 'sets functions["a"] to ""'],
    [{ a: 7 }, 'sets functions["a"] to 7'],
    [{ a: () => {} }, 'sets functions["a"] to '],
    [{ a: "#handler" }, "names no file and export"],
    [{ a: "a.ts#" }, "names no file and export"],
    [{ a: "ftp://127.0.0.1/a" }, "a URL has to be http or https"],
    [{ a: "file:///a.ts" }, "a URL has to be http or https"],
    [{ a: "http://" }, "which is no URL"],
    [{ a: {} }, "whose result is no JSON value"],
    [{ a: { result: undefined } }, "whose result is no JSON value"],
    [{ a: { result: 1, file: "a.ts" } }, 'an object with "file"'],
  ];
  for (const [functions, words] of wrong)
    it(`are refused: ${words}`, async () => {
      const error = await errorOf(functions);
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(error.summary)
        .to.match(/^lockstep\.config\.ts /)
        .and.contain(words);
      expect(error.hint).to.contain("src/stubs/");
    });
});
