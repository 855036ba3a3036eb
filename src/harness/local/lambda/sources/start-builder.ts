/** Loads esbuild and starts its process, which the first build would have to wait for. */
export async function startBuilder(): Promise<void> {
  try {
    const { transform } = await import("esbuild");
    await transform("");
  } catch {
    // Whoever needs it tells that it is missing.
  }
}
