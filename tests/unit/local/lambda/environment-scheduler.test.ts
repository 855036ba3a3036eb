import { expect } from "chai";
import {
  createEnvironmentScheduler,
  type EnvironmentScheduler,
} from "../../../../src/harness/local/lambda/environment-scheduler.ts";
import { stopped, withoutRun } from "../../../../src/harness/local/lambda/refuse-invocation.ts";
import { defineFunction } from "../../../support/lambda/define-function.ts";

interface Scene {
  readonly scheduler: EnvironmentScheduler;
  /** Runs an invocation; gives the number of the environment it had. */
  readonly use: () => Promise<number>;
  /** Lets the environments that are being warmed be warm. */
  readonly finishWarming: () => void;
}

/** Environments are numbered from 1; those being warmed take until they are told. */
function setScene(): Scene {
  let made = 0;
  const { promise: warm, resolve: finishWarming } = Promise.withResolvers<void>();
  const numbers = new WeakMap<object, number>();
  const scheduler = createEnvironmentScheduler({
    limit: 8,
    create: () => {
      const environment = {
        definition: defineFunction("Fn", "javascript/index.mjs", "wait"),
        warm: () => warm,
        invoke: () => Promise.resolve(withoutRun(stopped)),
        close: () => Promise.resolve(),
      };
      made += 1;
      numbers.set(environment, made);
      return Promise.resolve(environment);
    },
  });
  const use = async (): Promise<number> => {
    let used = 0;
    await scheduler.use("Fn", (environment) => {
      used = numbers.get(environment) ?? 0;
      return environment.invoke({
        payload: null,
        requestId: "",
        traceHeader: "",
        clientContext: null,
      });
    });
    return used;
  };
  return { scheduler, use, finishWarming };
}

describe("An environment on its way", () => {
  it("is waited for by one invocation; another has its own at once", async () => {
    const { scheduler, use, finishWarming } = setScene();
    const warmed = scheduler.warm("Fn");
    const first = use();
    expect(await use()).to.equal(2);
    finishWarming();
    await warmed;
    expect(await first).to.be.oneOf([1, 2]);
    await scheduler.close();
  });

  it("is not waited for once its function was retired", async () => {
    const { scheduler, use, finishWarming } = setScene();
    const warmed = scheduler.warm("Fn");
    await scheduler.retire("Fn");
    expect(await use()).to.equal(2);
    finishWarming();
    await warmed;
    await scheduler.close();
  });
});
