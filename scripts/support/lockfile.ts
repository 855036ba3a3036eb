import { isJsonObject, readString, readStringMap, type JsonObject } from "./json.ts";

/** A part for another platform that a locked package names and the lockfile does not hold. */
export interface MissingPlatformPackage {
  readonly name: string;
  readonly version: string;
  /** Entry of the package that names it. */
  readonly parent: JsonObject;
}

/**
 * List the optional parts the lockfile lacks. `npm install` leaves out what the registry at hand does not
 * carry, and `npm ci` then refuses the lockfile as out of step with package.json.
 */
export function listMissingPlatformPackages(
  packages: JsonObject,
): readonly MissingPlatformPackage[] {
  return Object.values(packages).flatMap((parent) => {
    if (!isJsonObject(parent)) return [];
    return Object.entries(readStringMap(parent, "optionalDependencies"))
      .filter(([name]) => !(`node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version, parent }));
  });
}

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "x64"];

/**
 * The lockfile entry of a missing part. Its platform is read from its name, so that npm leaves it alone on
 * others; it has no integrity, since the registry did not give the package.
 *
 * @throws Error when the name does not say the platform, or the version is not exact
 */
export function describePlatformPackage(missing: MissingPlatformPackage): JsonObject {
  const { name, version, parent } = missing;
  const words = name.split(/[/-]/);
  const system = systems.find((each) => words.includes(each));
  const processor = processors.find((each) => words.includes(each));
  if (system === undefined || processor === undefined) {
    throw new Error(`${name}: its name does not say for which platform it is`);
  }
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${name}: "${version}" is not exact`);
  const library = /musl/.test(name) ? "musl" : "glibc";
  return {
    version,
    cpu: [processor],
    ...(parent["dev"] === true ? { dev: true } : {}),
    ...(system === "linux" ? { libc: [library] } : {}),
    ...(typeof parent["license"] === "string" ? { license: readString(parent, "license") } : {}),
    optional: true,
    os: [system],
  };
}
