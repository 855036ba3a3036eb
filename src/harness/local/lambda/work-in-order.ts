/** Does a piece of work for each item, in order, so many at once (at least one); rejects with the first that fails. */
export async function workInOrder<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const takeNext = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, takeNext));
}
