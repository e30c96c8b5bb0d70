import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Hono } from "hono";
import { getMimeType } from "hono/utils/mime";
import { isPackable, tagOf, takesGzip } from "./pack.ts";

/** Where the build leaves the pages. This file is one folder deep in `src` and in `dist` alike. */
export const builtPages = fileURLToPath(new URL("../../web/dist", import.meta.url));

type Body = Uint8Array<ArrayBuffer>;
/** A file as it lies there; `packed` is made when somebody first asks for it as gzip. */
type Page = { body: Body; packed: Body | null; headers: Record<string, string> };

/**
 * Serves a folder of built pages, read once: a path can then never lead out of it. Any address that names no file is the one page,
 * which reads the rest of its address itself.
 */
export function pages(folder: string): Hono {
  const files = readFolder(folder);
  const app = new Hono();
  app.get("*", (context, next) => {
    const { path } = context.req;
    const page = files.get(path) ?? (extname(path) === "" ? files.get("/index.html") : undefined);
    if (page && isPackable(page.headers["content-type"], page.body.byteLength) && takesGzip(context)) {
      page.packed ??= new Uint8Array(gzipSync(page.body, { level: 9 }));
      const packed = { "content-encoding": "gzip", vary: "Accept-Encoding", etag: `W/${page.headers.etag}` };
      return context.body(page.packed, 200, { ...page.headers, ...packed });
    }
    if (page) return context.body(page.body, 200, page.headers);
    if (path !== "/") return next();
    return context.text('The pages are not built yet: run "pnpm build" and start the server again.\n', 503);
  });
  return app;
}

function readFolder(folder: string): Map<string, Page> {
  const files = new Map<string, Page>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).replaceAll("\\", "/");
    const body = new Uint8Array(readFileSync(file));
    const page = { body, packed: null, headers: { ...headers(path), etag: tagOf(body) } };
    files.set(path.startsWith("/") ? path : `/${path}`, page);
  }
  return files;
}

function headers(path: string): Record<string, string> {
  // The build names what it puts in assets/ after its content; everything else keeps its name when it changes.
  const hashed = /^\/?assets\//.test(path);
  return {
    "content-type": getMimeType(path) ?? "application/octet-stream",
    "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
  };
}
