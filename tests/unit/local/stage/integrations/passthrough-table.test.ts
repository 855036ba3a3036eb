import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import { integrationStage } from "../../../../support/stage/integration-stage.ts";
import {
  recordingEndpoint,
  type RecordingEndpoint,
} from "../../../../support/stage/recording-endpoint.ts";
import { jsonBody, request, send } from "../../../../support/stage/test-stage.ts";

let endpoint: RecordingEndpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

type Outcome = "transformed" | "as it is" | 415;

/** Templates, media type of the request (`null` for none), and what each behaviour makes of it. */
const table: readonly (readonly [
  templates: readonly string[],
  contentType: string | null,
  whenNoMatch: Outcome,
  whenNoTemplates: Outcome,
  never: Outcome,
])[] = [
  // Guide, "Integration passthrough behaviors", example 1 and example 2.
  [["application/json"], null, "transformed", "transformed", "transformed"],
  [["application/json"], "application/json", "transformed", "transformed", "transformed"],
  [["application/json"], "application/xml", "as it is", 415, 415],
  [["application/xml"], null, "as it is", 415, 415],
  [["application/xml"], "application/json", "as it is", 415, 415],
  [["application/xml"], "application/xml", "transformed", "transformed", "transformed"],
  // Guide, passthroughBehavior of the integration.
  [[], null, "as it is", "as it is", 415],
  [[], "application/xml", "as it is", "as it is", 415],
  // Parameters and casing of a media type do not count.
  [
    ["application/json"],
    "Application/JSON; charset=utf-8",
    "transformed",
    "transformed",
    "transformed",
  ],
];

describe("Passthrough behaviours", () => {
  for (const [templates, contentType, ...outcomes] of table) {
    for (const [at, behaviour] of ["when_no_match", "WHEN_NO_TEMPLATES", "never"].entries()) {
      const outcome = outcomes[at];
      it(`${behaviour}: ${contentType ?? "no media type"} with templates for [${templates.join()}] is ${outcome}`, async () => {
        endpoint = await recordingEndpoint();
        const stage = integrationStage(
          { kind: "service", service: "states", way: "action", target: "StartExecution" },
          {
            passthroughBehavior: behaviour,
            requestTemplates: Object.fromEntries(templates.map((type) => [type, "made"])),
            responses: { default: { statusCode: "200" } },
          },
          { awsEndpoint: endpoint.url },
        );
        const headers = contentType === null ? {} : { "Content-Type": contentType };
        const exchange = await send(stage, request("POST /dev/items/7", headers, "{}"));
        const sent = endpoint.calls.map(({ body }) => body);
        if (outcome === 415) {
          expect(exchange.response.status).to.equal(415);
          expect(jsonBody(exchange)).to.deep.equal({ message: "Unsupported Media Type" });
          expect(sent).to.deep.equal([]);
        } else {
          expect(exchange.response.status).to.equal(200);
          expect(sent).to.deep.equal([outcome === "transformed" ? "made" : "{}"]);
        }
      });
    }
  }
});
