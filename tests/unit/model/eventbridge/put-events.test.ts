import { expect } from "chai";
import {
  entrySize,
  putEvents,
  type PutEventsEntry,
  type PutEventsOutcome,
} from "../../../../src/harness/model/eventbridge/put-events.ts";

const entry = { Source: "orders", DetailType: "Placed", Detail: '{"id":1}' };

function put(entries: readonly PutEventsEntry[], largestRequest?: number): PutEventsOutcome {
  let ids = 0;
  return putEvents(entries, {
    account: "111122223333",
    region: "eu-west-1",
    now: Date.UTC(2026, 0, 1, 8, 0, 0, 999),
    newId: () => `id-${String((ids += 1))}`,
    ...(largestRequest === undefined ? {} : { largestRequest }),
  });
}

function accepted(
  entries: readonly PutEventsEntry[],
): Exclude<PutEventsOutcome, { error: unknown }> {
  const outcome = put(entries);
  if ("error" in outcome) throw new Error(outcome.error.message);
  return outcome;
}

function errorOf(outcome: PutEventsOutcome): string | null {
  return "error" in outcome ? outcome.error.message : null;
}

describe("putEvents", () => {
  it("answers each entry in its order, those that fail too", () => {
    const { response, events } = accepted([entry, { ...entry, Detail: "x" }, entry]);
    expect(response).to.deep.equal({
      FailedEntryCount: 1,
      Entries: [
        { EventId: "id-1" },
        { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." },
        { EventId: "id-2" },
      ],
    });
    expect(events).to.have.lengthOf(2);
  });

  for (const name of ["Source", "DetailType", "Detail"] as const) {
    it(`requires ${name}, and takes no empty one`, () => {
      const { [name]: _, ...without } = entry;
      for (const each of [without, { ...entry, [name]: "" }]) {
        expect(accepted([each]).response.Entries).to.deep.equal([
          {
            ErrorCode: "InvalidArgument",
            ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
          },
        ]);
      }
    });
  }

  it("takes an object alone as detail", () => {
    for (const Detail of ["not JSON", "[]", '"x"', "1", "null"])
      expect(accepted([{ ...entry, Detail }]).response.Entries[0]).to.include({
        ErrorCode: "MalformedDetail",
      });
  });

  it("keeps the sources of AWS to AWS", () => {
    expect(accepted([{ ...entry, Source: "aws.s3" }]).response.Entries[0]).to.include({
      ErrorCode: "NotAuthorizedForSourceException",
    });
    expect(accepted([{ ...entry, Source: "awsome" }]).response.FailedEntryCount).to.equal(0);
  });

  it("writes the envelope in the service's order, with the detail as it was sent", () => {
    const [event] = accepted([
      { ...entry, Time: 1767225600, Resources: ["arn:a"], Detail: '{"n": 1.0, "n": 2}' },
    ]).events;
    expect(event).to.deep.equal({
      bus: "default",
      event:
        '{"version":"0","id":"id-1","detail-type":"Placed","source":"orders","account":"111122223333","time":"2026-01-01T00:00:00Z","region":"eu-west-1","resources":["arn:a"],"detail":{"n": 1.0, "n": 2}}',
    });
    const [now] = accepted([{ ...entry, EventBusName: "shop" }]).events;
    expect(now?.bus).to.equal("shop");
    expect(now?.event).to.contain('"time":"2026-01-01T08:00:00Z"').and.contain('"resources":[]');
  });

  it("takes 1 to 10 entries", () => {
    expect(errorOf(put(Array.from({ length: 10 }, () => entry)))).to.equal(null);
    expect(errorOf(put(Array.from({ length: 11 }, () => entry)))).to.match(
      /at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10$/,
    );
    expect(errorOf(put([]))).to.contain("greater than or equal to 1");
  });

  it("counts the bytes of a request", () => {
    expect(entrySize(entry)).to.equal(20);
    expect(entrySize({ ...entry, Time: 1, Resources: ["ä€", "😀"] })).to.equal(20 + 14 + 5 + 4);
    expect(errorOf(put([entry, entry], 40))).to.equal(null);
    expect(errorOf(put([entry, entry], 39))).to.equal(
      "Total size of the entries in the request is over the limit.",
    );
    const large = (length: number): PutEventsEntry => ({
      ...entry,
      Detail: JSON.stringify("x".repeat(length)),
    });
    expect(errorOf(put([large(1_048_560)]))).to.equal(null);
    expect(errorOf(put([large(1_048_563)]))).to.contain("over the limit");
  });
});
