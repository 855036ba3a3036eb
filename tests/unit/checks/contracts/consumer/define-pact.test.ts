import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import got from "got";
import { ContractError } from "../../../../../src/harness/checks/contracts/consumer/contract-error.ts";
import {
  definePact,
  type ConsumerPact,
} from "../../../../../src/harness/checks/contracts/consumer/define-pact.ts";
import { loadPacts } from "../../../../../src/harness/checks/contracts/files/load-pacts.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";

function open(dir: string, mode: "check" | "update"): ConsumerPact {
  return definePact({ consumer: "shop", provider: "orders", dir, mode });
}

function ask(pact: ConsumerPact, description: string, path = "/orders"): Promise<unknown> {
  return pact
    .interaction(description)
    .withRequest({ method: "GET", path: "/orders", headers: { accept: "application/json" } })
    .willRespondWith({
      status: 200,
      headers: { "content-type": "application/json" },
      body: { orders: [] },
    })
    .executeTest(({ url }) =>
      got(`${url}${path}`, { headers: { accept: "application/json" }, retry: { limit: 0 } }).json(),
    );
}

function finishError(pact: ConsumerPact): ContractError | null {
  try {
    pact.finish();
    return null;
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
}

const codesOf = (error: ContractError | null) => error?.problems.map(({ code }) => code);

describe("definePact", () => {
  it("writes what the tests did, and finds it unchanged the next time", () =>
    withTemporaryFolder(async (dir) => {
      for (const [mode, outcome] of [
        ["update", "written"],
        ["update", "unchanged"],
        ["check", "unchanged"],
      ] as const) {
        const pact = open(dir, mode);
        expect(await ask(pact, "a list")).to.deep.equal({ orders: [] });
        expect(pact.finish().outcome).to.equal(outcome);
      }
      expect(readdirSync(dir)).to.deep.equal(["shop-orders.json"]);
    }));

  it("writes a header once, whatever case it is given in", () =>
    withTemporaryFolder(async (dir) => {
      const pact = open(dir, "update");
      await ask(pact, "a list");
      pact.finish();
      const { pacts, problems } = loadPacts({
        root: dir,
        paths: ["."],
        provider: "orders",
        stages: [],
      });
      expect(problems).to.deep.equal([]);
      const [interaction] = pacts[0]?.interactions ?? [];
      expect(
        interaction?.type === "http"
          ? [interaction.request.headers, interaction.response.headers]
          : null,
      ).to.deep.equal([{ Accept: ["application/json"] }, { "Content-Type": ["application/json"] }]);
    }));

  it("loses nothing when tests run at the same time", () =>
    withTemporaryFolder(async (dir) => {
      const pact = open(dir, "update");
      await Promise.all(Array.from({ length: 8 }, (_, index) => ask(pact, `list ${index}`)));
      pact.finish();
      expect(
        loadPacts({ root: dir, paths: ["."], provider: null, stages: [] }).pacts[0]?.interactions,
      ).to.have.length(8);
    }));

  it("forgets the interactions of tests that are gone", () =>
    withTemporaryFolder(async (dir) => {
      const first = open(dir, "update");
      await ask(first, "old");
      first.finish();
      const second = open(dir, "update");
      await ask(second, "new");
      second.finish();
      expect(readFileSync(second.path, "utf8")).to.include('"new"').and.not.include('"old"');
    }));

  it("leaves the contract alone when an interaction failed", () =>
    withTemporaryFolder(async (dir) => {
      const pact = open(dir, "update");
      await ask(pact, "good");
      const failure: unknown = await ask(pact, "bad", "/elsewhere").catch(
        (error: unknown) => error,
      );
      expect(failure).to.be.instanceOf(Error);
      const error = finishError(pact);
      expect(codesOf(error)).to.deep.equal(["contracts/contract-incomplete"]);
      expect(error?.message).to.include('"bad"');
      expect(existsSync(pact.path)).to.equal(false);
    }));

  it("leaves the contract alone when no interaction was tested", () =>
    withTemporaryFolder((dir) => {
      expect(codesOf(finishError(open(dir, "update")))).to.deep.equal([
        "contracts/contract-incomplete",
      ]);
    }));

  it("refuses two tests with the same description and states", () =>
    withTemporaryFolder(async (dir) => {
      const pact = open(dir, "update");
      await ask(pact, "a list");
      await ask(pact, "a list");
      expect(codesOf(finishError(pact))).to.deep.equal(["contracts/duplicate-in-contract"]);
      expect(existsSync(pact.path)).to.equal(false);
    }));

  it("only compares in check mode, byte by byte, and points at the first difference", () =>
    withTemporaryFolder(async (dir) => {
      const update = open(dir, "update");
      await ask(update, "a list");
      update.finish();
      const stale = readFileSync(update.path, "utf8").replace('"status": 200', '"status": 201');
      writeFileSync(update.path, stale);
      const check = open(dir, "check");
      await ask(check, "a list");
      const error = finishError(check);
      expect(codesOf(error)).to.deep.equal(["contracts/contract-out-of-date"]);
      expect(error?.problems[0]).to.include({
        expected: '        "status": 200',
        actual: '        "status": 201',
      });
      expect(error?.message).to.include("LOCKSTEP_UPDATE_CONTRACTS=1");
      expect(readFileSync(update.path, "utf8")).to.equal(stale);
    }));

  it("says that a contract is not there yet", () =>
    withTemporaryFolder(async (dir) => {
      const pact = open(dir, "check");
      await ask(pact, "a list");
      expect(finishError(pact)?.message).to.include("does not exist yet");
    }));

  it("gives what the test gives, and rejects with what it throws", () =>
    withTemporaryFolder(async (dir) => {
      const pact = open(dir, "update");
      const described = pact
        .interaction("a list")
        .withRequest({ method: "GET", path: "/orders" })
        .willRespondWith({ status: 200 });
      expect(
        await described.executeTest(async ({ url }) => (await got(`${url}/orders`)).statusCode),
      ).to.equal(200);
      const thrown: unknown = await described
        .executeTest(async ({ url }) => {
          await got(`${url}/orders`);
          throw new RangeError("mine");
        })
        .catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(RangeError);
    }));

  it("asks for request and response before the test", () =>
    withTemporaryFolder(async (dir) => {
      const error: unknown = await open(dir, "update")
        .interaction("half")
        .executeTest(async () => {})
        .catch((thrown: unknown) => thrown);
      expect(String(error)).to.include("needs withRequest and willRespondWith");
    }));
});
