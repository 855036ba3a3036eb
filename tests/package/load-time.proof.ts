import { expect } from "chai";
import { isObject, parseJson } from "../../src/harness/core/json.ts";
import {
  createConsumerProject,
  skipUnlessReachable,
  type ConsumerProject,
} from "../support/package/consumer-project.ts";
import { packageTarball } from "../support/package/package-tarball.ts";

const runs = 7;

/** Processor time and time on the clock that imports take, in milliseconds. */
interface Cost {
  readonly processor: number;
  readonly clock: number;
}

function script(specifiers: readonly string[], kind: "import" | "require"): readonly string[] {
  const load = specifiers
    .map((name) => (kind === "import" ? `await import("${name}");` : `require("${name}");`))
    .join("");
  const code = `const c = process.cpuUsage(), t = performance.now(); ${load}
    const { user, system } = process.cpuUsage(c);
    console.log(JSON.stringify({ processor: (user + system) / 1000, clock: performance.now() - t }));`;
  return kind === "import" ? ["--input-type=module", "-e", code] : ["-e", code];
}

describe("Loading the main entry of the packed library", function () {
  this.timeout(600_000);
  let project: ConsumerProject | "unreachable";

  before(async () => {
    project = await createConsumerProject("node-test", [packageTarball()]);
  });

  after(() => {
    if (project !== "unreachable") project.remove();
  });

  /** The best of several runs: what the machine was busy with otherwise does not count. */
  const best = async (installed: ConsumerProject, args: readonly string[]): Promise<Cost> => {
    const costs: Cost[] = [];
    for (let run = 0; run < runs; run += 1) {
      const { stdout, output } = await installed.run("node", args);
      const value = parseJson(stdout);
      if (!isObject(value)) throw new Error(output);
      costs.push({ processor: Number(value["processor"]), clock: Number(value["clock"]) });
    }
    return {
      processor: Math.min(...costs.map(({ processor }) => processor)),
      clock: Math.min(...costs.map(({ clock }) => clock)),
    };
  };

  for (const kind of ["import", "require"] as const) {
    it(`costs a few times the parsers it cannot do without (${kind})`, async function () {
      const installed = skipUnlessReachable(this, project);
      const parsers = await best(installed, script(["yaml", "ajv/dist/2020.js"], kind));
      const entry = await best(installed, script(["lockstep-sam"], kind));
      const shown = (cost: Cost): string =>
        `${cost.processor.toFixed(0)} ms of processor, ${cost.clock.toFixed(0)} ms on the clock`;
      // oxlint-disable-next-line no-console
      console.log(`        lockstep-sam: ${shown(entry)}; yaml and ajv: ${shown(parsers)}`);
      expect(entry.processor / parsers.processor).to.be.below(5);
    });
  }
});
