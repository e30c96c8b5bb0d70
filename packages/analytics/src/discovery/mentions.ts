const networks: Record<string, string> = {
  libera: "irc.libera.chat",
  oftc: "irc.oftc.net",
  freenode: "irc.libera.chat",
  efnet: "irc.efnet.org",
  quakenet: "irc.quakenet.org",
};

/**
 * Addresses of spaces that a text names without linking to them: `r/lumen`, `#lumen on Libera.Chat`. Freenode's communities are at
 * Libera since 2021. A server of Discord or Slack that is only named cannot be told from another of its name, and is left out.
 */
export function mentionedSpaces(text: string): string[] {
  const found = new Set<string>();
  for (const [, name = ""] of text.matchAll(/(?:^|[^a-z0-9/._-])\/?r\/([a-z0-9]\w{2,20})(?![\w/.])/gi))
    found.add(`https://www.reddit.com/r/${name}`);
  for (const [, name = "", network = ""] of text.matchAll(
    /(?:^|[\s(])#([a-z0-9][\w-]{0,49}) +(?:on|at) +(libera|oftc|freenode|efnet|quakenet)\b/gi,
  ))
    found.add(`ircs://${networks[network.toLowerCase()]}/${name}`);
  return [...found];
}
