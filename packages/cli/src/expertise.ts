import { ConfigError } from "@groundswell/model";
import { listExpertises, type Store } from "@groundswell/store";

/**
 * The expertise a command is about: the one that was named, or the only one there is.
 * @throws ConfigError where none was named and there is none, or more than one
 */
export async function chosenExpertise(store: Store, named: string | undefined): Promise<string> {
  if (named) return named;
  const [only, ...others] = await listExpertises(store);
  if (!only) throw new ConfigError('There is no expertise yet: load one with "groundswell catalogue apply <file>".');
  if (others.length === 0) return only.slug;
  const slugs = [only, ...others].map(({ slug }) => slug).join(", ");
  throw new ConfigError(`There are several expertises (${slugs}): name one with --expertise.`);
}
