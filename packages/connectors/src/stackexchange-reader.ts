import type { Gathered } from "./file-pull.ts";
import { PostsSeen } from "./posts-seen.ts";
import { byRule, isSkip } from "./skip.ts";
import type { DumpTable } from "./stackexchange-files.ts";
import {
  acceptance,
  type DumpSite,
  mapCommentRow,
  mapPostRow,
  mapUserRow,
  mapVoteRow,
  rowId,
  rowTags,
} from "./stackexchange-rows.ts";
import type { Row } from "./xml-rows.ts";

/** Reads the tables of one site, remembering what later rows need. */
export class SiteReader {
  readonly #site: DumpSite;
  readonly #earliest: string;
  readonly #tables: Set<DumpTable>;
  readonly #posts = new PostsSeen();

  /** @param tables those of the site that are read: what they need is remembered, and nothing else */
  constructor(site: DumpSite, since: Date | null, tables: Set<DumpTable>) {
    this.#site = site;
    this.#earliest = since?.toISOString() ?? "";
    this.#tables = tables;
  }

  /** Adds what a row means; `gathered` is null where an earlier pull has saved it and it is only learned from. */
  take(table: DumpTable, row: Row, position: string, gathered: Gathered | null): void {
    if (table === "posts") this.#takePost(row, position, gathered);
    else if (table === "comments") this.#takeComment(row, position, gathered);
    else if (gathered && table === "users") this.#takeUser(row, position, gathered);
    else if (gathered) this.#takeVote(row, position, gathered);
  }

  #takeUser(row: Row, position: string, gathered: Gathered): void {
    const mapped = mapUserRow(row, this.#site, position);
    if (isSkip(mapped)) gathered.skipped.push({ ...mapped, of: "accounts" });
    else if (this.#site.tags.length > 0 && !this.#posts.isAuthor(Number(mapped.id)))
      gathered.skipped.push({ ...byRule("user without a post under the wanted tags", position), of: "accounts" });
    else gathered.accounts.push(mapped);
  }

  #takePost(row: Row, position: string, gathered: Gathered | null): void {
    const id = rowId(row.Id);
    const questionId = rowId(row.ParentId);
    const isAnswer = row.PostTypeId === "2" && id !== null && questionId !== null;
    const acceptedAnswerId = rowId(row.AcceptedAnswerId);
    if (row.PostTypeId === "1" && id !== null)
      this.#posts.addQuestion(id, {
        title: row.Title ?? null,
        tags: rowTags(row.Tags),
        acceptedAnswerId,
        askerId: rowId(row.OwnerUserId),
      });
    const known = {
      question: isAnswer ? this.#posts.questionOf(questionId) : null,
      accepted: isAnswer ? this.#posts.acceptedOf(id, questionId) : null,
    };
    const mapped = mapPostRow(row, this.#site, known, position);
    if (isSkip(mapped)) {
      gathered?.skipped.push(mapped);
      return;
    }
    if (mapped.occurredAt < this.#earliest) {
      gathered?.skipped.push(byRule("older than the history wanted", position));
      return;
    }
    if (isAnswer && this.#tables.has("comments")) this.#posts.addAnswerTo(id, questionId);
    const authorId = mapped.account ? Number(mapped.account.id) : null;
    this.#posts.addSignal(Number(mapped.id), mapped.kind as "question" | "answer", authorId);
    gathered?.signals.push(mapped);
    // Votes.xml dates the acceptance; without it, it is known but undated. A rare answer stands before its question.
    const accepted =
      mapped.kind === "answer" && mapped.metrics.accepted === true ? Number(mapped.id) : acceptedAnswerId;
    if (!this.#tables.has("votes") && accepted !== null && this.#posts.kindOf(accepted) === "answer") {
      const by = this.#posts.acceptedBy(accepted);
      gathered?.endorsements.push(acceptance(this.#site, String(accepted), { by, at: null }));
    }
  }

  #takeComment(row: Row, position: string, gathered: Gathered | null): void {
    const postId = rowId(row.PostId);
    const threadId = postId === null || this.#posts.kindOf(postId) === null ? null : this.#posts.threadOf(postId);
    const question = threadId === null ? null : this.#posts.questionOf(threadId);
    const thread = threadId === null ? null : { id: threadId, ...(question ?? { title: null, tags: [] }) };
    const mapped = mapCommentRow(row, this.#site, thread, position);
    if (isSkip(mapped)) gathered?.skipped.push(mapped);
    else if (mapped.occurredAt < this.#earliest)
      gathered?.skipped.push(byRule("older than the history wanted", position));
    else {
      if (mapped.account) this.#posts.addAuthor(Number(mapped.account.id));
      gathered?.signals.push(mapped);
    }
  }

  #takeVote(row: Row, position: string, gathered: Gathered): void {
    const postId = rowId(row.PostId);
    const kind = postId === null ? null : this.#posts.kindOf(postId);
    const post = kind && postId !== null ? { kind, acceptedBy: this.#posts.acceptedBy(postId) } : null;
    const mapped = mapVoteRow(row, this.#site, post, position);
    if (isSkip(mapped)) gathered.skipped.push({ ...mapped, of: "endorsements" });
    else gathered.endorsements.push(mapped);
  }
}
