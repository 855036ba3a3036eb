import { expect } from "chai";
import got from "got";
import { createInProcessTarget } from "../../../../src/harness/checks/target/create-in-process-target.ts";
import {
  startRecordingProxy,
  type RecordingProxy,
} from "../../../../src/harness/checks/target/start-recording-proxy.ts";
import {
  bodyText,
  toBytes,
  type HttpRequest,
  type HttpResponse,
} from "../../../../src/harness/core/http-message.ts";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import { createProblem, type Problem } from "../../../../src/harness/core/problem.ts";
import {
  blindTrace,
  type Exchange,
  type Target,
  type Trace,
} from "../../../../src/harness/core/target.ts";

function targetOf(
  answer: (request: HttpRequest) => HttpResponse,
  trace: Partial<Trace> = {},
): Target {
  return createInProcessTarget({
    kind: "stage",
    name: "in process",
    gateway: "rest",
    send: async (request) => ({
      request,
      response: answer(request),
      trace: { ...blindTrace, ...trace },
      durationMs: 1,
    }),
    capabilities: { state: null, toEvent: null },
    close: async () => {},
  });
}

interface ProxyOptions {
  readonly judge?: (exchange: Exchange) => readonly Problem[];
  readonly dropRequestHeaders?: readonly string[];
}

async function withProxy(
  target: Target,
  work: (proxy: RecordingProxy) => Promise<void>,
  { judge = () => [], dropRequestHeaders = [] }: ProxyOptions = {},
): Promise<void> {
  const proxy = await startRecordingProxy({ target, judge, dropRequestHeaders });
  try {
    await work(proxy);
  } finally {
    await proxy.close();
  }
}

const ok: HttpResponse = {
  status: 200,
  headers: [["Content-Type", "application/json"]],
  body: toBytes("{}"),
};
const client = got.extend({ retry: { limit: 0 }, throwHttpErrors: false });

describe("startRecordingProxy", () => {
  it("passes raw path, query, header case and bytes to an in-process target, and the answer back", async () => {
    const seen: HttpRequest[] = [];
    const target = targetOf((request) => {
      seen.push(request);
      return {
        status: 203,
        headers: [
          ["X-CaSe", "1"],
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
        ],
        body: Uint8Array.from([0, 255]),
      };
    });
    await withProxy(target, async (proxy) => {
      const response = await client.post(`${proxy.baseUrl}/a%2Fb?x=1&x=%20`, {
        headers: { "X-Tag": "t" },
        body: Buffer.from([1, 254]),
        responseType: "buffer",
      });
      expect(seen[0]).to.include({ method: "POST", path: "/a%2Fb", query: "x=1&x=%20" });
      expect([...(seen[0]?.body ?? [])]).to.deep.equal([1, 254]);
      expect(response.statusCode).to.equal(203);
      expect(response.headers["set-cookie"]).to.deep.equal(["a=1", "b=2"]);
      expect(response.rawHeaders).to.include("X-CaSe").and.not.include("Date");
      expect([...response.body]).to.deep.equal([0, 255]);
    });
  });

  it("listens on the loopback interface alone", () =>
    withProxy(
      targetOf(() => ok),
      async (proxy) => {
        expect(proxy.baseUrl).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
      },
    ));

  it("has every exchange judged, unmasked, and records what was found", () =>
    withProxy(
      targetOf(() => ok),
      async (proxy) => {
        await client(`${proxy.baseUrl}/orders`, { headers: { "x-api-key": "secret" } });
        const [recorded] = proxy.exchanges;
        expect(
          recorded?.kind === "answered" ? recorded.problems.map(({ message }) => message) : null,
        ).to.deep.equal(["key secret"]);
      },
      {
        judge: ({ request }) => [
          createProblem({
            code: "contracts/not-compared",
            message: `key ${request.headers.find(([name]) => name === "x-api-key")?.[1]}`,
          }),
        ],
      },
    ));

  it("masks credentials in what it records", () =>
    withProxy(
      targetOf(() => ({ ...ok, headers: [["Set-Cookie", "session=topsecret"]] }), {
        event: {
          headers: { Authorization: "Bearer topsecret" },
          requestContext: { identity: { apiKey: "topsecret" } },
          path: "/orders",
        },
      }),
      async (proxy) => {
        await client(`${proxy.baseUrl}/orders?access_token=topsecret&nextToken=page2`, {
          headers: {
            authorization: "Bearer topsecret",
            "x-api-key": "topsecret",
            cookie: "topsecret",
          },
        });
        const text = JSON.stringify(proxy.exchanges);
        expect(text).not.to.include("topsecret");
        expect(text).to.include("nextToken=page2").and.to.include('"path":"/orders"');
      },
    ));

  it("answers 502 with JSON, at once, when the target cannot be reached", () => {
    const lost: Target = {
      ...targetOf(() => ok),
      send: () =>
        Promise.reject(
          new LockstepError({ code: "target/unreachable", message: "Cannot reach it." }),
        ),
    };
    return withProxy(lost, async (proxy) => {
      const response = await client(`${proxy.baseUrl}/orders`);
      expect(response.statusCode).to.equal(502);
      expect(JSON.parse(response.body)).to.deep.equal({
        error: "target/unreachable",
        message: "Cannot reach it.",
      });
      expect(proxy.exchanges.map(({ kind }) => kind)).to.deep.equal(["failed"]);
    });
  });

  it("answers 502 when the judge itself throws, and does not take that for the target's answer", () =>
    withProxy(
      targetOf(() => ok),
      async (proxy) => {
        expect((await client(proxy.baseUrl)).statusCode).to.equal(502);
        const [recorded] = proxy.exchanges;
        expect(recorded?.kind === "failed" ? recorded.error.message : null).to.equal(
          "the answer could not be judged: judge broke",
        );
      },
      {
        judge: () => {
          throw new Error("judge broke");
        },
      },
    ));

  it("records an answer that cannot be passed on as none", () =>
    withProxy(
      targetOf(() => ({ ...ok, status: 1_000 })),
      async (proxy) => {
        expect((await client(proxy.baseUrl)).statusCode).to.equal(502);
        expect(proxy.exchanges.map(({ kind }) => kind)).to.deep.equal(["failed"]);
      },
    ));

  it("does not pass on headers it is told to drop", async () => {
    const seen: string[] = [];
    const target = targetOf((request) => {
      seen.push(...request.headers.map(([name]) => name.toLowerCase()));
      return ok;
    });
    await withProxy(target, async (proxy) => void (await client(proxy.baseUrl)), {
      dropRequestHeaders: ["accept-encoding"],
    });
    expect(seen).to.include("user-agent").and.not.include("accept-encoding");
  });

  it("answers HEAD and 204 without a body", () =>
    withProxy(
      targetOf((request) =>
        request.method === "HEAD" ? ok : { status: 204, headers: [], body: new Uint8Array() },
      ),
      async (proxy) => {
        expect((await client.head(proxy.baseUrl)).statusCode).to.equal(200);
        const none = await client(proxy.baseUrl);
        expect([none.statusCode, none.body, none.headers["content-length"]]).to.deep.equal([
          204,
          "",
          undefined,
        ]);
      },
    ));

  it("tells no body from an empty one by what was sent", async () => {
    const bodies: (string | null)[] = [];
    const target = targetOf((request) => {
      bodies.push(request.body === null ? null : bodyText(request));
      return ok;
    });
    await withProxy(target, async (proxy) => {
      await client(proxy.baseUrl);
      await client.post(proxy.baseUrl, { body: "x" });
    });
    expect(bodies).to.deep.equal([null, "x"]);
  });
});
