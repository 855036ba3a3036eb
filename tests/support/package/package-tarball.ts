/**
 * The packed library under proof, as `npm run proof` hands it over.
 *
 * @throws Error when a proof is run without the runner
 */
export function packageTarball(): string {
  const tarball = process.env["LOCKSTEP_TARBALL"];
  if (tarball === undefined)
    throw new Error("run proofs with `npm run proof`: it packs the library");
  return tarball;
}
