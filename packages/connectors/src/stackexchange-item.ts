import { z } from "zod";

// Unix seconds up to the end of the year 9999, the last that every store can hold.
const seconds = z.number().positive().max(253_402_300_799);
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
const id = z.number().int().positive();
const list = optional(z.array(z.unknown()));

const owner = z.object({
  user_id: optional(z.number().int()),
  account_id: optional(z.number().int()),
  user_type: optional(z.string()),
  display_name: optional(z.string()),
  link: optional(z.string()),
  profile_image: optional(z.string()),
});

/** A user (https://api.stackexchange.com/docs/types/user); only by itself does one say where they are and what their site is. */
export const userItem = owner.extend({
  user_id: z.number().int(),
  location: optional(z.string()),
  website_url: optional(z.string()),
});

const written = {
  creation_date: seconds,
  score: optional(z.number()),
  link: optional(z.string()),
  body: optional(z.string()),
  body_markdown: optional(z.string()),
  owner: optional(owner),
};

const post = {
  ...written,
  last_edit_date: optional(seconds),
  community_owned_date: optional(seconds),
  locked_date: optional(seconds),
  comment_count: optional(z.number()),
  comments: list,
};

const migration = z.object({
  question_id: id,
  other_site: z.object({ site_url: z.string() }),
});

/** A question (https://api.stackexchange.com/docs/types/question); what a filter leaves out, or is of another type, is null. */
export const questionItem = z.object({
  ...post,
  question_id: id,
  title: optional(z.string()),
  tags: optional(z.array(z.string())),
  view_count: optional(z.number()),
  answer_count: optional(z.number()),
  closed_date: optional(seconds),
  closed_reason: optional(z.string()),
  protected_date: optional(seconds),
  bounty_amount: optional(z.number()),
  migrated_from: optional(migration),
  migrated_to: optional(migration),
  answers: list,
});
export type QuestionItem = z.output<typeof questionItem>;

/** An answer (https://api.stackexchange.com/docs/types/answer). */
export const answerItem = z.object({
  ...post,
  answer_id: id,
  question_id: id,
  is_accepted: optional(z.boolean()),
  awarded_bounty_amount: optional(z.number()),
});
export type AnswerItem = z.output<typeof answerItem>;

/** A comment (https://api.stackexchange.com/docs/types/comment). */
export const commentItem = z.object({ ...written, comment_id: id, post_id: id });
export type CommentItem = z.output<typeof commentItem>;

/** What all three have. */
export type WrittenItem = Pick<CommentItem, keyof typeof written>;
/** What questions and answers have. */
export type PostItem = Pick<AnswerItem, keyof typeof post>;

/** Whether an item of a mixed list is an answer: it names its question too, and must not pass for it. */
export function isAnswer(item: unknown): boolean {
  return typeof item === "object" && item !== null && "answer_id" in item;
}

/** Whether an item of a mixed list is a comment. */
export function isComment(item: unknown): boolean {
  return typeof item === "object" && item !== null && "comment_id" in item;
}
