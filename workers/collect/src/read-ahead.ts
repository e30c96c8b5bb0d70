/**
 * The same batches in the same order, each handed on while the next one is being read: a server saves on a core of its own. What
 * goes wrong in reading is thrown where it would have been, after all that came before was handed on.
 */
export async function* readAhead<Batch>(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  const reader = batches[Symbol.asyncIterator]();
  const read = () => {
    const next = reader.next();
    // It is awaited once the batch before it is saved; until then its failure is nobody's.
    next.catch(() => {});
    return next;
  };
  let next = read();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await next;
      ended = done === true;
      if (ended) return;
      next = read();
      yield value;
    }
  } finally {
    // Whoever stops early is not kept waiting for a batch that they do not want, as from a terminal that nobody types into.
    if (!ended) void Promise.resolve(reader.return?.()).catch(() => {});
  }
}
