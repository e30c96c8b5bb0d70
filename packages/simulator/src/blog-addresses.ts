import { slugOf } from "./names.ts";
import { postTitle, textKey } from "./text.ts";
import { type BlogSpace, iso, spaceOf, type World, type WorldPost } from "./world.ts";

/** Where a post can be read. */
export function postUrl(world: World, post: WorldPost): string {
  const blog = spaceOf(world, post) as BlogSpace;
  const title = postTitle(textKey(world, blog.id, post.number), blog.language);
  return `${blog.url}${iso(post.at).slice(0, 7).replace("-", "/")}/${post.number}-${slugOf(title)}/`;
}

/** A post's guid as its feed gives it: a URL, a tag: URI or a bare number. */
export function postGuid(world: World, post: WorldPost): string {
  const blog = spaceOf(world, post) as BlogSpace;
  if (blog.guids === "url") return postUrl(world, post);
  return blog.guids === "tag" ? `tag:${blog.id},2024:post-${post.number}` : String(post.number);
}
