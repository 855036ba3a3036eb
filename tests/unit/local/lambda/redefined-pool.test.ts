import { expect } from "chai";
import { createFunctionPool } from "../../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { objectOf } from "../../../support/lambda/read-result.ts";

const stressed = (name: string) =>
  defineFunction("Fn", "javascript/stressed.mjs", "handler", { environment: { NAME: name } });

describe("A pool whose functions are redefined", () => {
  it("runs another module from then on, watched or not", async () => {
    for (const watch of [undefined, { onReload: () => {} }]) {
      const pool = createFunctionPool({
        functions: [stressed("before")],
        environment: {},
        ...(watch === undefined ? {} : { watch }),
      });
      const event = invocationOf({ id: "1" });
      expect(objectOf(await pool.invoke("Fn", event))).to.include({ name: "before" });
      pool.redefine([defineFunction("Fn", "javascript/hostile.mjs", "counts")]);
      expect(objectOf(await pool.invoke("Fn", event))).to.include({ calls: 1 });
      await pool.close();
    }
  });

  it("starts one environment in place of those it retired, when it is refreshed", async () => {
    const pool = createFunctionPool({
      functions: [stressed("before")],
      environment: {},
      watch: { onReload: () => {} },
    });
    const event = invocationOf({ id: "1" });
    await pool.invoke("Fn", event);
    pool.redefine([stressed("after")]);
    await pool.refresh();
    const result = await pool.invoke("Fn", event);
    expect(objectOf(result)).to.include({ name: "after" });
    expect(result.initDurationMs).to.equal(null);
    await pool.close();
  });
});
