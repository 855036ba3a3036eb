import { expect } from "chai";
import path from "node:path";
import { isJsonObject, readJsonObject } from "../../scripts/support/json.ts";
import {
  describePlatformPackage,
  listMissingPlatformPackages,
} from "../../scripts/support/lockfile.ts";
import { repository } from "../../scripts/support/repository.ts";

const packages = readJsonObject(path.join(repository, "package-lock.json"))["packages"];

describe("The lockfile", () => {
  it("holds the parts for every platform, so that npm ci accepts it (`npm run lockfile`)", () => {
    expect(isJsonObject(packages) && Object.keys(packages).length > 0).to.equal(true);
    const missing = isJsonObject(packages) ? listMissingPlatformPackages(packages) : [];
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });

  it("names no registry", () => {
    const withHost = Object.entries(isJsonObject(packages) ? packages : {}).filter(
      ([, entry]) => isJsonObject(entry) && "resolved" in entry,
    );
    expect(withHost.map(([name]) => name)).to.deep.equal([]);
  });

  it("gets entries that other platforms leave alone", () => {
    const parent = {
      optionalDependencies: { "@x/binding-linux-arm-musleabihf": "1.0.0" },
      dev: true,
    };
    const [missing] = listMissingPlatformPackages({ "node_modules/x": parent });
    expect(missing === undefined ? undefined : describePlatformPackage(missing)).to.deep.equal({
      version: "1.0.0",
      cpu: ["arm"],
      dev: true,
      libc: ["musl"],
      optional: true,
      os: ["linux"],
    });
    const gnu = { name: "@x/binding-linux-ppc64-gnu", version: "1.0.0", parent: {} };
    expect(describePlatformPackage(gnu)).to.deep.equal({
      version: "1.0.0",
      cpu: ["ppc64"],
      libc: ["glibc"],
      optional: true,
      os: ["linux"],
    });
    const nameless = { name: "@x/wasm", version: "1.0.0", parent };
    expect(() => describePlatformPackage(nameless)).to.throw("does not say for which platform");
  });
});
