import { expect } from "chai";
import { ReloadTeller } from "../../../../../src/harness/app/runs/watch/reload-teller.ts";

describe("ReloadTeller", () => {
  it("tells what cannot be built once, and what was reloaded later alone", () => {
    const said: string[] = [];
    const teller = new ReloadTeller("/app", (line) => said.push(line));
    const failure = {
      kind: "init",
      errorType: "E",
      errorMessage: "/app/a.ts: no",
      trace: [],
    } as const;
    teller.addFunction({ logicalId: "Fn", files: ["/app/a.ts"], failure, durationMs: 1 });
    teller.flush();
    teller.addFunction({ logicalId: "Fn", files: ["/app/a.ts"], failure: null, durationMs: 1 });
    teller.flush();
    expect(said).to.have.length(2);
    expect(said[0]).to.equal("Fn cannot be built; requests fail until this is mended: a.ts: no");
    expect(said[1]).to.match(/^reloaded a\.ts in \d+ ms: Fn$/);
  });
});
