import { Readable } from "node:stream";
import { expect } from "chai";
import { invokeOnce } from "../../../../src/harness/app/runs/invoke-once.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const invoke = (files: ProjectFiles, eventFile: string | null, logicalId = "ListFunction") =>
  withSmallProject(files, (root) =>
    invokeOnce({
      overrides: { root },
      functionName: logicalId,
      eventFile,
      openStdin: () => Readable.from(['{ "from": ', Buffer.from('"stdin" }')]),
    }),
  );

const echo = `export const handler = async (event) => { console.log("called"); return event; };\n`;

describe("lockstep invoke", () => {
  it("gives the function the event of the file, and keeps its log", async () => {
    const result = await invoke({ "src/list.mjs": echo, "e.json": '{ "a": [1] }' }, "e.json");
    expect(result).to.deep.include({ payload: { a: [1] }, failure: null });
    expect(result.logs.map(({ text }) => text).join("\n")).to.contain("called");
  });

  it("gives it an empty object without a file", async () => {
    expect((await invoke({ "src/list.mjs": echo }, null)).payload).to.deep.equal({});
  });

  it("gives it the event of standard input for -", async () => {
    expect((await invoke({ "src/list.mjs": echo }, "-")).payload).to.deep.equal({ from: "stdin" });
  });

  it("refuses to debug another function than the one it invokes", async () => {
    const debug = [{ functionId: "AddFunction", port: 0, breakAtStart: false }];
    const error = await lockstepErrorOf(() =>
      withSmallProject({}, (root) =>
        invokeOnce({
          overrides: { root },
          functionName: "ListFunction",
          eventFile: null,
          debug,
          openStdin: () => Readable.from([]),
        }),
      ),
    );
    expect(error).to.include({ code: "project/config-invalid" });
    expect(error.hint).to.contain("lockstep invoke AddFunction --inspect");
  });

  it("has a failure as its result", async () => {
    const throwing = `export const handler = async () => { throw new TypeError("no"); };\n`;
    const { payload, failure } = await invoke({ "src/list.mjs": throwing }, null);
    expect(payload).to.equal(null);
    expect(failure).to.include({ kind: "thrown", errorType: "TypeError", errorMessage: "no" });
  });

  it("has a module that is not there as the function's failure, as on AWS", async () => {
    for (const [handler, errorType, words] of [
      ["gone.handler", "Runtime.ImportModuleError", "Cannot find module 'gone'"],
      ["../list.handler", "Runtime.MalformedHandlerName", "is not a valid handler name"],
      ["nodot", "Runtime.MalformedHandlerName", "Bad handler"],
    ] as const) {
      const template = smallProject["template.yaml"].replace("list.handler", handler);
      const { failure, logs } = await invoke({ "template.yaml": template }, null);
      expect(failure, handler).to.include({ kind: "init", errorType });
      // No process is started for it.
      expect(logs).to.deep.equal([]);
      expect(failure?.errorMessage).to.contain(words);
    }
  });

  it("has a trace that began now", async () => {
    const trace = "export const handler = async () => process.env._X_AMZN_TRACE_ID;\n";
    const { payload } = await invoke({ "src/list.mjs": trace }, null);
    const [, seconds = ""] =
      /^Root=1-([0-9a-f]{8})-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/.exec(
        typeof payload === "string" ? payload : "",
      ) ?? [];
    expect(Number.parseInt(seconds, 16)).to.be.closeTo(Date.now() / 1000, 60);
  });

  it("says why a function is not run", async () => {
    const python = {
      "template.yaml": smallProject["template.yaml"].replace(
        "Handler: list.handler",
        "Handler: list.handler\n      Runtime: python3.13",
      ),
    };
    const gone = await lockstepErrorOf(() => invoke(python, null));
    expect(gone.summary).to.equal(
      "ListFunction is in the template, but no handler file was found for it that runs here.",
    );
    const ruby = { "template.yaml": python["template.yaml"].replace("python3.13", "ruby3.4") };
    const other = await lockstepErrorOf(() => invoke(ruby, null));
    expect(other).to.include({ code: "lambda/function-unknown" });
    expect(other.summary).to.equal(
      "ListFunction runs on ruby3.4, which is not run on this machine.",
    );
    expect(other.hint).to.contain("functions");
    const misspelt = await lockstepErrorOf(() => invoke({}, null, "ListFuncton"));
    expect(misspelt.hint).to.equal("Did you mean ListFunction?");
    const far = await lockstepErrorOf(() => invoke({}, null, "Checkout"));
    expect(far.hint).to.equal("Known functions: ListFunction, AddFunction.");
  });

  it("gives an event without stage variables those of the stage", async () => {
    const files = {
      "src/list.mjs": echo,
      "template.yaml": smallProject["template.yaml"].replace(
        "StageName: dev",
        "StageName: dev\n      Variables: { place: here }",
      ),
      "none.json": '{ "stageVariables": null }',
      "own.json": '{ "stageVariables": { "place": "there" } }',
      "other.json": '{ "detail": {} }',
    };
    expect((await invoke(files, "none.json")).payload).to.deep.equal({
      stageVariables: { place: "here" },
    });
    expect((await invoke(files, "own.json")).payload).to.deep.equal({
      stageVariables: { place: "there" },
    });
    expect((await invoke(files, "other.json")).payload).to.deep.equal({ detail: {} });
  });

  it("takes stage variables of the API that calls the function, by the route of the event", async () => {
    const api = (id: string): string =>
      `  ${id}: { Type: AWS::Serverless::Api, Properties: { StageName: dev, Variables: { of: ${id} } } }`;
    const event = (id: string, path: string): string =>
      `${id}: { Type: Api, Properties: { RestApiId: !Ref ${id}, Path: ${path}, Method: get } }`;
    const fn = (id: string, events: string): string =>
      `  ${id}:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: list.handler, CodeUri: src, Runtime: nodejs24.x, Events: { ${events} } }`;
    const given = (resource: string): string =>
      JSON.stringify({ resource, path: resource, httpMethod: "GET", stageVariables: null });
    const files = {
      "src/list.mjs": "export const handler = async (event) => event.stageVariables;\n",
      "template.yaml": [
        "Transform: AWS::Serverless-2016-10-31\nResources:",
        ...["First", "Second", "Third"].map(api),
        fn("Other", event("First", "/b")),
        fn("Called", `${event("Second", "/a")}, ${event("Third", "/b")}`),
        fn("Apart", "{}").replace(", Events: { {} }", ""),
      ].join("\n"),
      "a.json": given("/a"),
      "b.json": given("/b"),
    };
    const variables = async (file: string, name: string) =>
      (await invoke(files, file, name)).payload;
    expect(await variables("a.json", "Called")).to.deep.equal({ of: "Second" });
    expect(await variables("b.json", "Called")).to.deep.equal({ of: "Third" });
    expect(await variables("b.json", "Other")).to.deep.equal({ of: "First" });
    expect(await variables("b.json", "Apart")).to.equal(null);
  });

  it("knows no function the template does not have", async () => {
    const error = await lockstepErrorOf(() => invoke({}, null, "NoFunction"));
    expect(error.code).to.equal("lambda/function-unknown");
    expect(`${error.message} ${error.hint}`).to.contain("ListFunction");
  });

  it("needs the event file", async () => {
    const error = await lockstepErrorOf(() => invoke({}, "none.json"));
    expect(error).to.include({ code: "project/event-unreadable", exitCode: 2 });
    expect(error.summary).to.equal("There is no event file none.json.");
  });

  it("needs JSON in it, and says where it is not", async () => {
    const error = await lockstepErrorOf(() => invoke({ "e.json": '{\n  "a": ,\n}' }, "e.json"));
    expect(error.code).to.equal("project/event-unreadable");
    expect(error.message).to.match(/^e\.json:2:\d+: /);
  });
});
