import { expect } from "chai";

import { readLogLevelName, readStageSettings } from "../../../src/orders/stage-settings.ts";

const environment = { ORDERS_TABLE: "env-orders", LOG_LEVEL: "warn", CANCEL_ENABLED: "false" };

describe("readStageSettings", () => {
  it("takes the stage variables before the environment", () => {
    const variables = { ordersTable: "dev-orders", cancelEnabled: "true" };
    expect(readStageSettings(variables, environment)).to.deep.equal({
      ordersTable: "dev-orders",
      cancelEnabled: true,
    });
  });

  for (const variables of [null, undefined, {}, { ordersTable: "", cancelEnabled: "" }]) {
    it(`falls back to the environment for ${JSON.stringify(variables)}`, () => {
      expect(readStageSettings(variables, environment)).to.deep.equal({
        ordersTable: "env-orders",
        cancelEnabled: false,
      });
    });
  }

  it("lets orders be cancelled unless a stage says otherwise", () => {
    expect(readStageSettings({ ordersTable: "t" }, {}).cancelEnabled).to.equal(true);
  });

  it("names both places when neither has the table", () => {
    expect(() => readStageSettings(null, {}))
      .to.throw(/stage variable ordersTable .* environment variable ORDERS_TABLE/)
      .with.property("name", "MissingSettingError");
  });
});

describe("readLogLevelName", () => {
  it("takes the stage variable before the environment", () => {
    expect(readLogLevelName({ logLevel: "debug" }, environment)).to.equal("debug");
    expect(readLogLevelName({}, environment)).to.equal("warn");
    expect(readLogLevelName(null, {})).to.equal(undefined);
  });
});
