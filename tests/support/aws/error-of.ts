/** What a promise is rejected with. Throws when it is not. */
export async function errorOf(work: Promise<unknown>): Promise<Error> {
  const outcome: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error("It was not rejected with an error.");
}
