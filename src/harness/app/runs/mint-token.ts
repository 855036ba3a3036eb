import { loadProject } from "../project/load-project.ts";
import { mintTokenFor, type TokenRequest } from "../project/identity/mint-token.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";

/** As `mintTokenFor`, of the project that the configuration names. */
export async function mintToken(overrides: ConfigOverrides, wanted: TokenRequest): Promise<string> {
  const { config } = await resolveConfig(overrides);
  return mintTokenFor(loadProject(config), wanted);
}
