import { expect } from "chai";
import { showProgress, type Later } from "../../../../src/harness/app/cli/show-progress.ts";
import { recordTerminal } from "../../../support/app/recorded-terminal.ts";
import { phaseResult } from "../../../support/app/run-result.ts";

/** A second that passes when the test says so. */
function manualSecond(): { readonly later: Later; pass(): void } {
  let waiting: (() => void) | null = null;
  return {
    later: (work) => {
      waiting = work;
      return () => {
        waiting = null;
      };
    },
    pass: () => waiting?.(),
  };
}

const line = "✓  Wiring  1 of 1 operation wired  12 ms";

describe("Progress", () => {
  it("is a line for each phase that has ended", () => {
    const terminal = recordTerminal(true);
    const progress = showProgress(terminal, manualSecond().later);
    progress.started("Wiring");
    progress.ended(phaseResult());
    expect(terminal.said).to.deep.equal([line]);
    expect(terminal.printed).to.deep.equal([]);
  });

  it("shows a phase that takes long, on a line its result replaces", () => {
    const terminal = recordTerminal(true);
    const second = manualSecond();
    const progress = showProgress(terminal, second.later);
    progress.started("Wiring");
    second.pass();
    progress.ended(phaseResult());
    expect(terminal.said).to.deep.equal(["[…  Wiring]", "[]", line]);
  });

  it("is only what takes long where stderr is no terminal, since the report tells the rest", () => {
    const terminal = recordTerminal();
    const second = manualSecond();
    const progress = showProgress(terminal, second.later);
    progress.started("Events");
    progress.ended(phaseResult());
    progress.started("Wiring");
    second.pass();
    progress.ended(phaseResult());
    expect(terminal.said).to.deep.equal(["…  Wiring"]);
  });

  it("says nothing of a phase once it has ended", () => {
    const terminal = recordTerminal(true);
    const second = manualSecond();
    const progress = showProgress(terminal, second.later);
    progress.started("Wiring");
    progress.ended(phaseResult());
    second.pass();
    progress.started("Events");
    progress.ended(phaseResult());
    expect(terminal.said).to.deep.equal([line, line]);
  });

  it("takes its line away when a phase ends without a result", () => {
    const terminal = recordTerminal(true);
    const second = manualSecond();
    const progress = showProgress(terminal, second.later);
    progress.started("Wiring");
    second.pass();
    progress.ended(null);
    expect(terminal.said).to.deep.equal(["[…  Wiring]", "[]"]);
  });
});
