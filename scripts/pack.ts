import { repository } from "./support/repository.ts";
import { packDistribution } from "./support/pack-distribution.ts";

// Packs dist/ (build first) into a tarball in the root of the repository and prints its path.
console.log(await packDistribution(repository));
