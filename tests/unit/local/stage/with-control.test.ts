import { expect } from "chai";
import { bodyText, type HeaderLine } from "../../../../src/harness/core/http-message.ts";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import type { Stage } from "../../../../src/harness/local/stage/create-stage.ts";
import type { Handle } from "../../../../src/harness/local/stage/serve-request.ts";
import { withControl } from "../../../../src/harness/local/stage/with-control.ts";
import { request, testStage } from "../../../support/stage/test-stage.ts";

const own: readonly HeaderLine[] = [
  ["Host", "127.0.0.1:3000"],
  ["X-Lockstep-Control", "1"],
];

function handleOf(stage: Stage): Handle {
  return (message, connection) => stage.handle(message, connection);
}

interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly resets: number;
}

async function control(
  line: string,
  headers: readonly HeaderLine[] = own,
  sourceIp = "127.0.0.1",
): Promise<Sent> {
  let resets = 0;
  const handle = withControl(handleOf(testStage()), {
    reset: async () => {
      resets += 1;
    },
  });
  const { response } = await handle(request(line, headers), { sourceIp });
  return { status: response.status, body: JSON.parse(bodyText(response)), resets };
}

describe("the control routes of a port", () => {
  it("reset on POST /_lockstep/reset", async () => {
    const { status, body, resets } = await control("POST /_lockstep/reset");
    expect([status, body, resets]).to.deep.equal([200, { reset: true }, 1]);
  });

  it("say what answers here", async () => {
    const { status, body } = await control("GET /_lockstep/");
    expect([status, body]).to.deep.equal([
      200,
      { lockstep: "stage", routes: ["POST /_lockstep/reset"] },
    ]);
    expect((await control("GET /_lockstep/", own.slice(0, 1))).status).to.equal(403);
  });

  const hosts = ["localhost:3000", "LOCALHOST", "[::1]:3000", "127.0.0.1", "app.localhost:3000"];
  for (const host of hosts)
    it(`answer under the name ${host}`, async () => {
      const { status } = await control("POST /_lockstep/reset", [
        ["Host", host],
        own[1] ?? ["", ""],
      ]);
      expect(status).to.equal(200);
    });

  const refused: readonly (readonly [string, string, readonly HeaderLine[], string, number])[] = [
    ["without the header", "POST /_lockstep/reset", own.slice(0, 1), "127.0.0.1", 403],
    ["a preflight", "OPTIONS /_lockstep/reset", own.slice(0, 1), "127.0.0.1", 403],
    [
      "a name that was made to lead here",
      "POST /_lockstep/reset",
      [
        ["Host", "localhost.example.com"],
        ["X-Lockstep-Control", "1"],
      ],
      "127.0.0.1",
      403,
    ],
    ["without a name", "POST /_lockstep/reset", own.slice(1), "127.0.0.1", 403],
    ["another machine", "POST /_lockstep/reset", own, "192.0.2.7", 403],
    ["another method", "GET /_lockstep/reset", own, "127.0.0.1", 405],
    ["another route", "POST /_lockstep/stop", own, "127.0.0.1", 404],
  ];
  for (const [name, line, headers, sourceIp, status] of refused)
    it(`refuse ${name}`, async () => {
      const sent = await control(line, headers, sourceIp);
      expect([sent.status, sent.resets]).to.deep.equal([status, 0]);
    });

  it("say why state cannot be cleared", async () => {
    const handle = withControl(handleOf(testStage()), {
      reset: () =>
        Promise.reject(new LockstepError({ code: "aws/tables-not-ours", message: "Not ours." })),
    });
    const { response } = await handle(request("POST /_lockstep/reset", own), {
      sourceIp: "127.0.0.1",
    });
    expect(response.status).to.equal(409);
    expect(JSON.parse(bodyText(response))).to.deep.equal({
      code: "aws/tables-not-ours",
      message: "Not ours.",
    });
  });

  it("leave every other path to the stage", async () => {
    const { status, resets } = await control("GET /dev/orders/_lockstep");
    expect([status, resets]).to.deep.equal([200, 0]);
  });
});
