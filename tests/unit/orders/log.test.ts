import { expect } from "chai";

import { createLog, toLogLevel, type Log } from "../../../src/orders/log.ts";
import { captureLog } from "./capture-log.ts";

function writeAll(log: Log): void {
  log.debug("d");
  log.info("i");
  log.warn("w");
  log.error("e", { orderId: "ORD-001" });
}

describe("createLog", () => {
  it("writes one JSON line per entry with the common fields and its own", async () => {
    const { lines } = await captureLog(() => writeAll(createLog("debug", { requestId: "r-1" })));
    expect(lines).to.deep.equal([
      { level: "debug", message: "d", requestId: "r-1" },
      { level: "info", message: "i", requestId: "r-1" },
      { level: "warn", message: "w", requestId: "r-1" },
      { level: "error", message: "e", requestId: "r-1", orderId: "ORD-001" },
    ]);
  });

  for (const [level, count] of [
    ["info", 3],
    ["warn", 2],
    ["error", 1],
  ] as const) {
    it(`keeps what lies below ${level} to itself`, async () => {
      const { lines } = await captureLog(() => writeAll(createLog(level, {})));
      expect(lines).to.have.length(count);
    });
  }
});

describe("toLogLevel", () => {
  it("reads a level in any case and takes info for the rest", () => {
    expect(["debug", "WARN", "Error", "verbose", "", undefined].map(toLogLevel)).to.deep.equal([
      "debug",
      "warn",
      "error",
      "info",
      "info",
      "info",
    ]);
  });
});
