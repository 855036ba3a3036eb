import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect } from "chai";
import {
  startVerifier,
  verifierEnvironment,
} from "../../../../../src/harness/checks/contracts/verification/start-verifier.ts";
import { httpInteraction, pactText } from "../../../../support/contracts/pact-text.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";

describe("verifierEnvironment", () => {
  it("takes away proxies in any case, so that the verifier reaches this machine", () => {
    const environment = {
      HTTP_PROXY: "http://proxy:1",
      https_proxy: "http://proxy:1",
      NO_PROXY: "*",
      ALL_PROXY: "x",
      PATH: "/bin",
    };
    expect(verifierEnvironment(environment)).to.deep.equal({
      PATH: "/bin",
      PACT_DO_NOT_TRACK: "true",
    });
  });

  it("takes away what would make the verifier choose interactions or a broker by itself", () => {
    const environment = {
      PACT_DESCRIPTION: "one",
      PACT_PROVIDER_STATE: "x",
      PACT_BROKER_BASE_URL: "http://broker",
      PACT_DO_NOT_TRACK: "1",
      LOG_LEVEL: "trace",
    };
    expect(verifierEnvironment(environment)).to.deep.equal({ PACT_DO_NOT_TRACK: "true" });
  });
});

describe("startVerifier", () => {
  it("kills a verification that has no result in time", () =>
    withTemporaryFolder(async (folder) => {
      const silent = createServer(() => {});
      await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
      const address = silent.address();
      const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
      const pactPath = join(folder, "pact.json");
      writeFileSync(pactPath, pactText([httpInteraction({})]));
      const verifier = await startVerifier();
      try {
        const job = {
          id: 1,
          pactPath,
          provider: "order-api",
          providerBaseUrl: url,
          stateUrl: url,
          timeoutMs: 60_000,
        };
        const outcome = await verifier.run(job, 100);
        expect(outcome).to.include({
          kind: "aborted",
          reason: "it had no result after 100 ms and was ended",
        });
        expect(verifier.alive()).to.equal(false);
      } finally {
        verifier.close();
        silent.close();
        silent.closeAllConnections();
      }
    }));
});
