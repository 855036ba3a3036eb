import { expect } from "chai";
import { readSchedule } from "../../../../../src/harness/model/eventbridge/schedule/read-schedule.ts";

function becauseOf(expression: string, service: "rule" | "scheduler"): string | null {
  const read = readSchedule(expression, service);
  return "rejected" in read ? read.because : null;
}

// What AWS was seen to refuse.
const refusedRates = [
  "rate(10 seconds)",
  "rate(10 years)",
  "rate(1 minutes)",
  "rate(1 hours)",
  "rate(1 days)",
  "rate(10 minute)",
  "rate(10 hour)",
  "rate(10 day)",
  "rate()",
  "rate(10)",
  "rate(10 minutess)",
  "rate(foo minutes)",
  "rate(0 minutes)",
  "rate(-10 minutes)",
  "rate(10 MINUTES)",
  "rate( 10 minutes )",
  " rate(10 minutes)",
];
const refusedCrons = [
  "cron(0 1 * * * *)",
  "cron(7 20 * * NOT *)",
  "cron(INVALID)",
  "cron(0 dummy ? * MON-FRI *)",
  "cron(71 8 1 * ? *)",
  "cron()",
];
const taken = [
  "rate(1 minute)",
  "rate(1 hour)",
  "rate(1 day)",
  "rate(5 minutes)",
  "rate(7 days)",
  "cron(0 2 ? * SAT *)",
  "cron(0 12 * * ? *)",
  "cron(5,35 14 * * ? *)",
  "cron(15 10 ? * 6L 2002-2005)",
  "cron(0/5 8-17 ? * MON-FRI *)",
  "cron(* * ? * SAT#3 *)",
  "cron(0 8 L * ? *)",
  "cron(0 8 LW JAN,JUL ? *)",
  "cron(0 8 15W 1-6/2 ? 2199)",
];

describe("readSchedule", () => {
  for (const expression of [...refusedRates, ...refusedCrons]) {
    it(`refuses ${expression} for a rule`, () => {
      expect(readSchedule(expression, "rule")).to.include({
        rejected: "Parameter ScheduleExpression is not valid.",
      });
    });
  }

  for (const expression of taken) {
    it(`takes ${expression} for a rule and for Scheduler`, () => {
      expect(becauseOf(expression, "rule")).to.equal(null);
      expect(becauseOf(expression, "scheduler")).to.equal(null);
    });
  }

  const refusedByScheduler = [
    ...refusedCrons,
    "rate(10 seconds)",
    "rate(10 years)",
    "rate()",
    "rate(10)",
    "rate(10 minutess)",
    "rate(foo minutes)",
    "rate(-10 minutes)",
    "rate( 10 minutes )",
    " rate(10 minutes)",
    "at(2021-12-31T23:59:59Z)",
    "at(2021-12-31)",
    "at(2021-02-29T00:00:00)",
    "at(2021-01-01T24:00:00)",
  ];
  for (const expression of refusedByScheduler) {
    it(`refuses ${expression} for Scheduler`, () => {
      expect(readSchedule(expression, "scheduler")).to.include({
        rejected: `Invalid Schedule Expression ${expression}.`,
      });
    });
  }

  it("takes at(…) for Scheduler alone", () => {
    expect(becauseOf("at(2022-12-31T23:59:59)", "scheduler")).to.equal(null);
    expect(becauseOf("at(2022-12-31T23:59:59)", "rule")).to.equal(
      "it is neither rate(…) nor cron(…)",
    );
  });

  it("takes a unit in singular or plural for Scheduler", () => {
    for (const each of ["rate(1 minutes)", "rate(10 minute)", "rate(10 MINUTES)"])
      expect(becauseOf(each, "scheduler")).to.equal(null);
  });

  it("says what is wrong", () => {
    expect(becauseOf("rate(1 minutes)", "rule")).to.equal("the unit of 1 is in the singular");
    expect(becauseOf("cron(0 1 * * * *)", "rule")).to.contain('is "?"');
    expect(becauseOf("cron(0 1 ? * ? *)", "rule")).to.contain('is "?"');
    expect(becauseOf("cron(0 1 * * ?)", "rule")).to.contain("not 5");
    expect(becauseOf("cron(0 24 * * ? *)", "rule")).to.equal('"24" is no hours');
    expect(becauseOf("cron(0 0 ? * 3#1,6#3 *)", "rule")).to.equal('"3#1,6#3" is no day of week');
    expect(becauseOf("cron(0 0 ? * 3#6 *)", "rule")).to.equal('"3#6" is no day of week');
    expect(becauseOf("cron(0 0 32W * ? *)", "rule")).to.equal('"32W" is no day of month');
    expect(becauseOf("cron(0/0 0 1 * ? *)", "rule")).to.equal('"0/0" is no minutes');
    expect(becauseOf("cron(0 0 1 13 ? *)", "rule")).to.equal('"13" is no month');
    expect(becauseOf("cron(0 0 1 1 ? 1969)", "rule")).to.equal('"1969" is no year');
    expect(becauseOf(`cron(${" ".repeat(256)})`, "rule")).to.contain("256 characters");
  });
});
