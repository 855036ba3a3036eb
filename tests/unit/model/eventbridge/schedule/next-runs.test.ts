import { expect } from "chai";
import {
  nextRuns,
  type RunsAsked,
} from "../../../../../src/harness/model/eventbridge/schedule/next-runs.ts";
import { readSchedule } from "../../../../../src/harness/model/eventbridge/schedule/read-schedule.ts";
import { isTimezone } from "../../../../../src/harness/model/eventbridge/schedule/zoned-time.ts";

function runs(
  expression: string,
  from: string,
  { count = 3, timezone = "UTC", ...rest }: Partial<Omit<RunsAsked, "from">> = {},
): readonly string[] {
  const schedule = readSchedule(expression, "scheduler");
  if ("rejected" in schedule) throw new Error(schedule.because);
  return nextRuns(schedule, { from: Date.parse(from), count, timezone, ...rest });
}

describe("nextRuns", () => {
  it("counts a rate from the start", () => {
    expect(runs("rate(90 minutes)", "2026-01-01T00:00:00Z")).to.deep.equal([
      "2026-01-01T01:30:00Z",
      "2026-01-01T03:00:00Z",
      "2026-01-01T04:30:00Z",
    ]);
    const start = Date.parse("2026-01-01T00:10:00Z");
    expect(runs("rate(1 hour)", "2026-01-01T05:30:00Z", { start, count: 1 })).to.deep.equal([
      "2026-01-01T06:10:00Z",
    ]);
    expect(runs("rate(1 hour)", "2025-12-01T00:00:00Z", { start, count: 1 })).to.deep.equal([
      "2026-01-01T00:10:00Z",
    ]);
  });

  const crons: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "cron(0/5 8-17 ? * MON-FRI *)",
      "2026-01-02T17:50:00Z",
      ["2026-01-02T17:55:00Z", "2026-01-05T08:00:00Z", "2026-01-05T08:05:00Z"],
    ],
    [
      "cron(15 10 ? * 6L 2026-2027)",
      "2026-10-01T00:00:00Z",
      ["2026-10-30T10:15:00Z", "2026-11-27T10:15:00Z", "2026-12-25T10:15:00Z"],
    ],
    [
      "cron(0 2 ? * THU#3 *)",
      "2026-01-01T00:00:00Z",
      ["2026-01-15T02:00:00Z", "2026-02-19T02:00:00Z", "2026-03-19T02:00:00Z"],
    ],
    [
      "cron(0 0 L * ? *)",
      "2028-01-31T00:00:00Z",
      ["2028-02-29T00:00:00Z", "2028-03-31T00:00:00Z", "2028-04-30T00:00:00Z"],
    ],
    [
      "cron(0 0 L-3 * ? *)",
      "2026-01-01T00:00:00Z",
      ["2026-01-28T00:00:00Z", "2026-02-25T00:00:00Z", "2026-03-28T00:00:00Z"],
    ],
    // 1 August 2026 is a Saturday, 1 November a Sunday, 31 May a Sunday.
    [
      "cron(0 0 1W 8,11 ? *)",
      "2026-07-01T00:00:00Z",
      ["2026-08-03T00:00:00Z", "2026-11-02T00:00:00Z", "2027-08-02T00:00:00Z"],
    ],
    [
      "cron(0 0 LW 5 ? *)",
      "2026-01-01T00:00:00Z",
      ["2026-05-29T00:00:00Z", "2027-05-31T00:00:00Z", "2028-05-31T00:00:00Z"],
    ],
    [
      "cron(0 0 29 2 ? *)",
      "2026-01-01T00:00:00Z",
      ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z", "2036-02-29T00:00:00Z"],
    ],
    [
      "cron(0 0 ? * 1 *)",
      "2026-01-01T00:00:00Z",
      ["2026-01-04T00:00:00Z", "2026-01-11T00:00:00Z", "2026-01-18T00:00:00Z"],
    ],
    ["cron(0 0 31 2 ? *)", "2026-01-01T00:00:00Z", []],
    ["cron(15 10 ? * 6L 2002-2005)", "2026-01-01T00:00:00Z", []],
  ];
  for (const [expression, from, expected] of crons) {
    it(`tells the runs of ${expression}`, () => {
      expect(runs(expression, from)).to.deep.equal(expected);
    });
  }

  it("are later than the time asked from", () => {
    expect(runs("cron(0 0 * * ? *)", "2026-01-01T00:00:00Z", { count: 1 })).to.deep.equal([
      "2026-01-02T00:00:00Z",
    ]);
  });

  it("go by the clock of a time zone, leave out what it leaves out, and run once what it shows twice", () => {
    const timezone = "Europe/Berlin";
    expect(runs("cron(30 2 * * ? *)", "2026-03-28T00:00:00Z", { timezone })).to.deep.equal([
      "2026-03-28T01:30:00Z",
      "2026-03-30T00:30:00Z",
      "2026-03-31T00:30:00Z",
    ]);
    expect(runs("cron(30 2 * * ? *)", "2026-10-24T12:00:00Z", { timezone })).to.deep.equal([
      "2026-10-25T00:30:00Z",
      "2026-10-26T01:30:00Z",
      "2026-10-27T01:30:00Z",
    ]);
    expect(
      runs("at(2026-07-01T08:00:00)", "2026-01-01T00:00:00Z", { timezone: "America/New_York" }),
    ).to.deep.equal(["2026-07-01T12:00:00Z"]);
    expect(runs("at(2025-07-01T08:00:00)", "2026-01-01T00:00:00Z")).to.deep.equal([]);
  });

  it("stay between the start and the end of a schedule", () => {
    const start = Date.parse("2026-02-01T00:00:00Z");
    const end = Date.parse("2026-02-02T08:00:00Z");
    expect(runs("cron(0 8 * * ? *)", "2026-01-01T00:00:00Z", { start, end })).to.deep.equal([
      "2026-02-01T08:00:00Z",
      "2026-02-02T08:00:00Z",
    ]);
  });

  it("end where time does, for rates beyond all measure", () => {
    expect(runs("rate(999999999999999 days)", "2026-01-01T00:00:00Z")).to.deep.equal([]);
  });

  it("know time zones by name", () => {
    expect(isTimezone("Europe/Berlin")).to.equal(true);
    expect(isTimezone("Europe/Atlantis")).to.equal(false);
  });
});
