import { Readable } from "node:stream";
import { expect } from "chai";
import { invokeOnce, type InvokeOptions } from "../../../../../src/harness/app/runs/invoke-once.ts";
import { lockstepErrorOf } from "../../../../support/app/lockstep-error-of.ts";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../../support/app/small-project.ts";

type Given = Partial<Omit<InvokeOptions, "overrides">>;

const invoke = (files: ProjectFiles, given: Given) =>
  withSmallProject(files, (root) =>
    invokeOnce({
      overrides: { root },
      functionName: null,
      eventFile: null,
      openStdin: () => Readable.from([]),
      ...given,
    }),
  );

const telling = `export const handler = async (event, context) => ({ arn: context.invokedFunctionArn, client: context.clientContext, tenant: context.tenantId });\n`;

const arn = "arn:aws:lambda:eu-west-1:123456789012:function:notes-list";

const named = {
  "src/list.mjs": telling,
  "lockstep.config.json": '{ "region": "eu-west-1", "accountId": "123456789012" }',
  "template.yaml": smallProject["template.yaml"].replace(
    "Handler: list.handler",
    "Handler: list.handler\n      FunctionName: notes-list\n      AutoPublishAlias: live",
  ),
};

const alone = `Transform: AWS::Serverless-2016-10-31
Resources:
  Only:
    Type: AWS::Serverless::Function
    Properties: { Handler: list.handler, Runtime: nodejs24.x, CodeUri: src }
`;

const nesting = `Transform: AWS::Serverless-2016-10-31
Resources:
  Left: { Type: AWS::Serverless::Application, Properties: { Location: child.yaml } }
`;

describe("lockstep invoke: which function", () => {
  for (const name of [
    "ListFunction",
    "notes-list",
    arn,
    "123456789012:function:notes-list",
    "function:notes-list",
  ])
    it(`is found by ${name}`, async () => {
      const { functionId, answer, warnings } = await invoke(named, { functionName: name });
      expect({ functionId, warnings }).to.deep.equal({ functionId: "ListFunction", warnings: [] });
      expect(answer).to.deep.include({ arn });
    });

  it("has the qualifier of its name or of the option in its ARN", async () => {
    const ways: readonly Given[] = [
      { functionName: "notes-list:live" },
      { functionName: `${arn}:live` },
      { functionName: "ListFunction", qualifier: "live" },
      { functionName: "ListFunction:live", qualifier: "live" },
    ];
    for (const way of ways) {
      const { answer, invokedFunctionArn, warnings } = await invoke(named, way);
      expect(answer).to.deep.include({ arn: `${arn}:live` });
      expect({ invokedFunctionArn, warnings }).to.deep.equal({
        invokedFunctionArn: `${arn}:live`,
        warnings: [],
      });
    }
    const latest = await invoke(named, { functionName: "ListFunction:$LATEST" });
    expect(latest).to.deep.include({ invokedFunctionArn: `${arn}:$LATEST`, warnings: [] });
  });

  const differing: readonly (readonly [name: string, words: string])[] = [
    ["ListFunction:test", "declares live, no test"],
    ["AddFunction:live", "declares no alias live"],
    ["ListFunction:7", "Versions are made when a function is deployed"],
    [arn.replace("eu-west-1", "us-east-1"), "at us-east-1:123456789012"],
  ];
  for (const [functionName, words] of differing)
    it(`runs as ${functionName}, and says what Lambda would do`, async () => {
      const { failure, warnings } = await invoke(named, { functionName });
      expect(failure).to.equal(null);
      expect(warnings.map(({ code }) => code)).to.deep.equal(["project/invocation-differs"]);
      expect(warnings[0]?.message).to.contain(words);
    });

  it("refuses qualifiers that differ, or are none", async () => {
    const two = await lockstepErrorOf(() =>
      invoke(named, { functionName: "ListFunction:live", qualifier: "test" }),
    );
    expect(two).to.include({ code: "project/invocation-invalid", exitCode: 2 });
    const none = await lockstepErrorOf(() =>
      invoke(named, { functionName: "ListFunction", qualifier: "a b" }),
    );
    expect(none.code).to.equal("project/invocation-invalid");
  });

  it("is the only one of a template, also of a nested stack", async () => {
    expect(await invoke({ "template.yaml": alone }, {})).to.include({ functionId: "Only" });
    const nested = { "template.yaml": nesting, "child.yaml": alone };
    expect(await invoke(nested, {})).to.include({ functionId: "Left/Only" });
    expect(await invoke(nested, { functionName: "Only" })).to.include({ functionId: "Left/Only" });
    expect(await invoke(nested, { functionName: "Left/Only" })).to.include({
      functionId: "Left/Only",
    });
  });

  it("has to be named among several", async () => {
    const none = await lockstepErrorOf(() => invoke({}, {}));
    expect(none).to.include({ code: "lambda/function-ambiguous", exitCode: 2 });
    expect(none.hint).to.contain("ListFunction, AddFunction");
    const right = nesting.replace("Left:", "Right:").split("Resources:\n")[1] ?? "";
    const twice = { "template.yaml": `${nesting}${right}`, "child.yaml": alone };
    const bare = await lockstepErrorOf(() => invoke(twice, { functionName: "Only" }));
    expect(bare.code).to.equal("lambda/function-ambiguous");
    expect(bare.summary).to.contain("Left/Only, Right/Only");
    const empty = await lockstepErrorOf(() => invoke({ "template.yaml": "Resources: {}\n" }, {}));
    expect(empty.code).to.equal("lambda/function-unknown");
  });

  it("may be one that the configuration answers for", async () => {
    const config = '{ "functions": { "ListFunction": { "result": { "a": 1 } } } }';
    const { answer, report } = await invoke(
      { "lockstep.config.json": config },
      { functionName: "ListFunction" },
    );
    expect({ answer, report }).to.deep.equal({ answer: { a: 1 }, report: null });
  });
});

describe("lockstep invoke: how", () => {
  const context = '{"custom":{"key":"é"}}';

  it("hands a client context on, as JSON or Base64", async () => {
    for (const clientContext of [context, Buffer.from(context).toString("base64")]) {
      const { answer } = await invoke(named, { functionName: "ListFunction", clientContext });
      expect(answer).to.deep.include({ client: { custom: { key: "é" } } });
    }
  });

  it("refuses a client context that Lambda does not take", async () => {
    const json = (bytes: number): string => `{"a":"${"x".repeat(bytes - 8)}"}`;
    // Base64 makes 4 bytes of 3.
    const longest = json(2685);
    const { failure } = await invoke(named, {
      functionName: "AddFunction",
      clientContext: longest,
    });
    expect(failure).to.equal(null);
    for (const clientContext of [
      json(2689),
      "[1]",
      "no",
      "{",
      Buffer.from("1").toString("base64"),
    ]) {
      const error = await lockstepErrorOf(() =>
        invoke(named, { functionName: "ListFunction", clientContext }),
      );
      expect(error).to.include({ code: "project/invocation-invalid", exitCode: 2 });
    }
  });

  it("hands a tenant id on, and says where Lambda would refuse it or miss it", async () => {
    const isolated = {
      ...named,
      "template.yaml": named["template.yaml"].replace(
        "AutoPublishAlias: live",
        "TenancyConfig: { TenantIsolationMode: PER_TENANT }",
      ),
    };
    const given = { functionName: "ListFunction", tenantId: "blue" };
    const sound = await invoke(isolated, given);
    expect(sound.warnings).to.deep.equal([]);
    expect(sound.answer).to.deep.include({ tenant: "blue" });
    const without = await invoke(isolated, { functionName: "ListFunction" });
    expect(without.warnings[0]?.message).to.contain("without a tenant id");
    expect((await invoke(named, given)).warnings[0]?.message).to.contain("no TenancyConfig");
    const error = await lockstepErrorOf(() => invoke(named, { ...given, tenantId: "a\nb" }));
    expect(error.code).to.equal("project/invocation-invalid");
  });

  it("answers with the error document of a function that fails, times out or exits", async () => {
    const failing = async (body: string) => {
      const files = {
        "src/list.mjs": `export const handler = async () => { ${body} };\n`,
        "template.yaml": smallProject["template.yaml"].replace(
          "Runtime: nodejs24.x",
          "Timeout: 1, Runtime: nodejs24.x",
        ),
      };
      return (await invoke(files, { functionName: "ListFunction" })).answer;
    };
    const thrown = await failing('throw new TypeError("no");');
    expect(thrown).to.have.all.keys("errorType", "errorMessage", "trace");
    const late = await failing("await new Promise((done) => setTimeout(done, 5000));");
    expect(late).to.have.all.keys("errorType", "errorMessage");
    expect(late).to.include({ errorType: "Sandbox.Timedout" });
    const ended = await failing("process.exit(3);");
    expect(ended).to.deep.include({ errorType: "Runtime.ExitError" });
  });
});
