import { ConfigError } from "@groundswell/model";
import { RequestError } from "../problem.ts";

/** With a query that was read, what is left to be wrong is a name or a run that is not there. */
export async function found<T>(answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(404, error.message, { cause: error });
    throw error;
  }
}

/** Does what was asked; what the store says cannot be done was asked for wrongly. */
export async function possible<T>(deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(422, error.message, { cause: error });
    throw error;
  }
}
