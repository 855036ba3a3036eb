import { expect } from "chai";

import { checkDate } from "../../../../src/orders/validation/check-date.ts";

describe("checkDate", () => {
  for (const day of ["2030-01-31", "2030-04-30", "2028-02-29", "2000-02-29", "2030-12-31"]) {
    it(`accepts ${day}`, () => {
      expect(checkDate(day, "deliverOn").ok).to.equal(true);
    });
  }

  for (const day of [
    "2030-01-32",
    "2030-04-31",
    "2030-02-29",
    "1900-02-29",
    "2030-13-01",
    "2030-00-10",
    "2030-01-00",
  ]) {
    it(`refuses ${day}, which no calendar has`, () => {
      expect(checkDate(day, "deliverOn")).to.deep.equal({
        ok: false,
        violations: ["deliverOn must be a day of the calendar"],
      });
    });
  }

  for (const value of [
    "2030-1-31",
    "31.01.2030",
    "2030-01-31T00:00:00Z",
    "2030-01-31\n",
    "",
    20300131,
  ]) {
    it(`refuses ${JSON.stringify(value)}, which is not written like a date`, () => {
      expect(checkDate(value, "deliverOn")).to.deep.equal({
        ok: false,
        violations: ["deliverOn must be a date like 2030-02-28"],
      });
    });
  }
});
