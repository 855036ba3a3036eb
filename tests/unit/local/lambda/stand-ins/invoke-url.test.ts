import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { expect } from "chai";
import { invokeUrl } from "../../../../../src/harness/local/lambda/stand-ins/invoke-url.ts";

const invocation = {
  payload: { a: 1 },
  requestId: "r",
  traceHeader: "Root=1-2-3",
  clientContext: null,
};

/** What an invocation answered by a server gives. */
async function ask(listener: RequestListener, timeoutMs = 5000) {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    return await invokeUrl(
      { kind: "url", url: `http://127.0.0.1:${port}/fn`, timeoutMs },
      invocation,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("A server that answers for a function", () => {
  it("gives the result in its body", async () => {
    const answer = await ask((request, response) => {
      const { url, headers } = request;
      response.end(JSON.stringify({ url, trace: headers["x-amzn-trace-id"] }));
    });
    expect(answer).to.deep.equal({ payload: { url: "/fn", trace: "Root=1-2-3" }, failure: null });
  });

  it("is asked by POST, with the event as JSON and the headers of the Invoke API", async () => {
    const { payload } = await ask((request, response) => {
      const { method, headers } = request;
      let text = "";
      request.setEncoding("utf8");
      request.on("data", (chunk: string) => (text += chunk));
      request.on("end", () => {
        const names = ["content-type", "x-amzn-requestid", "x-amzn-trace-id"];
        response.end(JSON.stringify([method, text, ...names.map((name) => headers[name])]));
      });
    });
    expect(payload).to.deep.equal(["POST", '{"a":1}', "application/json", "r", "Root=1-2-3"]);
  });

  it("gives null where it says nothing", async () => {
    const answer = await ask((_request, response) => response.end());
    expect(answer).to.deep.equal({ payload: null, failure: null });
  });

  it("may fail as Lambda's Invoke API tells it", async () => {
    const { failure } = await ask((_request, response) => {
      response.setHeader("X-Amz-Function-Error", "Unhandled");
      response.end('{"errorType":"TypeError","errorMessage":"no","trace":["at x"]}');
    });
    expect(failure).to.deep.equal({
      kind: "thrown",
      errorType: "TypeError",
      errorMessage: "no",
      trace: ["at x"],
    });
  });

  const failing: readonly (readonly [what: string, type: string, listener: RequestListener])[] = [
    ["another status", "StandIn.Status", (_, response) => response.writeHead(503).end("{}")],
    [
      "a redirect",
      "StandIn.Status",
      (_, response) => response.writeHead(302, { Location: "http://127.0.0.1:1/" }).end(),
    ],
    ["a body that is no JSON", "StandIn.NotJson", (_, response) => response.end("<html>")],
    [
      "more than Lambda hands on",
      "Function.ResponseSizeTooLarge",
      (_, response) => response.end(`"${"x".repeat(6_291_556)}"`),
    ],
    ["a broken connection", "StandIn.Unreachable", (request) => request.socket.destroy()],
  ];
  for (const [what, type, listener] of failing)
    it(`has failed with ${what}`, async () => {
      const { payload, failure } = await ask(listener);
      expect(payload).to.equal(null);
      expect(failure?.errorType).to.equal(type);
    });

  it("has timed out when it does not answer", async () => {
    const { failure } = await ask(() => {}, 20);
    expect(failure).to.include({ kind: "timeout", errorType: "StandIn.Timedout" });
  });
});
