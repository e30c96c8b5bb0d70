import { schema as published } from "@octokit/graphql-schema";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import {
  discussionQuery,
  discussionsByNumberQuery,
  discussionsQuery,
  issuesByNumberQuery,
  repliesQuery,
} from "./github-queries.ts";

// It defines two fields of its own twice.
const schema = buildSchema(published.idl, { assumeValidSDL: true });

test.each([
  ["a page of discussions", discussionsQuery],
  ["one discussion", discussionQuery],
  ["more replies", repliesQuery],
  ["several discussions", discussionsByNumberQuery([7, 8])],
  ["several issues and pull requests", issuesByNumberQuery([41, 42])],
])("the query for %s is one that GitHub's own schema knows", (_, query) => {
  expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
});
