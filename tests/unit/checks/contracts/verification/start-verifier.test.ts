import { expect } from "chai";
import { verifierEnvironment } from "../../../../../src/harness/checks/contracts/verification/start-verifier.ts";

describe("verifierEnvironment", () => {
  it("takes away proxies in any case, so that the verifier reaches this machine", () => {
    const environment = { HTTP_PROXY: "http://proxy:1", https_proxy: "http://proxy:1", NO_PROXY: "*", ALL_PROXY: "x", PATH: "/bin" };
    expect(verifierEnvironment(environment)).to.deep.equal({ PATH: "/bin", PACT_DO_NOT_TRACK: "true" });
  });

  it("takes away what would make the verifier choose interactions or a broker by itself", () => {
    const environment = { PACT_DESCRIPTION: "one", PACT_PROVIDER_STATE: "x", PACT_BROKER_BASE_URL: "http://broker", PACT_DO_NOT_TRACK: "1", LOG_LEVEL: "trace" };
    expect(verifierEnvironment(environment)).to.deep.equal({ PACT_DO_NOT_TRACK: "true" });
  });
});
