import type { Space } from "@groundswell/model";
import { z } from "zod";
import type { DiscourseApi } from "./discourse-api.ts";
import { encodePart } from "./encode-part.ts";
import { siteId } from "./web-address.ts";

/** A forum's root without its last slash, and the space that its posts are to be in. */
export type DiscourseForum = { root: string; space: Space };

/** Which part of a forum is read. */
export type DiscoursePart = {
  url: string;
  category?: string | undefined;
  tag?: string | undefined;
  name?: string | undefined;
};

/** What a forum calls a category; null where it does not say. */
export const discourseCategory = z.object({ slug: z.string().nullable(), name: z.string().nullable() });
export type DiscourseCategory = z.output<typeof discourseCategory>;

/** The forum and the space that a part of it is: a category, a tag, or all of it. */
export function discourseForum(part: DiscoursePart, known: DiscourseCategory | null): DiscourseForum {
  const root = part.url.replace(/\/+$/, "");
  return { root, space: spaceOf(part, root, known) };
}

function spaceOf({ url, category, tag, name }: DiscoursePart, root: string, known: DiscourseCategory | null): Space {
  const platform = new URL(url).host;
  if (category !== undefined) {
    const id = category.split("/").at(-1) as string;
    const slug = category.split("/").slice(0, -1).join("/") || known?.slug;
    const address = slug ? `${root}/c/${slug}/${id}` : `${root}/c/${id}`;
    return { platform, id, kind: "category", name: name ?? known?.name ?? slug ?? `category ${id}`, url: address };
  }
  if (tag !== undefined)
    return { platform, id: tag, kind: "tag", name: name ?? tag, url: `${root}/tag/${encodePart(tag)}` };
  return { platform, id: siteId(url), kind: "site", name: name ?? siteId(url), url: root };
}

/** The path of the list of a part's topics. */
export function discourseList({ category, tag }: DiscoursePart, known: DiscourseCategory | null): string {
  if (category !== undefined)
    return `/c/${category.includes("/") || !known?.slug ? category : `${known.slug}/${category}`}.json`;
  return tag === undefined ? "/latest.json" : `/tag/${encodePart(tag)}.json`;
}

/**
 * A category's slug and name, for its address and its space; a forum that will not say leaves both unknown.
 * @throws what `api.page` throws
 */
export async function categoryNamed(api: DiscourseApi, category: string): Promise<DiscourseCategory> {
  const { data } = await api.page("/site.json", [], [404, 410]);
  const id = Number(category.split("/").at(-1));
  const shape = z.object({ categories: z.array(z.unknown()) });
  const one = z.object({ id: z.literal(id), slug: z.string().nullish(), name: z.string().nullish() });
  const found = (shape.safeParse(data).data?.categories ?? []).flatMap((item) => one.safeParse(item).data ?? [])[0];
  return { slug: found?.slug ?? null, name: found?.name ?? null };
}
