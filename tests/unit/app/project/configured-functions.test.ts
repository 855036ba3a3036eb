import { once } from "node:events";
import { createServer } from "node:http";
import { expect } from "chai";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import type { Exchange } from "../../../../src/harness/core/target.ts";
import { startLocal } from "../../../../src/harness/app/project/start-local.ts";
import {
  openSmallProject,
  smallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const arn = "arn:aws:lambda:us-east-1:999999999999:function:session";

/** The small project whose GET /notes leads to a function of another account. */
const foreign: ProjectFiles = {
  "openapi.yaml": smallProject["openapi.yaml"].replace("${ListFunction.Arn}", arn),
};
const configured = (functions: unknown): ProjectFiles => ({
  "lockstep.config.json": JSON.stringify({ functions }),
});

const codesOf = (files: ProjectFiles) =>
  openSmallProject(files, ({ problems, model }) => ({
    project: problems.map(({ code, hint = "" }) => [code, hint] as const),
    wiring: model.problems.map(({ code, hint = "" }) => [code, hint] as const),
  }));

/** What GET /notes?limit=2 answers over a socket. */
const call = (files: ProjectFiles): Promise<Exchange> =>
  openSmallProject(files, async (project) => {
    const [api] = project.apis;
    if (api === undefined) throw new Error("The project has an API.");
    const local = await startLocal(project);
    try {
      const { target } = await local.serve(api, 0);
      return await target.send({
        method: "GET",
        path: "/notes",
        query: "limit=2",
        headers: [],
        body: null,
      });
    } finally {
      await local.close();
    }
  });

const echo = `export const handler = async (event, context) => ({
  statusCode: 200,
  body: JSON.stringify([event.httpMethod, context.functionName, context.invokedFunctionArn]),
});
export const other = async () => ({ statusCode: 204 });
`;

/** Tells how much time and memory its environment has. */
const limits = `export const handler = async (_event, context) => ({
  statusCode: 200,
  body: JSON.stringify([context.getRemainingTimeInMillis(), context.memoryLimitInMB]),
});
`;

/** Seconds, rounded up to fives, and memory. */
function limitsIn(text: string): readonly [number, string] {
  const [, milliseconds = "", memory = ""] = /^\[(\d+),"(\d+)"\]$/.exec(text) ?? [];
  return [Math.ceil(Number(milliseconds) / 5000) * 5, memory];
}

describe("A function of another stack", () => {
  it("is told with the lines that answer for it", async () => {
    const { wiring } = await codesOf(foreign);
    expect(wiring.map(([code]) => code)).to.deep.equal(["wiring/integration-unresolved"]);
    expect(wiring[0]?.[1]).to.contain(`functions: {\n  "${arn}": "src/stubs/function.ts",\n},`);
    const { response } = await call(foreign);
    expect(response.status).to.equal(501);
  });

  it("is no problem once the configuration answers for it", async () => {
    const { project, wiring } = await codesOf({
      ...foreign,
      ...configured({ session: { result: { statusCode: 204 } } }),
    });
    expect([project, wiring]).to.deep.equal([[], []]);
  });

  it("is answered by a file, run like any handler", async () => {
    const files = { ...foreign, "stubs/session.ts": echo };
    const { response, trace } = await call({
      ...files,
      ...configured({ [arn]: "stubs/session.ts" }),
    });
    expect(JSON.parse(bodyText(response))).to.deep.equal(["GET", "session", arn]);
    expect(trace).to.deep.include({ answeredBy: "function", functionId: arn });
    const named = await call({ ...files, ...configured({ session: "stubs/session.ts#other" }) });
    expect(named.response.status).to.equal(204);
  });

  it("has 30 seconds and 1024 MB where a file answers", async () => {
    const { response } = await call({
      ...foreign,
      "stubs/session.mjs": limits,
      ...configured({ session: "stubs/session.mjs" }),
    });
    expect(limitsIn(bodyText(response))).to.deep.equal([30, "1024"]);
  });

  it("is answered by a fixed result", async () => {
    const result = { statusCode: 200, headers: { "X-From": "configuration" }, body: "fixed" };
    const { response } = await call({ ...foreign, ...configured({ session: { result } }) });
    expect([response.status, bodyText(response)]).to.deep.equal([200, "fixed"]);
    expect(response.headers).to.deep.include(["X-From", "configuration"]);
  });

  it("is answered by a server that gets the event", async () => {
    const server = createServer((request, response) => {
      request.setEncoding("utf8");
      let text = "";
      request.on("data", (chunk: string) => (text += chunk));
      request.on("end", () => {
        const event: unknown = JSON.parse(text);
        const seen = { method: request.method, type: request.headers["content-type"], event };
        response.end(JSON.stringify({ statusCode: 200, body: JSON.stringify(seen) }));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    try {
      const { response } = await call({
        ...foreign,
        ...configured({ [arn]: `http://127.0.0.1:${port}/session` }),
      });
      expect(response.status).to.equal(200);
      const seen: unknown = JSON.parse(bodyText(response));
      expect(seen).to.deep.include({ method: "POST", type: "application/json" });
      expect(seen).to.have.nested.property("event.queryStringParameters.limit", "2");
    } finally {
      server.close();
    }
  });

  it("that cannot be reached has failed", async () => {
    const { response, trace } = await call({
      ...foreign,
      ...configured({ session: "http://127.0.0.1:1/" }),
    });
    expect(response.status).to.equal(502);
    expect(trace.gatewayDetail).to.contain("StandIn.Unreachable");
    expect(trace.gatewayDetail).to.contain("http://127.0.0.1:1/ cannot be reached");
  });
});

describe("A function of the template that does not run here", () => {
  const python = smallProject["template.yaml"].replace(
    "Handler: list.handler",
    "Handler: list.handler\n      Runtime: python3.12\n      Environment: { Variables: { GREETING: hello } }",
  );

  it("is not noted any more once the configuration answers for it", () =>
    openSmallProject(
      {
        "template.yaml": python,
        ...configured({ ListFunction: { result: { statusCode: 200 } } }),
      },
      ({ template }) => expect(template.problems).to.deep.equal([]),
    ));

  it("is answered for by its logical id", async () => {
    const { response, trace } = await call({
      "template.yaml": python,
      ...configured({ ListFunction: { result: { statusCode: 200, body: "python" } } }),
    });
    expect(bodyText(response)).to.equal("python");
    expect(trace).to.include({ functionId: "ListFunction" });
  });

  it("has its own variables where a file answers", async () => {
    const { response } = await call({
      "template.yaml": python,
      "stubs/list.mjs":
        "export const handler = async () => ({ statusCode: 200, body: process.env.GREETING });\n",
      ...configured({ ListFunction: "stubs/list.mjs" }),
    });
    expect(bodyText(response)).to.equal("hello");
  });

  it("has its own timeout and memory where a file answers", async () => {
    const { response } = await call({
      "template.yaml": python.replace(
        "Runtime: python3.12\n",
        "Runtime: python3.12\n      Timeout: 20\n      MemorySize: 512\n",
      ),
      "stubs/list.mjs": limits,
      ...configured({ ListFunction: "stubs/list.mjs" }),
    });
    expect(limitsIn(bodyText(response))).to.deep.equal([20, "512"]);
  });

  it("may as well be one whose handler is not built", async () => {
    const files = {
      "template.yaml": smallProject["template.yaml"].replace("list.handler", "gone.handler"),
    };
    expect((await codesOf(files)).wiring.map(([code]) => code)).to.deep.equal([
      "wiring/function-without-handler-file",
    ]);
    const { wiring } = await codesOf({
      ...files,
      ...configured({ ListFunction: { result: { statusCode: 204 } } }),
    });
    expect(wiring).to.deep.equal([]);
  });
});

describe("A name under functions", () => {
  it("that nothing goes by is told with the nearest", async () => {
    const { project } = await codesOf(configured({ ListFuntion: { result: {} } }));
    expect(project).to.deep.equal([
      ["project/configured-function-unused", 'Did you mean "ListFunction"?'],
    ]);
    const [other] = (await codesOf({ ...foreign, ...configured({ zzz: "a.ts" }) })).project;
    expect(other?.[1]).to.equal(`It can answer for: ListFunction, AddFunction, ${arn}.`);
  });

  it("whose file is not there is an error", async () => {
    const { project } = await codesOf(configured({ ListFunction: "stubs/gone.ts" }));
    expect(project.map(([code]) => code)).to.deep.equal(["project/configured-function-not-found"]);
  });
});
