import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import { readStageThrottles } from "../../../../../src/harness/local/stage/throttling/stage-throttles.ts";
import { wiredApi, type ApiSketch } from "../../../../support/stage/wired-api.ts";

function throttlesOf(kind: NonNullable<ApiSketch["kind"]>, properties: JsonObject) {
  return readStageThrottles(wiredApi({ operations: [], kind, properties }).resource);
}

const limit = (rate: number): JsonObject => ({
  ThrottlingRateLimit: rate,
  ThrottlingBurstLimit: rate,
});
const setting = (path: string, method: string, rate: number): JsonObject => ({
  ResourcePath: path,
  HttpMethod: method,
  ...limit(rate),
});

describe("the throttles of a stage", () => {
  // Guide: `MethodSettings`; `/*` and `*` are all, a method of its own wins; patch keys write `/` as `~1`.
  const MethodSettings = [
    setting("/*", "*", 1),
    setting("/orders", "*", 2),
    setting("/orders", "GET", 3),
    setting("/~1orders~1{id}", "post", 4),
    setting("/", "GET", 5),
    { ResourcePath: "/logged", HttpMethod: "GET", LoggingLevel: "INFO" },
  ];
  const rows = [
    ["GET", "/orders", 3],
    ["PUT", "/orders", 2],
    ["POST", "/orders/{id}", 4],
    ["GET", "/orders/{id}", 1],
    ["GET", "/", 5],
    ["GET", "/logged", 1],
    ["DELETE", "/other", 1],
  ] as const;
  for (const [method, path, rate] of rows) {
    it(`of a REST API let ${rate} a second through to ${method} ${path}`, () => {
      const throttle = throttlesOf("rest", { MethodSettings });
      expect(throttle({ method, path })).to.deep.equal({ ratePerSecond: rate, burst: rate });
    });
  }

  it("of a REST API are none where no setting speaks of the method", () => {
    const method = { method: "GET", path: "/orders" };
    expect(throttlesOf("rest", {})(method)).to.equal(null);
    const others = { MethodSettings: [setting("/orders", "PUT", 1)] };
    expect(throttlesOf("rest", others)(method)).to.equal(null);
  });

  for (const [written, expected] of [
    [{ ThrottlingRateLimit: 2.5 }, { ratePerSecond: 2.5, burst: 3 }],
    [{ ThrottlingRateLimit: 0 }, { ratePerSecond: 0, burst: 1 }],
    [{ ThrottlingBurstLimit: 5 }, null],
  ] as const) {
    it(`are ${JSON.stringify(expected)} of ${JSON.stringify(written)} alone`, () => {
      const MethodSetting = { ResourcePath: "/*", HttpMethod: "*", ...written };
      const rest = throttlesOf("rest", { MethodSettings: [MethodSetting] });
      expect(rest({ method: "GET", path: "/orders" })).to.deep.equal(expected);
      const http = throttlesOf("http", { DefaultRouteSettings: written });
      expect(http({ method: "", path: "GET /orders" })).to.deep.equal(expected);
    });
  }

  // Guide: `DefaultRouteSettings`, and `RouteSettings` by route key over it.
  it("of an HTTP API are those of the route, else the default", () => {
    const throttle = throttlesOf("http", {
      DefaultRouteSettings: limit(1),
      RouteSettings: { "GET /orders": limit(2), $default: { DetailedMetricsEnabled: true } },
    });
    const rateOf = (path: string) => throttle({ method: "GET", path })?.ratePerSecond;
    expect(["GET /orders", "PUT /orders", "$default"].map(rateOf)).to.deep.equal([2, 1, 1]);
    expect(throttlesOf("http", {})({ method: "GET", path: "GET /orders" })).to.equal(null);
  });
});
